import { randomSource } from '../../core/random.js';
import { frameAt, placeOf, positionOf, writeOffset } from '../../network/geo/place.js';
import type { Position } from '../../network/geo/position.js';
import type { Motion } from '../../network/motion/motion.js';
import type { ParsedGenerate } from './schema/generate.js';

/** A generated node, without what follows from the document around it. */
export interface GeneratedNode extends Omit<ParsedGenerate, 'nodes' | 'altitude' | 'motion' | 'served'> {
  readonly nodeid: number;
  readonly position: Required<Position>;
  readonly motion: Motion;
  readonly served: Exclude<ParsedGenerate['served'], number>;
}

/** Number of columns, and of rows, of the lattice for so many nodes. */
export const columnsFor = (nodes: number) => Math.ceil(Math.sqrt(nodes));

/** Distance of neighbours on the lattice, m. */
export function spacingOf({ nodes, spacing, area = 0 }: ParsedGenerate): number {
  return spacing ?? area / columnsFor(nodes);
}

/**
 * The nodes that follow from a seed: row by row on a square around the centre, each displaced within its own cell.
 * @param seed for a generator without one of its own
 */
export function generateNodes(parsed: ParsedGenerate, seed: number): readonly GeneratedNode[] {
  const stream = randomSource(parsed.seed ?? seed).stream('network/generate');
  const columns = columnsFor(parsed.nodes);
  const spacing = spacingOf(parsed);
  const frame = frameAt(placeOf(parsed.center));
  const [lowest, highest] = Array.isArray(parsed.altitude)
    ? parsed.altitude
    : [parsed.altitude, parsed.altitude];
  return Array.from({ length: parsed.nodes }, (_, index): GeneratedNode => {
    // Four draws for each node, whatever they are used for: other motion does not move the nodes.
    const [aside, ahead, above, turn] = [stream.real(), stream.real(), stream.real(), stream.real()];
    const at = (cell: number, draw: number) =>
      spacing * (cell + 0.5 - columns / 2 + (draw - 0.5) * parsed.jitter);
    const place = placeOf(parsed.center);
    writeOffset(
      frame,
      at(index % columns, aside),
      at(columns - 1 - Math.floor(index / columns), ahead),
      place,
    );
    const { latitude, longitude } = positionOf(place);
    const altitude = lowest + above * (highest - lowest);
    return {
      ...parsed,
      nodeid: parsed.firstNodeid + index,
      position: {
        latitude: rounded(latitude, 1e7),
        longitude: rounded(longitude, 1e7),
        altitude: rounded(altitude, 1e2),
      },
      motion: motionOf(parsed.motion, Math.floor(turn * 360)),
      served: typeof parsed.served === 'number' ? index < parsed.served : parsed.served,
    };
  });
}

function motionOf(motion: ParsedGenerate['motion'], bearing: number): Motion {
  if (motion.kind !== 'circle') return motion;
  const { kind, radius, speed, since } = motion;
  return { kind, radius, speed, bearing: motion.bearing ?? bearing, since };
}

/** To a centimetre: the last bits of sines differ between versions of Node.js. */
const rounded = (value: number, parts: number) => Math.round(value * parts) / parts + 0;
