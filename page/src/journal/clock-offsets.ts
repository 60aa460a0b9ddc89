import { signal } from '@preact/signals';
import { api, sure } from '../api/client.js';

/** Maximum number of clocks that are asked for at the same time. */
const maxRequests = 2;

/**
 * Differences between the wall times of radios and their clocks, ms; each is asked for when it is first needed. A radio
 * that was removed and added again has another clock: its numbers begin anew then, and so does the era of its rows.
 */
export class ClockOffsets {
  readonly #offsets = signal<ReadonlyMap<string, number>>(new Map());
  readonly #asked = new Set<string>();
  readonly #wanted: { readonly node: string; readonly era: number }[] = [];
  #requests = 0;

  /** Wall time of a radio at a time of its clock; undefined while that is not known. */
  wallTime(node: string, era: number, at: number): number | undefined {
    const offset = this.#offsets.value.get(keyOf(node, era));
    return offset === undefined ? undefined : at + offset;
  }

  /** Asks for the clock of a radio, unless it is known. */
  want(node: string, era: number): void {
    const key = keyOf(node, era);
    if (this.#asked.has(key)) return;
    this.#asked.add(key);
    this.#wanted.push({ node, era });
    this.#next();
  }

  /** Asks for the clock of a radio. Resolves in any case. */
  async load(node: string, era: number): Promise<void> {
    const key = keyOf(node, era);
    this.#asked.add(key);
    try {
      const { nowMs, wallTime } = await sure(api.GET('/nodes/{node}/clock', { params: { path: { node } } }));
      this.#offsets.value = new Map(this.#offsets.value).set(key, wallTime - nowMs);
    } catch {
      // Without it the rows show the time of the radio's clock alone.
    }
  }

  #next(): void {
    if (this.#requests >= maxRequests) return;
    const next = this.#wanted.shift();
    if (next === undefined) return;
    this.#requests += 1;
    void this.load(next.node, next.era).then(() => {
      this.#requests -= 1;
      this.#next();
    });
  }
}

function keyOf(node: string, era: number): string {
  return `${era} ${node}`;
}
