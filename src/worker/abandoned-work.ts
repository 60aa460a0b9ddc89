/** Methods whose asynchronous work was given up and has not ended. */
export class Unended {
  readonly #counts = new Map<string, number>();

  /** Their names, each once. */
  get methods(): readonly string[] {
    return [...this.#counts.keys()];
  }

  /** Counts the method until its work has ended, in whichever way. */
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
