import type { Clock } from '../../core/time/clock.js';
import { clearProgress, printProgress } from '../output/print.js';
import { secondsText } from '../output/values.js';
import type { FuzzProgress } from '../../fuzz/fuzz.js';

/** Time between two lines of progress, ms: on a terminal one line that changes, elsewhere one below the other. */
const [terminalInterval, lineInterval] = [200, 5_000];

/** Shows on stderr how far a run is. */
export class Progress {
  readonly #clock: Clock;
  /** Number of cases; undefined where time alone ends the run. */
  readonly #runs: number | undefined;
  #next: number;
  #isShown = false;

  constructor(clock: Clock, runs: number | undefined) {
    this.#clock = clock;
    this.#runs = runs;
    this.#next = clock.now() + this.#interval;
  }

  /** Shows it, if the last time was long enough ago. */
  show(progress: FuzzProgress): void {
    const now = this.#clock.now();
    if (now < this.#next) return;
    this.#next = now + this.#interval;
    printProgress(this.#line(progress));
    this.#isShown = true;
  }

  /** Removes the line from a terminal. */
  end(): void {
    if (this.#isShown) clearProgress();
  }

  #line({ cases, requests, findings, ms }: FuzzProgress): string {
    const all = this.#runs === undefined ? '' : ` of ${this.#runs}`;
    return `fuzz: ${cases}${all} cases, ${requests} requests, ${findings} found, ${secondsText(ms)}`;
  }

  get #interval(): number {
    return process.stderr.isTTY ? terminalInterval : lineInterval;
  }
}
