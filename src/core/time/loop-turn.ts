/** Test frameworks may replace the global function after this module has loaded. */
const nativeSetImmediate = setImmediate;

/** Resolves after the next turn of the event loop, which reads all input that has come. */
export function loopTurn(): Promise<void> {
  return new Promise((resolve) => {
    nativeSetImmediate(() => resolve());
  });
}
