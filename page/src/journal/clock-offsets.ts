import { signal } from '@preact/signals';
import { api, sure } from '../api/client.js';

/** Maximum number of clocks that are asked for at the same time. */
const maxRequests = 2;

/** Differences between the wall times of radios and their clocks, ms; each is asked for when it is first needed. */
export class ClockOffsets {
  readonly #offsets = signal<ReadonlyMap<string, number>>(new Map());
  readonly #asked = new Set<string>();
  readonly #wanted: string[] = [];
  #requests = 0;

  /** Wall time of a radio at a time of its clock; undefined while that is not known. */
  wallTime(node: string, at: number): number | undefined {
    const offset = this.#offsets.value.get(node);
    return offset === undefined ? undefined : at + offset;
  }

  /** Asks for the clock of a radio, unless it is known. */
  want(node: string): void {
    if (this.#asked.has(node)) return;
    this.#asked.add(node);
    this.#wanted.push(node);
    this.#next();
  }

  /** Asks for the clock of a radio. Resolves in any case. */
  async load(node: string): Promise<void> {
    this.#asked.add(node);
    try {
      const { nowMs, wallTime } = await sure(api.GET('/nodes/{node}/clock', { params: { path: { node } } }));
      this.#offsets.value = new Map(this.#offsets.value).set(node, wallTime - nowMs);
    } catch {
      // Without it the rows show the time of the radio's clock alone.
    }
  }

  #next(): void {
    if (this.#requests >= maxRequests) return;
    const node = this.#wanted.shift();
    if (node === undefined) return;
    this.#requests += 1;
    void this.load(node).then(() => {
      this.#requests -= 1;
      this.#next();
    });
  }
}
