/** Counts the requests that have come in, so that a test on a virtual clock knows when to go on. */
export class Reception {
  #count = 0;
  #before = 0;
  #closed = false;
  #waiters: { readonly count: number; readonly resolve: () => void }[] = [];

  /** Requests so far, those that are none included. */
  get count(): number {
    return this.#count;
  }

  /** Requests since the start, whatever was counted anew. */
  get total(): number {
    return this.#before + this.#count;
  }

  /** One more has come in and, if it is one, stands in the queue. */
  add(): void {
    this.#count += 1;
    this.#letGo((waiter) => waiter.count <= this.#count);
  }

  /** Resolves once so many have come in, or when the simulator closes. */
  reached(count: number): Promise<void> {
    if (this.#closed || count <= this.#count) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push({ count, resolve }));
  }

  /** Counts anew, as after a reset. */
  restart(): void {
    this.#before += this.#count;
    this.#count = 0;
  }

  /** Lets all go who wait, and all who come later. */
  close(): void {
    this.#closed = true;
    this.#letGo(() => true);
  }

  #letGo(isDue: (waiter: { readonly count: number }) => boolean): void {
    if (this.#waiters.length === 0) return;
    const due = this.#waiters.filter(isDue);
    this.#waiters = this.#waiters.filter((waiter) => !isDue(waiter));
    for (const { resolve } of due) resolve();
  }
}
