import { powerOfTen } from '../core/power-of-ten.js';
import type { RssiReport } from './report.js';

/** Numbers of the vendor's formula for the SNR (interface.md D.2). */
const formula = { window: 51, noise: 12, signal: 64 };

/** Noise of one sample in the manual's example, whose noise is -95 dBm (interface.md D.2, D.3). */
const sample = { noise: 5_034.39, dbm: -95 };

/** The formula is for an SNR below about 10 dB. The synchronisation values are those of this one where it is higher, dB. */
const maxSnr = 20;

/** Highest value of 32 bits. */
const max32 = 2 ** 32 - 1;

type SyncValues = Pick<RssiReport, 'syncSignal' | 'syncNoise'>;

/**
 * SNR by the vendor's formula, dB; valid below about 10 dB. Undefined where the values have none, as those of a radio
 * without traffic.
 */
export function snrOf({
  syncSignal,
  syncNoise,
}: Pick<RssiReport, 'syncSignal' | 'syncNoise'>): number | undefined {
  const noise = (syncNoise - syncSignal) / formula.window;
  const ratio = (syncSignal - formula.noise * noise) / (formula.signal * noise);
  return Number.isFinite(ratio) && ratio > 0 ? 10 * Math.log10(ratio) : undefined;
}

const ratioOf = (db: number) => powerOfTen(db / 10);

/** Synchronisation values from which {@link snrOf} gives an SNR. @param noiseDbm noise at the receiver, dBm */
export function syncOf(snr: number, noiseDbm: number): SyncValues {
  const ratio = ratioOf(Math.min(snr, maxSnr));
  const perNoise = formula.signal * ratio + formula.noise;
  const noise = Math.min(sample.noise * ratioOf(noiseDbm - sample.dbm), max32 / (perNoise + formula.window));
  return {
    syncSignal: Math.round(perNoise * noise),
    syncNoise: Math.min(max32, Math.round((perNoise + formula.window) * noise)),
  };
}
