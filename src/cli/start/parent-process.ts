/** Time between two checks of the parent process, ms. */
const interval = 500;

/**
 * Calls `onEnd` once after the parent process has ended: the system then gives this process another parent.
 * @returns stops checking
 */
export function onParentEnd(onEnd: () => void): () => void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onEnd();
  }, interval);
  timer.unref();
  return () => clearInterval(timer);
}
