import { useEffect, useState } from 'preact/hooks';
import { receivedStatus } from '../simulator/status.js';

/** Interval at which the time is computed, ms: at least four times a second. */
const everyMs = 200;

/**
 * Time of the chosen radio's clock, ms, between two statuses too if `isMoving`; undefined until it is known. A virtual
 * clock stands still between two statuses.
 */
export function useClock(isMoving: boolean): number | undefined {
  const [, setTurn] = useState(0);
  const received = receivedStatus.value;
  const isReal = received?.status.clock.virtual === false;
  useEffect(() => {
    if (!isMoving || !isReal) return undefined;
    const timer = setInterval(() => {
      if (!document.hidden) setTurn((turn) => turn + 1);
    }, everyMs);
    return () => clearInterval(timer);
  }, [isMoving, isReal]);
  if (received === undefined) return undefined;
  const { clock } = received.status;
  if (!isMoving || clock.virtual) return clock.nowMs;
  return clock.nowMs + (performance.now() - received.at) * scaleOf(clock);
}

/** Factor of the clock's speed. */
function scaleOf(clock: object): number {
  return 'scale' in clock && typeof clock.scale === 'number' ? clock.scale : 1;
}
