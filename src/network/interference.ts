import { checkObject } from '../core/arguments.js';
import { SilvusMockError } from '../core/errors.js';
import { valueExcerpt } from '../core/text.js';
import { checkNumber } from './bounds.js';
import { type Point, placeOf, writePoint } from './geo/place.js';
import { checkPosition, type Position } from './geo/position.js';
import type { PathLoss } from './loss/path-loss.js';
import { nodeBounds } from './node.js';
import { wattsOf } from './units.js';

/** A transmitter that is no node: it raises the noise of receivers whose band it shares. */
export interface InterferenceSource {
  readonly id: string;
  readonly position: Position;
  /** Centre, MHz. */
  readonly frequency: number;
  /** MHz; its power is spread evenly over them. */
  readonly bandwidth: number;
  /** Radiated power, dBm. */
  readonly power: number;
  /** Height of its antenna above ground for two-ray, m. */
  readonly antennaHeight?: number;
}

/** Characters of an id. */
export const maxIdLength = 64;

/** Throws `OPTION_INVALID` for a source that is not possible. */
export function checkInterference(source: InterferenceSource): void {
  checkObject('interference', source);
  const { id }: { readonly id: unknown } = source;
  if (typeof id !== 'string' || id === '' || id.length > maxIdLength) {
    const allowed = typeof id === 'string' ? `a text of 1 to ${maxIdLength} characters` : 'a text';
    const message = `interference: id: ${valueExcerpt(id)} is not allowed; allowed: ${allowed}`;
    throw new SilvusMockError('OPTION_INVALID', message);
  }
  const where = `interference ${valueExcerpt(source.id)}`;
  checkPosition(`${where}.position`, source.position);
  for (const name of ['frequency', 'bandwidth', 'power'] as const) {
    checkNumber(`${where}.${name}`, source[name], nodeBounds[name]);
  }
  if (source.antennaHeight !== undefined) {
    checkNumber(`${where}.antennaHeight`, source.antennaHeight, nodeBounds.antennaHeight);
  }
}

/** The share of a source's power that falls into a receiver's band, 0 to 1. All in MHz. */
export function overlap(source: InterferenceSource, frequency: number, bandwidth: number): number {
  const low = Math.max(source.frequency - source.bandwidth / 2, frequency - bandwidth / 2);
  const high = Math.min(source.frequency + source.bandwidth / 2, frequency + bandwidth / 2);
  return Math.max(0, high - low) / source.bandwidth;
}

/** A receiver of interference. */
interface Victim extends Point {
  readonly frequency: number;
  readonly bandwidth: number;
  readonly gain: number;
  readonly height: number;
}

/** All sources of interference. */
export class Interference {
  /** By id, so that the sum does not depend on the order in which they were added. */
  #sources: readonly { readonly source: InterferenceSource; readonly point: Point }[] = [];
  readonly #pathLoss: PathLoss;
  readonly #defaultHeight: number;

  constructor(pathLoss: PathLoss, defaultHeight: number) {
    this.#pathLoss = pathLoss;
    this.#defaultHeight = defaultHeight;
  }

  get isEmpty(): boolean {
    return this.#sources.length === 0;
  }

  /** All sources, in the order of their ids. */
  list(): readonly InterferenceSource[] {
    return this.#sources.map(({ source }) => source);
  }

  /** Adds a source, in place of one with the same id. */
  set(source: InterferenceSource): void {
    const point = { x: 0, y: 0, z: 0 };
    writePoint(placeOf(source.position), point);
    const others = this.#sources.filter((each) => each.source.id !== source.id);
    this.#sources = [...others, { source, point }].sort((one, other) =>
      one.source.id < other.source.id ? -1 : 1,
    );
  }

  /** Returns whether there was such a source. */
  remove(id: string): boolean {
    const before = this.#sources.length;
    this.#sources = this.#sources.filter(({ source }) => source.id !== id);
    return this.#sources.length < before;
  }

  /** Power of all sources at a receiver, W. It has no shadowing: this is the mean. */
  at(victim: Victim): number {
    let watts = 0;
    for (const { source, point } of this.#sources) {
      const share = overlap(source, victim.frequency, victim.bandwidth);
      if (share === 0) continue;
      const distance = Math.hypot(point.x - victim.x, point.y - victim.y, point.z - victim.z);
      const height = source.antennaHeight ?? this.#defaultHeight;
      const loss = this.#pathLoss.loss(distance, source.frequency, height, victim.height);
      watts += share * wattsOf(source.power + victim.gain - loss);
    }
    return watts;
  }
}
