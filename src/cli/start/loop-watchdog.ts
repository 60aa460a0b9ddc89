import { url as inspectorUrl } from 'node:inspector';
import { Worker } from 'node:worker_threads';
import { endWithin } from './close-deadline.js';

/** Time between two signs of life, ms. */
const beatInterval = 250;

/** Time for which the event loop may be held at least, ms: a method of a module may be slow. */
const minLimit = 10_000;

/** The value that stands for a loop that may be held: a debugger holds it for as long as its user looks. */
const mayBeHeld = -1;

/**
 * Ends this process by SIGKILL when code of a module has held the event loop for as long as a close may last, and for
 * 10 s at least: meanwhile no signal is handled and no request answered. A thread looks for signs of life.
 * @param file the module
 * @returns stops watching
 */
export function watchEventLoop(file: string, graceMs: number): () => void {
  const limit = Math.max(minLimit, graceMs + endWithin);
  const beats = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const view = new Int32Array(beats);
  const message =
    `error: methodsFile: the event loop was held for ${limit / 1_000}s, probably by a method of ` +
    `${JSON.stringify(file)}; the process is killed\n`;
  const thread = new Worker(new URL('./loop-watchdog-thread.js', import.meta.url), {
    workerData: { beats, limit, message },
    // Modules that `--import` names are for the main thread.
    execArgv: [],
  });
  // Without the thread the radio works as well.
  thread.on('error', () => undefined);
  thread.unref();
  const beat = () => {
    const count = Atomics.load(view, 0);
    Atomics.store(view, 0, inspectorUrl() === undefined ? (count + 1) % 2 : mayBeHeld);
  };
  beat();
  const timer = setInterval(beat, beatInterval).unref();
  return () => {
    clearInterval(timer);
    void thread.terminate();
  };
}
