import { checkName, checkObject, checkOptions } from '../../core/arguments.js';
import { SilvusMockError } from '../../core/errors.js';
import { checkNumber } from '../bounds.js';

/** Fixed values of one direction of a link, each in place of the computed one. */
export interface LinkConditions {
  /** dB. In place of all that follows from positions, `maxLinkDistance` included. */
  readonly snr?: number;
  /** Path loss, dB. In place of the model's, `maxLinkDistance` included. */
  readonly pathLoss?: number;
  /** Share of packets that are lost, 0 to 1. */
  readonly packetLoss?: number;
}

/** Conditions from a time on. */
export interface TimedConditions extends LinkConditions {
  /** Seconds of the network's time. */
  readonly seconds: number;
}

/** Conditions for good, or a series of them: each row holds until the next. Before the first, nothing is overridden. */
export type LinkOverride = LinkConditions | readonly TimedConditions[];

/** Which directions of a link are meant. */
export interface Directions {
  /** `forward` is from the first node to the second (`both`). */
  readonly direction?: 'both' | 'forward' | 'reverse';
}

/** A cut or an override of one direction of a link. */
export interface LinkRule {
  readonly from: string;
  readonly to: string;
  readonly cut: boolean;
  readonly override: LinkOverride | undefined;
}

/** The bounds of conditions. */
export const conditionBounds = {
  snr: { min: -100, max: 200, unit: 'dB' },
  pathLoss: { min: 0, max: 400, unit: 'dB' },
  packetLoss: { min: 0, max: 1, unit: '' },
  seconds: { min: 0, max: 1e9, unit: 's' },
} as const;

/** Conditions that override nothing. */
const none: LinkConditions = Object.freeze({});

/** The direction that is meant. Throws `OPTION_INVALID` for another one, and for another member. */
export function checkDirections(where: string, directions: Directions): NonNullable<Directions['direction']> {
  checkOptions(where, directions, ['direction']);
  const { direction = 'both' } = directions;
  checkName(`${where}: direction`, direction, ['both', 'forward', 'reverse']);
  return direction;
}

/** Throws `OPTION_INVALID` for an override that is not possible. */
export function checkOverride(where: string, override: LinkOverride): void {
  if (!isSeries(override)) {
    checkConditions(where, override);
    return;
  }
  let last = -Infinity;
  for (const [index, row] of override.entries()) {
    const place = `${where}[${index}]`;
    checkObject(place, row);
    checkNumber(`${place}.seconds`, row.seconds, conditionBounds.seconds);
    checkConditions(place, row);
    if (row.seconds <= last) {
      const message = `${place}.seconds: ${row.seconds} is not allowed; allowed: later than the row before (${last})`;
      throw new SilvusMockError('OPTION_INVALID', message);
    }
    last = row.seconds;
  }
}

function checkConditions(where: string, conditions: LinkConditions): void {
  checkObject(where, conditions);
  for (const name of ['snr', 'pathLoss', 'packetLoss'] as const) {
    const value = conditions[name];
    if (value !== undefined) checkNumber(`${where}.${name}`, value, conditionBounds[name]);
  }
  if (conditions.snr === undefined || conditions.pathLoss === undefined) return;
  const message = `${where}: snr and pathLoss are not allowed together: each takes the place of the other`;
  throw new SilvusMockError('OPTION_INVALID', message);
}

/** The conditions in force at a time, s. */
export function conditionsAt(override: LinkOverride | undefined, seconds: number): LinkConditions {
  if (override === undefined) return none;
  if (!isSeries(override)) return override;
  let [low, high] = [0, override.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((override[middle]?.seconds ?? 0) <= seconds) low = middle + 1;
    else high = middle;
  }
  return override[low - 1] ?? none;
}

/** True for a series. */
export function isSeries(override: LinkOverride | undefined): override is readonly TimedConditions[] {
  return Array.isArray(override);
}
