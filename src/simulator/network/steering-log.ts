import type { ResolvedLine } from '../../config/network/resolved.js';
import { maxRows, maxSteering, maxWaypoints } from '../../config/network/bounds.js';
import { deepFreeze } from '../../core/freeze.js';

/** Points of motions and rows of series that all lines have together. */
const maxParts = maxRows + maxWaypoints;

/** A line is due although its time, a sum of seconds, is so much later. */
const tolerance = 1e-6;

/** The changes of a network: those made, and those to come, each at its time. */
export class SteeringLog {
  readonly #done: ResolvedLine[] = [];
  readonly #given: readonly ResolvedLine[];
  #next = 0;
  #parts = 0;
  #dropped = 0;

  /** @param given lines to be done, in the order of time */
  constructor(given: readonly ResolvedLine[]) {
    this.#given = given;
  }

  /** All lines in the order of time: those that were done, and those to come. */
  get lines(): readonly ResolvedLine[] {
    return [...this.#done, ...this.coming];
  }

  /** Lines that are to come. */
  get coming(): readonly ResolvedLine[] {
    return this.#given.slice(this.#next);
  }

  /** Number of lines that were done. */
  get count(): number {
    return this.#done.length;
  }

  /** Number of calls that were carried out and have no line, since there were too many. */
  get dropped(): number {
    return this.#dropped;
  }

  /** True if a line is due. */
  isDue(seconds: number): boolean {
    const next = this.#given[this.#next];
    return next !== undefined && next.seconds <= seconds + tolerance;
  }

  /** Takes the next line that is due; undefined if there is none. */
  take(seconds: number): ResolvedLine | undefined {
    if (!this.isDue(seconds)) return undefined;
    const line = this.#given[this.#next];
    this.#next += 1;
    if (line !== undefined) this.record(line);
    return line;
  }

  /** Records what was done. After the first line that finds no place none is kept: a replay has no gap. */
  record(line: ResolvedLine): void {
    this.#parts += partsOf(line);
    const isFull = this.#done.length >= maxSteering || this.#parts > maxParts;
    if (isFull || this.#dropped > 0) this.#dropped += 1;
    else this.#done.push(deepFreeze(line));
  }
}

function partsOf(line: ResolvedLine): number {
  if (line.do === 'override') return line.series?.length ?? 0;
  const motion = line.do === 'move' ? line.motion : line.do === 'add' ? line.node.motion : undefined;
  return motion?.kind === 'waypoints' ? motion.points.length : 0;
}
