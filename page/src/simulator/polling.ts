import { useEffect } from 'preact/hooks';
import { delay } from '../api/event-stream.js';

/**
 * Calls `ask` now and again each time `everyMs` has passed since it ended, while the component is shown and the page
 * is visible. Errors of `ask` are the connection's, which tells of them by itself.
 * @param dependencies values whose change starts anew
 */
export function usePolling(
  ask: (signal: AbortSignal) => Promise<unknown>,
  everyMs: number,
  dependencies: readonly unknown[],
): void {
  useEffect(() => {
    const ended = new AbortController();
    void poll(ask, everyMs, ended.signal);
    return () => ended.abort();
  }, [everyMs, ...dependencies]);
}

async function poll(
  ask: (signal: AbortSignal) => Promise<unknown>,
  everyMs: number,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    if (!document.hidden) await ask(signal).catch(() => undefined);
    await Promise.race([delay(everyMs, signal), becameVisible(signal)]);
  }
}

/** Resolves when the page becomes visible. */
function becameVisible(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    document.addEventListener(
      'visibilitychange',
      () => {
        if (!document.hidden) resolve();
      },
      { signal },
    );
  });
}
