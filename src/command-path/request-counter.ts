interface Waiter {
  readonly count: number;
  readonly resolve: () => void;
}

/** Counter of received requests; a test on a virtual clock waits for it before it advances the clock. */
export class RequestCounter {
  #count = 0;
  #before = 0;
  #closed = false;
  #waiters: Waiter[] = [];

  /** Requests since the last restart, including invalid ones. */
  get count(): number {
    return this.#count;
  }

  /** Requests since the start; `restart` does not change it. */
  get total(): number {
    return this.#before + this.#count;
  }

  /** Counts a request. To be called in the turn in which its job is submitted: a waiter relies on it being queued. */
  add(): void {
    this.#count += 1;
    this.#release((waiter) => waiter.count <= this.#count);
  }

  /** Resolves when the count is reached, when `signal` aborts, or on close. */
  reached(count: number, signal?: AbortSignal): Promise<void> {
    if (this.#closed || count <= this.#count || signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const waiter = { count, resolve };
      this.#waiters.push(waiter);
      signal?.addEventListener('abort', () => this.#release((each) => each === waiter), { once: true });
    });
  }

  /** Starts the count again, as a reset does. */
  restart(): void {
    this.#before += this.#count;
    this.#count = 0;
  }

  /** Resolves all pending and all later waits. */
  close(): void {
    this.#closed = true;
    this.#release(() => true);
  }

  #release(isDue: (waiter: Waiter) => boolean): void {
    if (this.#waiters.length === 0) return;
    const due = this.#waiters.filter(isDue);
    this.#waiters = this.#waiters.filter((waiter) => !isDue(waiter));
    for (const { resolve } of due) resolve();
  }
}
