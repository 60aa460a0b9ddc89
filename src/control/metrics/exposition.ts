import { versions } from 'node:process';
import { Counter, Gauge, Registry } from 'prom-client';
import type { LoopDelay } from '../../core/process/loop-delay.js';
import { processFigures } from '../../core/process/process-figures.js';
import { packageFacts } from '../routes/version.js';
import type { ControlTarget } from '../target.js';
import { DurationHistogram } from './duration-histogram.js';
import { processSeries } from './process-series.js';
import { radioSeries } from './radio-series.js';
import type { ScrapedProcess, ScrapedRadio, Series } from './series.js';

/** The figures of radios and of their process as text: values are copied when they are asked for. */
export class Exposition {
  readonly #targets: readonly ControlTarget[];
  readonly #loop: LoopDelay;
  readonly #versions = { version: packageFacts().version, node: versions.node };
  readonly #registry = new Registry();
  #radios: readonly ScrapedRadio[] = [];
  #process: readonly ScrapedProcess[] = [];

  /** @param targets radios whose figures are added up */
  constructor(targets: readonly ControlTarget[], loop: LoopDelay) {
    this.#targets = targets;
    this.#loop = loop;
    for (const series of radioSeries) this.#declare(series, () => this.#radios);
    for (const series of processSeries) this.#declare(series, () => this.#process);
  }

  /** All of them, in the text format of Prometheus. */
  async text(): Promise<string> {
    const figures = await processFigures();
    this.#process = [{ figures, loop: this.#loop.figures(), versions: this.#versions }];
    this.#radios = this.#targets.map((target) => ({ target, stats: target.stats() }));
    return this.#registry.metrics();
  }

  #declare<S>(series: Series<S>, sources: () => readonly S[]): void {
    const { name, help } = series;
    if (series.type === 'histogram') {
      const figures = () => sources().map((source) => series.read(source));
      new DurationHistogram({ name, help, registry: this.#registry, figures });
      return;
    }
    const labelNames = Object.keys(series.labels);
    const registers = [this.#registry];
    const samples = () => sources().flatMap((source) => series.read(source));
    const Kind = series.type === 'counter' ? Counter : Gauge;
    new Kind({
      name,
      help,
      labelNames,
      registers,
      collect() {
        this.reset();
        for (const { labels, value } of samples()) this.inc(labels, value);
      },
    });
  }
}
