import { shellWord } from './shell-words.js';

/**
 * The line that starts a radio on which one case of chaos alone is bent. Undefined for a radio of a network, whose case
 * has its ID in front: the case then belongs to that network, and to the seed of all of it.
 * @param seed seed of the radio; undefined while it is not known
 */
export function replayLine(chaosCase: string, seed: number | undefined): string | undefined {
  const word = shellWord(chaosCase);
  if (seed === undefined || word === undefined || chaosCase.includes('/')) return undefined;
  return `silvus-mock start --seed ${seed} --only ${word}`;
}
