import { Histogram, type Registry } from 'prom-client';
import type { DurationFigures } from '../../simulator/counters/duration-counts.js';

/** What the library asks a histogram for. */
type Told = Awaited<ReturnType<Histogram['get']>>;

/** What a histogram is made from. */
export interface DurationHistogramOptions {
  readonly name: string;
  readonly help: string;
  readonly registry: Registry;
  /** What is to be told; those of several radios are added up. */
  readonly figures: () => readonly DurationFigures[];
}

/** A histogram that counts nothing itself: it tells what was counted elsewhere, in seconds. */
export class DurationHistogram extends Histogram {
  readonly #name: string;
  readonly #figures: () => readonly DurationFigures[];
  /** The library's own, on no registry and for ever empty: what is told beside the values. */
  readonly #empty: Histogram;

  /** Puts itself on the registry. */
  constructor({ name, help, registry, figures }: DurationHistogramOptions) {
    super({ name, help, registers: [registry] });
    this.#name = name;
    this.#figures = figures;
    this.#empty = new Histogram({ name, help, registers: [] });
  }

  override async get(): Promise<Told> {
    return { ...(await this.#empty.get()), values: samples(this.#name, this.#figures()) };
  }

  /** What the registry asks for first. */
  getForPromString(): Promise<Told> {
    return this.get();
  }
}

function samples(name: string, all: readonly DurationFigures[]): Told['values'] {
  const bounds = all[0]?.boundsMs ?? [];
  const sum = (value: (figures: DurationFigures) => number) =>
    all.reduce((total, figures) => total + value(figures), 0);
  let count = 0;
  const upTo = [...bounds.map((ms) => ms / 1_000), '+Inf'].map((le, at) => {
    count += sum(({ counts }) => counts[at] ?? 0);
    return { metricName: `${name}_bucket`, labels: { le }, value: count };
  });
  return [
    ...upTo,
    { metricName: `${name}_sum`, labels: {}, value: sum(({ sumMs }) => sumMs) / 1_000 },
    { metricName: `${name}_count`, labels: {}, value: count },
  ];
}
