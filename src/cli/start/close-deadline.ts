/** Time from the end of the grace in which the process ends, ms. */
export const endWithin = 1_000;

/** Time from the end of the grace after which a close that has not ended is given up, ms; the rest is for the log. */
const closeWithin = 700;

/** Part of the time that is kept for the end of the process itself, ms. */
const reserve = 150;

/** Time of the log's reader for the last lines, ms. */
const logGrace = 1_000;

/** The time of a close: the process ends within its grace and one second, whatever hangs. */
export class CloseDeadline {
  /** Resolves when the close has had its time. */
  readonly passed: Promise<void>;
  #pass: () => void = () => undefined;
  #end: number | undefined;

  constructor() {
    this.passed = new Promise((resolve) => {
      this.#pass = resolve;
    });
  }

  /** The close has begun. A second call changes nothing. */
  begin(graceMs: number): void {
    if (this.#end !== undefined) return;
    this.#end = performance.now() + graceMs + endWithin;
    // Node.js fires a longer timer at once.
    const ms = Math.min(graceMs + closeWithin, 2 ** 31 - 1);
    setTimeout(this.#pass, ms);
  }

  /** Time for the last lines of the log and of the output, ms. */
  get outputTime(): number {
    const left = (this.#end ?? Infinity) - performance.now() - reserve;
    return Math.max(0, Math.min(logGrace, left));
  }
}
