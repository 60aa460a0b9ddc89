import { versions } from 'node:process';
import { Counter, Gauge, Registry } from 'prom-client';
import type { LoopDelay } from '../../core/process/loop-delay.js';
import { loopTurn } from '../../core/time/loop-turn.js';
import { processFigures } from '../../core/process/process-figures.js';
import type { Node } from '../../simulator/node.js';
import type { Simulator } from '../../simulator/simulator.js';
import type { Stats } from '../../simulator/snapshot.js';
import { packageFacts } from '../../core/process/package-facts.js';
import { activitySeries } from './activity-series.js';
import { combinedDurations, combinedSamples } from './combine.js';
import { DurationHistogram } from './duration-histogram.js';
import { processSeries } from './process-series.js';
import { radioSeries, simulatorSeries } from './radio-series.js';
import type { ScrapedNode, ScrapedProcess, ScrapedSimulator, Series } from './series.js';

/** Sources of a series that have one value together, with the labels of it. */
interface Source<S> {
  readonly labels: Readonly<Record<string, string>>;
  readonly sources: readonly S[];
}

/** Radios that have series of their own, those with ports first. A page of 1,000 would have 10 MB. */
const maxOwnSeries = 50;

/** Value of the label `node` for all other radios together. */
const others = 'other';

/** All sources at the time of a scrape. */
interface Scrape {
  readonly nodes: readonly Source<ScrapedNode>[];
  readonly activities: readonly Source<Stats['activities']>[];
  readonly simulator: readonly Source<ScrapedSimulator>[];
  readonly process: readonly Source<ScrapedProcess>[];
}

/** The metrics page of a simulator, its nodes and its process; values are read at each scrape. */
export class Exposition {
  readonly #simulator: Simulator;
  readonly #loop: LoopDelay;
  readonly #versions = { version: packageFacts().version, node: versions.node };
  readonly #registry = new Registry();
  /** The series in the order of the page. */
  readonly #names: string[] = [];
  /** The page of those who have asked for it since the last one was begun. */
  #next: Promise<string> | undefined;
  /** The end of the page before: two at once would take each other's values. */
  #last: Promise<void> = Promise.resolve();
  #scrape: Scrape = { nodes: [], activities: [], simulator: [], process: [] };

  constructor(simulator: Simulator, loop: LoopDelay) {
    this.#simulator = simulator;
    this.#loop = loop;
    // The radio with which a simulator was made has no value for it: existing dashboards know its series without.
    const nodeLabel = ['node'];
    for (const series of radioSeries) this.#declare(series, nodeLabel, () => this.#scrape.nodes);
    for (const series of activitySeries) this.#declare(series, nodeLabel, () => this.#scrape.activities);
    for (const series of simulatorSeries) this.#declare(series, [], () => this.#scrape.simulator);
    for (const series of processSeries) this.#declare(series, [], () => this.#scrape.process);
  }

  /** The page in the text format of Prometheus. Those who ask at the same time get one page. */
  text(): Promise<string> {
    if (this.#next === undefined) {
      this.#next = this.#last.then(() => this.#page());
      this.#last = this.#next.then(
        () => undefined,
        () => undefined,
      );
    }
    return this.#next;
  }

  async #page(): Promise<string> {
    const figures = await processFigures().finally(() => {
      // Values are read from here on: who asks later must see what happened until then.
      this.#next = undefined;
    });
    const { reloads, sharedActivities } = this.#simulator;
    const nodes = this.#scrapedNodes();
    this.#scrape = {
      nodes,
      activities: [
        ...nodes.map(({ labels, sources }) => ({
          labels,
          sources: sources.map(({ stats }) => stats.activities),
        })),
        { labels: {}, sources: [sharedActivities] },
      ],
      simulator: [{ labels: {}, sources: [{ reloads }] }],
      process: [{ labels: {}, sources: [{ figures, loop: this.#loop.figures(), versions: this.#versions }] }],
    };
    return this.#simulator.nodes.length > maxOwnSeries ? this.#inTurns() : this.#registry.metrics();
  }

  /** The page of many radios, each series in a turn of the event loop. */
  async #inTurns(): Promise<string> {
    const texts: string[] = [];
    for (const name of this.#names) {
      await loopTurn();
      texts.push(await this.#registry.getSingleMetricAsString(name));
    }
    return `${texts.join('\n\n')}\n`;
  }

  #scrapedNodes(): readonly Source<ScrapedNode>[] {
    const simulator = this.#simulator;
    const scraped = (node: Node): ScrapedNode => ({
      node,
      stats: node.stats(),
      health: simulator.healthOf(node),
    });
    const { nodes } = simulator;
    const ordered = [
      ...nodes.filter(({ isServed }) => isServed),
      ...nodes.filter(({ isServed }) => !isServed),
    ];
    const own = new Set(ordered.slice(0, maxOwnSeries));
    const sources = nodes
      .filter((node) => own.has(node))
      .map((node): Source<ScrapedNode> => ({
        labels: simulator.isNamed(node) ? { node: node.id } : {},
        sources: [scraped(node)],
      }));
    const rest = nodes.filter((node) => !own.has(node)).map(scraped);
    return rest.length === 0 ? sources : [...sources, { labels: { node: others }, sources: rest }];
  }

  #declare<S>(series: Series<S>, more: readonly string[], sources: () => readonly Source<S>[]): void {
    const { name, help } = series;
    this.#names.push(name);
    if (series.type === 'histogram') {
      const figures = () =>
        sources().flatMap(({ labels, sources: each }) => {
          const combined = combinedDurations(each.map((source) => series.read(source)));
          return combined === undefined ? [] : [{ labels, figures: combined }];
        });
      new DurationHistogram({ name, help, registry: this.#registry, figures });
      return;
    }
    const labelNames = [...more, ...Object.keys(series.labels)];
    const registers = [this.#registry];
    const samples = () =>
      sources().flatMap(({ labels, sources: each }) => {
        const read = each.map((source) => series.read(source));
        const [only = []] = read;
        const values = read.length === 1 ? only : combinedSamples(read, series.summary);
        return values.map((sample) => ({ ...sample, labels: { ...labels, ...sample.labels } }));
      });
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
