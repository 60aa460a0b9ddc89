/** A figure, or null where there is none: a gap of the plot. */
export type Figure = number | null;

/** Samples kept: 15 minutes, one a second. */
export const maxSamples = 900;

/** Time without a sample from which the plot has a gap, s. */
const gap = 2.5;

/** The last samples of figures that come and go, by key. At most {@link maxSamples} are kept. */
export class Samples {
  readonly #times: number[] = [];
  readonly #columns = new Map<string, Figure[]>();

  /** Times of the samples, s, ascending. */
  get times(): readonly number[] {
    return this.#times;
  }

  /** Keys of the figures of which a value is kept. */
  get keys(): readonly string[] {
    return [...this.#columns.keys()];
  }

  /** One figure of each sample. */
  column(key: string): readonly Figure[] {
    return this.#columns.get(key) ?? this.#times.map(() => null);
  }

  /** Adds a sample. One that is not later than the last one is left out. */
  add(time: number, figures: Readonly<Record<string, Figure>>): void {
    const last = this.#times.at(-1);
    if (last !== undefined && time <= last) return;
    if (last !== undefined && time - last > gap) this.#append(last + 1, {});
    this.#append(time, figures);
    const old = this.#times.findIndex((each) => each >= time - maxSamples);
    this.#drop(Math.max(old, this.#times.length - maxSamples));
  }

  #append(time: number, figures: Readonly<Record<string, Figure>>): void {
    for (const key of Object.keys(figures))
      if (!this.#columns.has(key))
        this.#columns.set(
          key,
          this.#times.map(() => null),
        );
    this.#times.push(time);
    for (const [key, column] of this.#columns) column.push(figures[key] ?? null);
  }

  #drop(count: number): void {
    if (count <= 0) return;
    this.#times.splice(0, count);
    for (const [key, column] of this.#columns) {
      column.splice(0, count);
      if (column.every((each) => each === null)) this.#columns.delete(key);
    }
  }
}

/** Indexes of figures without a neighbour: a line does not show them. */
export function isolated(column: ArrayLike<Figure | undefined>): number[] {
  const isGap = (index: number) => typeof column[index] !== 'number';
  return Array.from({ length: column.length }, (_, index) => index).filter(
    (index) => !isGap(index) && isGap(index - 1) && isGap(index + 1),
  );
}

/** Last, least and greatest figure of a column; undefined if it has none. */
export function summaryOf(
  column: readonly Figure[],
): { readonly last: Figure; readonly min: number; readonly max: number } | undefined {
  let min = Infinity;
  let max = -Infinity;
  for (const each of column)
    if (each !== null) {
      min = Math.min(min, each);
      max = Math.max(max, each);
    }
  return min > max ? undefined : { last: column.at(-1) ?? null, min, max };
}
