import { loopTurn } from './loop-turn.js';

/** Work in small parts: after each it yields the number of steps that are done. */
export type WorkInParts<T> = Generator<number, T, undefined>;

/** Steps that are done in one turn of the event loop. */
export const stepsPerTurn = 50;

/** Does work in this turn of the event loop. */
export function atOnce<T>(work: WorkInParts<T>): T {
  for (;;) {
    const part = work.next();
    if (part.done === true) return part.value;
  }
}

/** Does work with turns of the event loop for others. */
export async function inTurns<T>(work: WorkInParts<T>): Promise<T> {
  for (let steps = 0; ;) {
    const part = work.next();
    if (part.done === true) return part.value;
    steps += part.value;
    if (steps < stepsPerTurn) continue;
    steps = 0;
    await loopTurn();
  }
}
