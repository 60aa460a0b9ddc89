import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

// The thread of `watchEventLoop`. It counts its own ticks: while the whole process is suspended, none is missed.

/** Time between two looks, ms. */
const interval = 250;

const data: unknown = workerData;

if (
  typeof data === 'object' &&
  data !== null &&
  'beats' in data &&
  data.beats instanceof SharedArrayBuffer &&
  'limit' in data &&
  typeof data.limit === 'number' &&
  'message' in data &&
  typeof data.message === 'string'
) {
  const { limit, message } = data;
  const beats = new Int32Array(data.beats);
  let before = Atomics.load(beats, 0);
  let held = 0;
  setInterval(() => {
    const now = Atomics.load(beats, 0);
    held = now === before && now >= 0 ? held + interval : 0;
    before = now;
    if (held < limit) return;
    print(message);
    process.kill(process.pid, 'SIGKILL');
  }, interval);
}

/** The stream of the process goes through its event loop. */
function print(message: string): void {
  try {
    writeSync(2, message);
  } catch {
    // The reader of a full pipe does not read.
  }
}
