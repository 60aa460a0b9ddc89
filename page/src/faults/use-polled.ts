import { useCallback, useRef, useState } from 'preact/hooks';
import { ApiError } from '../api/api-error.js';
import { usePolling } from '../simulator/polling.js';

/** The latest of the values that are asked for again and again. */
interface Polled<Value> {
  /** The last answer; undefined until there is one. */
  readonly value: Value | undefined;
  /** Why the last request was refused; undefined if it was not. */
  readonly error: string | undefined;
  /** Asks at once. */
  readonly refresh: () => Promise<void>;
}

/**
 * Asks now and every `everyMs`, while the component is shown and the page is visible. Of several answers the one to
 * the latest request counts. A lost connection is told of by the banner; what was known stays.
 */
export function usePolled<Value>(
  ask: (signal: AbortSignal | undefined) => Promise<Value>,
  everyMs: number,
  dependencies: readonly unknown[],
): Polled<Value> {
  const [value, setValue] = useState<Value>();
  const [error, setError] = useState<string>();
  const numbers = useRef({ asked: 0, shown: 0 });
  const refresh = useCallback(async (signal?: AbortSignal) => {
    numbers.current.asked += 1;
    const number = numbers.current.asked;
    const isCurrent = () => number >= numbers.current.shown && signal?.aborted !== true;
    try {
      const answer = await ask(signal);
      if (!isCurrent()) return;
      numbers.current.shown = number;
      setValue(() => answer);
      setError(undefined);
    } catch (thrown) {
      if (isCurrent() && thrown instanceof ApiError) setError(thrown.message);
    }
  }, dependencies);
  usePolling(refresh, everyMs, dependencies);
  return { value, error, refresh };
}
