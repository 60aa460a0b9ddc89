import type { Clock, Timer } from '../../core/time/clock.js';
import { type HeapTimer, TimerHeap } from '../../core/time/timer-heap.js';

/** Something that falls due. */
export interface Due {
  /** When, monotonic ms. */
  readonly at: number;
  cancel(): void;
}

interface Entry extends HeapTimer {
  readonly run: () => Promise<void> | undefined;
}

/**
 * When the reports of many radios with one clock fall due: one timer for all, and what falls due at the same moment runs
 * together, so that the network around the radios is computed once for them.
 */
export class ReportSchedule {
  readonly #clock: Clock;
  readonly #together: (run: () => void) => void;
  readonly #entries = new TimerHeap<Entry>();
  #count = 0;
  #timer: { readonly at: number; readonly timer: Timer } | undefined;

  /** @param together runs what falls due at the same moment */
  constructor(clock: Clock, together: (run: () => void) => void) {
    this.#clock = clock;
    this.#together = together;
  }

  /** Calls `run` once at `at`; a virtual clock waits for what it returns. It must not throw or reject. */
  add(at: number, run: () => Promise<void> | undefined): Due {
    const entry: Entry = { at, order: this.#count, index: -1, run };
    this.#count += 1;
    this.#entries.add(entry);
    this.#arm();
    return {
      at,
      cancel: () => {
        if (this.#entries.remove(entry)) this.#arm();
      },
    };
  }

  /** Sets the timer for the first that falls due. */
  #arm(): void {
    const at = this.#entries.first?.at;
    if (at === this.#timer?.at) return;
    this.#timer?.timer.cancel();
    this.#timer = undefined;
    if (at === undefined) return;
    const timer = this.#clock.setTimeout(() => this.#fire(), at - this.#clock.now(), { background: true });
    this.#timer = { at, timer };
  }

  #fire(): Promise<unknown> | undefined {
    this.#timer = undefined;
    const now = this.#clock.now();
    const due: Entry[] = [];
    for (let { first } = this.#entries; first !== undefined && first.at <= now; { first } = this.#entries) {
      this.#entries.remove(first);
      due.push(first);
    }
    const work: Promise<void>[] = [];
    this.#together(() => {
      for (const { run } of due) {
        const promise = run();
        if (promise !== undefined) work.push(promise);
      }
    });
    this.#arm();
    return work.length === 0 ? undefined : Promise.all(work);
  }
}
