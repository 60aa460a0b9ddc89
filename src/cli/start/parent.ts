/** How often the parent is looked for, ms. */
const interval = 500;

/**
 * Calls `onOrphaned` once the process that started this one has ended: another has become the parent then.
 * @returns stops looking
 */
export function closeWithParent(onOrphaned: () => void): () => void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onOrphaned();
  }, interval);
  timer.unref();
  return () => clearInterval(timer);
}
