/** Resolves to true when the page is visible, to false when the signal aborts. */
export function shown(signal: AbortSignal): Promise<boolean> {
  if (!document.hidden || signal.aborted) return Promise.resolve(!signal.aborted);
  return new Promise((resolve) => {
    const check = () => {
      if (document.hidden && !signal.aborted) return;
      document.removeEventListener('visibilitychange', check);
      signal.removeEventListener('abort', check);
      resolve(!signal.aborted);
    };
    document.addEventListener('visibilitychange', check);
    signal.addEventListener('abort', check);
  });
}
