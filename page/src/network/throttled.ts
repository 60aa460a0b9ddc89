import { effect } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';

/**
 * Renders the component again when the signals that `read` reads have changed, at most once in `ms`.
 * @returns a number that changes each time
 */
export function useThrottled(read: () => unknown, ms: number, dependencies: readonly unknown[]): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = 0;
    const render = () => {
      timer = undefined;
      last = performance.now();
      setCount((before) => before + 1);
    };
    const stop = effect(() => {
      read();
      timer ??= setTimeout(render, Math.max(0, last + ms - performance.now()));
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, dependencies);
  return count;
}
