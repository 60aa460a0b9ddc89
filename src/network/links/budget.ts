import type { Medium } from '../medium.js';
import { sendingGain } from '../antennas.js';
import { noiseFloor } from '../noise.js';
import type { NodeEntry } from '../node-table.js';
import { dBmOf, wattsOf } from '../units.js';
import { type Link, linkOf } from './link.js';
import { LinkValues } from './link-model.js';
import { type NoLink, reasonBefore } from './no-link.js';

/** A line of a link budget. */
export interface BudgetLine {
  readonly name: string;
  /** Null where there is none: no interference, no MCS. */
  readonly value: number | null;
  /** `dB`, `dBm`, `dBi`, `m`, `MHz`, `Mb/s`, `ticks`, or an empty text. */
  readonly unit: string;
  /** Where the value comes from. */
  readonly note: string;
}

/** Why one direction of a link is as it is. */
export interface Explanation {
  readonly from: string;
  readonly to: string;
  /** Undefined if `to` does not hear `from`. */
  readonly link: Link | undefined;
  /** The first reason why there is no link. */
  readonly reason: NoLink | undefined;
  /** The budget, also of a link that does not exist: what it would be if only its signal counted. */
  readonly lines: readonly BudgetLine[];
}

/** A budget before it is written in lines. */
interface Budget {
  readonly distance: number;
  readonly mean: number;
  readonly shadowing: number;
  readonly values: LinkValues;
  readonly isHeard: boolean;
}

/** Explains one direction of a link. */
export function explainLink(medium: Medium, from: NodeEntry, to: NodeEntry): Explanation {
  medium.refresh();
  const rule = medium.rules.at(from, to, medium.seconds);
  const nodes = medium.table.columns;
  const distance = medium.distance(from, to);
  const mean = medium.model.meanPathLoss(nodes, from.index, to.index, distance, from.state.frequency);
  const shadowing = medium.model.shadowing(nodes, from.index, to.index);
  const values = new LinkValues();
  const isHeard = medium.model.evaluate(nodes, from.index, to.index, mean + shadowing, rule, values);
  const reason = reasonBefore(from, to, distance, rule) ?? (isHeard ? undefined : tooWeak(medium, values));
  const budget = { distance, mean, shadowing, values, isHeard };
  return {
    from: from.id,
    to: to.id,
    link: reason === undefined ? linkIn(medium, from, to, budget) : undefined,
    reason,
    lines: linesOf(medium, from, to, budget),
  };
}

function linkIn(medium: Medium, from: NodeEntry, to: NodeEntry, { distance, values }: Budget): Link {
  const noise = medium.table.columns.noise[to.index] ?? 0;
  return linkOf({ ...values.copy(), from: from.id, to: to.id, distance, noise }, medium.settings);
}

function tooWeak({ model }: Medium, { snr }: LinkValues): NoLink {
  const text = `the SNR is ${snr.toFixed(2)} dB, the lowest MCS needs ${model.mcs.least.toFixed(2)} dB`;
  return { code: 'too-weak', text };
}

function linesOf(medium: Medium, from: NodeEntry, to: NodeEntry, budget: Budget): readonly BudgetLine[] {
  const { values, distance, mean, shadowing } = budget;
  const { settings, table } = medium;
  const { gain, combining } = table.columns;
  const rule = medium.rules.at(from, to, medium.seconds);
  const { frequency, power, txAntennas } = from.state;
  const isModelled = rule?.snr === undefined && rule?.pathLoss === undefined;
  const by = rule?.snr === undefined ? 'override' : 'follows from the SNR of the override';
  const losses = isModelled
    ? [
        line(
          'path loss',
          mean,
          'dB',
          `${settings.propagation.model}, ${distance.toFixed(1)} m, ${frequency} MHz`,
        ),
        line('shadowing', shadowing, 'dB', 'follows from the seed and the pair'),
      ]
    : [line('path loss', values.pathLoss, 'dB', by)];
  return [
    line('distance', distance, 'm', 'straight line'),
    line('power', power, 'dBm', `power of ${from.id}`),
    line('transmit gain', sendingGain(from.antennas, txAntennas), 'dBi', `antennas of ${from.id}`),
    ...losses,
    line('receive gain', gain[to.index] ?? 0, 'dBi', `best antenna of ${to.id}`),
    line('signal', values.signal, 'dBm', 'power + gains - losses'),
    ...noiseLines(medium, to),
    line('combining gain', combining[to.index] ?? 0, 'dB', settings.combining),
    line('SNR', values.snr, 'dB', rule?.snr === undefined ? 'signal - noise + combining gain' : 'override'),
    ...rateLines(medium, from, budget),
  ];
}

function noiseLines(
  { table, settings, interference }: Medium,
  { index, state, id }: NodeEntry,
): BudgetLine[] {
  const floor = noiseFloor(state.bandwidth, settings.noiseFigure);
  const noise = table.columns.noise[index] ?? 0;
  const added = interference.isEmpty || noise <= floor ? null : dBmOf(wattsOf(noise) - wattsOf(floor));
  const note = `${state.bandwidth} MHz, noise figure ${settings.noiseFigure} dB`;
  return [
    line('noise floor', floor, 'dBm', note),
    line('interference', added, 'dBm', added === null ? `none at ${id}` : `all sources at ${id}`),
    line('noise', noise, 'dBm', 'noise floor and interference, added in W'),
  ];
}

function rateLines(
  { model, settings }: Medium,
  from: NodeEntry,
  { values, isHeard, distance }: Budget,
): BudgetLine[] {
  if (!isHeard) return [line('MCS', null, '', `the lowest needs ${model.mcs.least.toFixed(2)} dB`)];
  const needed = model.mcs.needed[values.mcs] ?? 0;
  const link = linkOf({ ...values.copy(), from: '', to: '', distance, noise: 0 }, settings);
  return [
    line(
      'MCS',
      values.mcs,
      '',
      from.state.mcs === 'auto' ? `the fastest; streams: ${link.streams}` : `set by ${from.id}`,
    ),
    line('power back-off', model.mcs.backOff[values.mcs] ?? 0, 'dB', 'part of the needed SNR'),
    line('needed SNR', needed, 'dB', 'table, implementation loss, streams and back-off'),
    line('margin', values.snr - needed, 'dB', 'SNR - needed SNR'),
    line('rate', values.rate, 'Mb/s', 'table, bandwidth and streams'),
    line('packet loss', values.packetLoss, '', 'follows from the margin, or an override'),
    line('throughput', link.throughput, 'Mb/s', 'rate without lost packets'),
    line('time of flight', link.timeOfFlight, 'ticks', 'of 100 ns'),
  ];
}

function line(name: string, value: number | null, unit: string, note: string): BudgetLine {
  return { name, value, unit, note };
}
