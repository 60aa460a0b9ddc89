/** The end of the work that was given last. */
let last: Promise<void> = Promise.resolve();

/**
 * Does work that takes several turns of the event loop once all such work before it is done: work for many clients at
 * once would take a part of each turn for each of them, and memory for all.
 */
export function afterOthers<T>(work: () => Promise<T>): Promise<T> {
  const done = last.then(work);
  // Nothing of its result is kept.
  last = done.then(
    () => undefined,
    () => undefined,
  );
  return done;
}
