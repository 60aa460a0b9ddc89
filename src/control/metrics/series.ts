import type { DurationFigures } from '../../simulator/counters/duration-counts.js';
import type { LoopDelayFigures } from '../../core/process/loop-delay.js';
import type { ProcessFigures } from '../../core/process/process-figures.js';
import type { ControlTarget, TargetStats } from '../target.js';

/** One value of a series, with its labels. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What all series have. */
interface Face {
  readonly name: string;
  /** One line, for people. */
  readonly help: string;
  /** Each label with what its values are. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A series of numbers; `S` is what it is read from. */
export interface NumberSeries<S> extends Face {
  readonly type: 'counter' | 'gauge';
  read(source: S): readonly Sample[];
}

/** A series of durations, told in seconds. */
export interface DurationSeries<S> extends Face {
  readonly type: 'histogram';
  read(source: S): DurationFigures;
}

/** One series: all that its exposition and its document are made from. */
export type Series<S> = NumberSeries<S> | DurationSeries<S>;

/** One radio as it is while it is scraped. */
export interface ScrapedRadio {
  readonly target: ControlTarget;
  readonly stats: TargetStats;
}

/** The process as it is while it is scraped. */
export interface ScrapedProcess {
  readonly figures: ProcessFigures;
  readonly loop: LoopDelayFigures;
  /** Of this package and of Node.js. */
  readonly versions: { readonly version: string; readonly node: string };
}

/** A sample of a series without labels; none where there is no value. */
export function one(value: number | undefined): readonly Sample[] {
  return value === undefined ? [] : [{ labels: {}, value }];
}

/** A sample for each name in a record of counts. */
export function each(label: string, counts: Readonly<Record<string, number>>): readonly Sample[] {
  return Object.entries(counts).map(([name, value]) => ({ labels: { [label]: name }, value }));
}

/** A sample for each of these names, 0 for what is not counted yet: a first rise is seen only from a value before it. */
export function eachOf(
  label: string,
  names: readonly string[],
  counts: Readonly<Record<string, number>>,
): readonly Sample[] {
  return names.map((name) => ({ labels: { [label]: name }, value: counts[name] ?? 0 }));
}

/** A sample for each of these names: 1 for the one that is so, else 0. */
export function state(label: string, names: readonly string[], now: string): readonly Sample[] {
  return eachOf(label, names, { [now]: 1 });
}
