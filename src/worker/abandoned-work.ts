/** Asynchronous work of methods that the worker no longer waits for, until it ends. */
export class AbandonedWork {
  readonly #counts = new Map<string, number>();

  /** Methods with work that has not ended, each once. */
  get methods(): readonly string[] {
    return [...this.#counts.keys()];
  }

  /** Counts the method until its work resolves or rejects. */
  watch(work: Promise<unknown>, method: string): void {
    this.#counts.set(method, (this.#counts.get(method) ?? 0) + 1);
    const end = () => {
      const left = (this.#counts.get(method) ?? 0) - 1;
      if (left > 0) this.#counts.set(method, left);
      else this.#counts.delete(method);
    };
    work.then(end, end);
  }
}
