import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** Collects what nothing holds any more. */
export const collectGarbage = runInNewContext('gc') as () => void;

/** What lives on this process's heap, MiB. */
export function liveHeap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1_048_576;
}
