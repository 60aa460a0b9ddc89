import { randomSource } from '../core/random.js';

/** Step between the draws of one pair: 2^32 over the golden ratio, so that they spread. */
const step = 0x9e3779b9 | 0;

/** 64 bits that stand for a node in all that is random about it. They follow from the seed and its id. */
export interface NodeKey {
  readonly high: number;
  readonly low: number;
}

/** The key of a node. */
export function nodeKey(seed: number, id: string): NodeKey {
  const stream = randomSource(seed).stream(`network/node/${id}`);
  return { high: Math.floor(stream.real() * 2 ** 32) | 0, low: Math.floor(stream.real() * 2 ** 32) | 0 };
}

/** Mixes 32 bits so that each bit of the result depends on all of them (the finaliser of MurmurHash3). */
function mix(bits: number): number {
  let mixed = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** A number from 0 up to 1 that follows from two words and an index alone. */
export function uniform(high: number, low: number, index: number): number {
  return (mix(mix((high + Math.imul(index, step)) | 0) ^ low) >>> 0) / 2 ** 32;
}

/**
 * A draw of the normal distribution with mean 0 and deviation 1, from the keys of two nodes in either order.
 * Marsaglia's polar method: it needs no trigonometric functions, whose last bits differ between machines.
 */
export function pairNormal(oneHigh: number, oneLow: number, otherHigh: number, otherLow: number): number {
  const high = mix((oneHigh + otherHigh) | 0);
  const low = mix((oneLow + otherLow) | 0);
  for (let index = 0; ; index += 2) {
    const u = 2 * uniform(high, low, index) - 1;
    const v = 2 * uniform(high, low, index + 1) - 1;
    const s = u * u + v * v;
    if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s);
  }
}

/** A number from 0 up to 1 for one antenna of a receiver, and one sender. */
export function antennaUniform(from: NodeKey, to: NodeKey, antenna: number): number {
  return uniform(mix(from.high ^ mix(to.low)), mix(from.low ^ mix(to.high)), antenna);
}
