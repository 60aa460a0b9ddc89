import type { DurationFigures } from '../../simulator/counters/duration-counts.js';
import type { LoopDelayFigures } from '../../core/process/loop-delay.js';
import type { ProcessFigures } from '../../core/process/process-figures.js';
import type { Node } from '../../simulator/node.js';
import type { Health, Stats } from '../../simulator/snapshot.js';

/** One value of a series, with its labels. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** One value from those of several radios: a total, the worst of them, or the most of them. */
export type Summary = 'sum' | 'min' | 'max';

/** Members of every series. */
interface SeriesHead {
  readonly name: string;
  /** Help text, one line. */
  readonly help: string;
  /** Meaning of the values, by label. Series of a node also have the label `node`, but for the radio of a simulator that was made with one. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A series of numbers. `S`: its source. */
interface NumberSeries<S> extends SeriesHead {
  readonly type: 'counter' | 'gauge';
  /** Default: the sum. */
  readonly summary?: Summary;
  read(source: S): readonly Sample[];
}

/** A series of durations, shown in seconds. */
interface DurationSeries<S> extends SeriesHead {
  readonly type: 'histogram';
  read(source: S): DurationFigures;
}

/** One series. Its lines on the page and its row in the documents derive from it. */
export type Series<S> = NumberSeries<S> | DurationSeries<S>;

/** One node at the time of a scrape. */
export interface ScrapedNode {
  readonly node: Node;
  readonly stats: Omit<Stats, 'reloads'>;
  readonly health: Health;
}

/** A simulator at the time of a scrape, apart from its nodes. */
export interface ScrapedSimulator {
  readonly reloads: Stats['reloads'];
}

/** The process at the time of a scrape. */
export interface ScrapedProcess {
  readonly figures: ProcessFigures;
  readonly loop: LoopDelayFigures;
  /** Versions of this package and of Node.js. */
  readonly versions: { readonly version: string; readonly node: string };
}

/** The sample of a series without labels; empty if there is no value. */
export function gauge(value: number | undefined): readonly Sample[] {
  return value === undefined ? [] : [{ labels: {}, value }];
}

/** One sample for each name in a record of counts. */
export function byLabel(label: string, counts: Readonly<Record<string, number>>): readonly Sample[] {
  return Object.entries(counts).map(([name, value]) => ({ labels: { [label]: name }, value }));
}

/** One sample for each name, 0 if it has no count yet: Prometheus computes an increase only from an earlier value. */
export function byKnownLabel(
  label: string,
  names: readonly string[],
  counts: Readonly<Record<string, number>>,
): readonly Sample[] {
  return names.map((name) => ({ labels: { [label]: name }, value: counts[name] ?? 0 }));
}

/** One sample for each name: 1 for the current one, else 0. */
export function state(label: string, names: readonly string[], now: string): readonly Sample[] {
  return byKnownLabel(label, names, { [now]: 1 });
}
