import { useEffect } from 'preact/hooks';
import { delay } from '../api/event-stream.js';
import { connection } from './connection.js';

/** Time in which a simulator that runs has answered, ms. */
const answerTime = 10_000;

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
    if (!document.hidden) await askInTime(ask, signal);
    await nextTurn(everyMs, signal);
  }
}

/** A simulator that was suspended takes connections and never answers. */
async function askInTime(ask: (signal: AbortSignal) => Promise<unknown>, signal: AbortSignal): Promise<void> {
  const limit = AbortSignal.timeout(answerTime);
  await ask(AbortSignal.any([signal, limit])).catch(() => undefined);
  // While the page is hidden, requests wait until it is shown.
  if (limit.aborted && !signal.aborted && !document.hidden) connection.lost();
}

/** Resolves after `ms`, when the page becomes visible, and when the signal aborts. */
async function nextTurn(ms: number, signal: AbortSignal): Promise<void> {
  const shown = new AbortController();
  const onChange = () => {
    if (!document.hidden) shown.abort();
  };
  document.addEventListener('visibilitychange', onChange);
  await delay(ms, AbortSignal.any([signal, shown.signal]));
  document.removeEventListener('visibilitychange', onChange);
}
