import type { ReportedRadio } from '../../command-path/reported-radio.js';
import type { HeardView, NetworkView } from '../../radio/network-view.js';
import {
  type RssiReport,
  type TemperatureReport,
  type VoltageReport,
  noSignal,
} from '../../reports/report.js';
import { syncOf } from '../../reports/sync.js';
import type { ReportSettings } from './streams.js';

const half = (dbm: number) => Math.round(2 * dbm) + 0;

/** Without a revision and a sequence number. */
type Measurement = Omit<RssiReport, 'type' | 'revision' | 'sequence'>;

/** The measurement of a radio without traffic (interface.md D.2). */
const keepalive: Measurement = {
  rawSignals: [noSignal, noSignal, noSignal, noSignal],
  rawNoise: noSignal,
  syncSignal: noSignal,
  syncNoise: noSignal,
  node: 0,
};

function measurementOf({ node, snr, noise, signals }: HeardView): Measurement {
  const [first = noise, second = noise, third = noise, fourth = noise] = signals;
  return {
    rawSignals: [half(first), half(second), half(third), half(fourth)],
    rawNoise: half(noise),
    ...syncOf(snr, noise),
    node,
  };
}

/**
 * Measurements of a radio's neighbours: one for each that has sent something, or that of a radio without
 * traffic.
 * @param network undefined for a radio that is alone
 * @param maxAge time in which something must have come, ms
 */
export function measureNeighbours(
  network: Pick<NetworkView, 'heard'> | undefined,
  maxAge: number,
): readonly Measurement[] {
  const heard = network?.heard(maxAge) ?? [];
  return heard.length === 0 ? [keepalive] : heard.map(measurementOf);
}

/** Counts how often a value rose above a limit, among the values that were asked for. */
class Rises {
  count = 0;
  #isAbove = false;

  /** Takes the next value. */
  see(isAbove: boolean): void {
    if (isAbove && !this.#isAbove) this.count += 1;
    this.#isAbove = isAbove;
  }
}

const millivolts = 1_000;

/** Temperature and voltage since boot. Extremes and counts are those of the values that were asked for. */
export class Measurements {
  readonly #radio: ReportedRadio;
  #hottest = -Infinity;
  readonly #overheats = new Rises();
  #lowest = Infinity;
  #highest = -Infinity;
  readonly #undervoltages = new Rises();
  readonly #overvoltages = new Rises();

  constructor(radio: ReportedRadio) {
    this.#radio = radio;
  }

  temperature(): TemperatureReport {
    const current = this.#radio.reading('read_current_temperature');
    this.#hottest = Math.max(this.#hottest, current);
    this.#overheats.see(current > Number(this.#radio.setting('temp_reporting_max_threshold')[0]));
    return {
      type: 'temperature',
      revision: '1.0',
      current,
      maximum: this.#hottest,
      overheats: this.#overheats.count,
    };
  }

  voltage({ undervoltage, overvoltage }: ReportSettings): VoltageReport {
    const current = this.#radio.reading('input_voltage_monitoring');
    this.#lowest = Math.min(this.#lowest, current);
    this.#highest = Math.max(this.#highest, current);
    this.#undervoltages.see(current < undervoltage);
    this.#overvoltages.see(current > overvoltage);
    return {
      type: 'voltage',
      revision: '1.1',
      current: current / millivolts,
      minimum: this.#lowest / millivolts,
      maximum: this.#highest / millivolts,
      undervoltages: this.#undervoltages.count,
      overvoltages: this.#overvoltages.count,
    };
  }
}
