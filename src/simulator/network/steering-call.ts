import { overrideOf } from '../../config/network/rules.js';
import type { ParsedCall } from '../../config/network/schema/steering.js';
import { checkPosition, type Position } from '../../network/geo/position.js';
import { checkInterference, type InterferenceSource } from '../../network/interference.js';
import {
  checkOverride,
  type Directions,
  type LinkConditions,
  type TimedConditions,
} from '../../network/links/override.js';
import type { Motion } from '../../network/motion/motion.js';
import { checkMotion } from '../../network/motion/tracks.js';
import type { Network } from '../../network/network.js';

/** The motion of a line of steering, with all that a program may leave out. */
type SteeredMotion = NonNullable<Extract<ParsedCall, { readonly do: 'move' }>['motion']>;

/** A change of the network while it runs, as a program or a client makes it. */
export type SteeringCall =
  | {
      readonly do: 'move';
      readonly node: number;
      readonly position: Position;
      readonly motion?: Motion | undefined;
    }
  | {
      readonly do: 'cut' | 'join';
      readonly from: number;
      readonly to: number;
      readonly direction: NonNullable<Directions['direction']>;
    }
  | ({
      readonly do: 'override';
      readonly from: number;
      readonly to: number;
      readonly series?: readonly TimedConditions[] | undefined;
    } & LinkConditions)
  | { readonly do: 'set-interference'; readonly source: InterferenceSource }
  | { readonly do: 'remove-interference'; readonly id: string };

/**
 * A copy of a call in the form in which it is recorded. Throws `OPTION_INVALID` for values that are not possible.
 * @param seconds the network's time, at which a motion begins
 */
export function checkedCall(call: SteeringCall, seconds: number): ParsedCall {
  switch (call.do) {
    case 'move': {
      const { node, position, motion = { kind: 'still' } } = call;
      checkPosition('move: position', position);
      checkMotion('move: motion', motion);
      return { do: 'move', node, position: positionOf(position), motion: motionOf(motion, seconds) };
    }
    case 'override': {
      const { from, to } = call;
      const override = overrideOf(call);
      if (override !== undefined) checkOverride('override', override);
      return { do: 'override', from, to, ...conditionsOf(call), ...seriesOf(call.series) };
    }
    case 'set-interference':
      checkInterference(call.source);
      return { do: 'set-interference', source: sourceOf(call.source) };
    case 'remove-interference':
      return { do: 'remove-interference', id: call.id };
    case 'cut':
    case 'join': {
      const { from, to, direction } = call;
      return { do: call.do, from, to, direction };
    }
  }
}

/** Carries out a call. Throws `OPTION_INVALID`; nothing has changed then. */
export function applyCall(model: Network, call: ParsedCall): void {
  switch (call.do) {
    case 'move':
      model.move(String(call.node), call.position, call.motion);
      break;
    case 'cut':
      model.cut(String(call.from), String(call.to), { direction: call.direction });
      break;
    case 'join':
      model.join(String(call.from), String(call.to), { direction: call.direction });
      break;
    case 'override':
      model.override(String(call.from), String(call.to), overrideOf(call));
      break;
    case 'set-interference':
      model.setInterference(call.source);
      break;
    case 'remove-interference':
      model.removeInterference(call.id);
      break;
  }
}

function positionOf({ latitude, longitude, altitude = 0 }: Position): Required<Position> {
  return { latitude, longitude, altitude };
}

/** A motion with its defaults; it begins at a time unless it says `since`. */
export function motionOf(motion: Motion, seconds: number): SteeredMotion {
  switch (motion.kind) {
    case 'still':
      return { kind: 'still' };
    case 'waypoints': {
      const { kind, points, repeat = false, since = seconds } = motion;
      const copies = points.map((each) => ({ seconds: each.seconds, position: positionOf(each.position) }));
      // Without a point it stays where it is.
      return copies.length === 0 ? { kind: 'still' } : { kind, points: copies, repeat, since };
    }
    case 'circle': {
      const { kind, radius, speed, bearing = 0, since = seconds } = motion;
      return { kind, radius, speed, bearing, since };
    }
    case 'random-walk': {
      const { kind, speed, leg = 10, radius, since = seconds } = motion;
      return { kind, speed, leg, ...(radius === undefined ? {} : { radius }), since };
    }
  }
}

function conditionsOf({ snr, pathLoss, packetLoss }: LinkConditions): LinkConditions {
  return {
    ...(snr === undefined ? {} : { snr }),
    ...(pathLoss === undefined ? {} : { pathLoss }),
    ...(packetLoss === undefined ? {} : { packetLoss }),
  };
}

/** A series without rows overrides nothing. */
function seriesOf(series: readonly TimedConditions[] | undefined) {
  if (series === undefined || series.length === 0) return {};
  return { series: series.map((row) => ({ seconds: row.seconds, ...conditionsOf(row) })) };
}

function sourceOf({ id, position, frequency, bandwidth, power, antennaHeight }: InterferenceSource) {
  const height = antennaHeight === undefined ? {} : { antennaHeight };
  return { id, position: positionOf(position), frequency, bandwidth, power, ...height };
}
