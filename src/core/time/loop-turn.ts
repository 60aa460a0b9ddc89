import { nextTick } from 'node:process';

/** Test frameworks may replace the global function after this module has loaded. */
const nativeSetImmediate = setImmediate;

/** Resolves after the next turn of the event loop, which reads all input that has come. */
export function loopTurn(): Promise<void> {
  return new Promise((resolve) => {
    nativeSetImmediate(() => resolve());
  });
}

/** Acts at the end of this turn of the event loop, when all input that had come at its beginning is read. */
export function atTurnEnd(act: () => void): void {
  nativeSetImmediate(act);
}

/** Resolves once no promise callback is left to run; costs no turn of the event loop. */
export function promiseCallbacks(): Promise<void> {
  return new Promise((resolve) => {
    nextTick(resolve);
  });
}
