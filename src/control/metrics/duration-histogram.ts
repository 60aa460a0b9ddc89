import { Histogram, type Registry } from 'prom-client';
import type { DurationFigures } from '../../simulator/counters/duration-counts.js';

/** Values of a histogram in the form of prom-client. */
type HistogramValues = Awaited<ReturnType<Histogram['get']>>;

/** Durations with their labels. */
interface LabelledDurations {
  readonly labels: Readonly<Record<string, string>>;
  readonly figures: DurationFigures;
}

/** Options of a histogram. */
interface DurationHistogramOptions {
  readonly name: string;
  readonly help: string;
  readonly registry: Registry;
  readonly figures: () => readonly LabelledDurations[];
}

/** A histogram of figures that are counted elsewhere; it converts ms to seconds. */
export class DurationHistogram extends Histogram {
  readonly #name: string;
  readonly #figures: () => readonly LabelledDurations[];
  /** An empty histogram of prom-client on no registry, for the members besides the values. */
  readonly #empty: Histogram;

  /** Adds itself to the registry. */
  constructor({ name, help, registry, figures }: DurationHistogramOptions) {
    super({ name, help, registers: [registry] });
    this.#name = name;
    this.#figures = figures;
    this.#empty = new Histogram({ name, help, registers: [] });
  }

  override async get(): Promise<HistogramValues> {
    const values = this.#figures().flatMap((each) => samples(this.#name, each));
    return { ...(await this.#empty.get()), values };
  }

  /** The registry prefers this method to `get`. */
  getForPromString(): Promise<HistogramValues> {
    return this.get();
  }
}

function samples(name: string, { labels, figures }: LabelledDurations): HistogramValues['values'] {
  const { boundsMs, counts, sumMs } = figures;
  let count = 0;
  const upTo = [...boundsMs.map((ms) => ms / 1_000), '+Inf'].map((le, at) => {
    count += counts[at] ?? 0;
    return { metricName: `${name}_bucket`, labels: { ...labels, le }, value: count };
  });
  return [
    ...upTo,
    { metricName: `${name}_sum`, labels, value: sumMs / 1_000 },
    { metricName: `${name}_count`, labels, value: count },
  ];
}
