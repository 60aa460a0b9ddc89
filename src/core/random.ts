import { createHash } from 'node:crypto';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A sequence of random numbers that depends on the seed and the stream's name alone. */
export interface RandomStream {
  /** The next number, at least 0 and below 1. */
  real(): number;
  /** The next number between two bounds, `max` not included unless it equals `min`. */
  between(min: number, max: number): number;
}

/** The only source of chance. A stream does not depend on what was drawn from others. */
export interface RandomSource {
  /** The seed, a whole number from 0 to 2^53-1. */
  readonly seed: number;
  /** Returns a new stream, from its beginning. */
  stream(name: string): RandomStream;
}

/** Makes a seeded source. */
export function randomSource(seed: number): RandomSource {
  return {
    seed,
    stream: (name) => {
      const key = createHash('sha256').update(`${seed}/${name}`).digest().readInt32BE(0);
      const generator = xoroshiro128plus(key);
      const real = () => uniformFloat64(generator);
      return { real, between: (min, max) => min + (max - min) * real() };
    },
  };
}

/** Streams of one seed that keep their position between calls. */
export class OngoingStreams {
  readonly #source: RandomSource;
  readonly #streams = new Map<string, RandomStream>();

  /** @param seed a whole number from 0 to 2^53-1 */
  constructor(seed: number) {
    this.#source = randomSource(seed);
  }

  /** Returns the stream of this name, at its present position. */
  of(name: string): RandomStream {
    const stream = this.#streams.get(name) ?? this.#source.stream(name);
    this.#streams.set(name, stream);
    return stream;
  }

  /** Sets all streams back to their beginning. */
  restart(): void {
    this.#streams.clear();
  }
}
