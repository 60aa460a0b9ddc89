import { type Domain, parseNumber } from './domain.js';

/** One entry of `supported_frequency_profiles`, in the radio's own shape (interface.md B.1). */
export type FrequencyProfile = {
  /** Entries `start:step:end` or one value, MHz: `["2200:20:2380", "4700"]`. */
  readonly frequencies: readonly string[];
  /** Channel width, MHz, or `"-1"` for all widths of the model. */
  readonly bandwidth: string;
  /** One bit per antenna, decimal: `"15"`. */
  readonly antenna_mask: string;
};

/** Allowed frequencies inside a range: every 0.1 MHz (`fine`), or the steps of the profile only (`step`). */
export type FrequencyGrid = 'fine' | 'step';

/** A range of frequencies in kHz, so that steps are whole numbers. */
interface Span {
  readonly start: number;
  readonly step: number;
  readonly end: number;
}

const kHz = (mhz: number) => Math.round(mhz * 1_000);
const fineStep = 100;

/** Maximum length of a list of frequencies, whatever a model's steps are. */
const maxSteps = 4_096;

/** True if a text has more decimals than kHz; trailing zeros don't count. */
const isFinerThanKHz = (text: string) => /\.\d{3}\d*[1-9]/.test(text);

/** Parses one entry of a profile; undefined if it is malformed. */
export function parseSpan(entry: string): Span | undefined {
  const numbers = entry.split(':').map(parseNumber);
  const [start, step, end] = numbers;
  if (start === undefined || numbers.includes(undefined)) return undefined;
  if (kHz(start) <= 0) return undefined;
  if (numbers.length === 1) return { start: kHz(start), step: fineStep, end: kHz(start) };
  if (numbers.length !== 3 || step === undefined || end === undefined) return undefined;
  return kHz(step) > 0 && end >= start ? { start: kHz(start), step: kHz(step), end: kHz(end) } : undefined;
}

function spanHolds(span: Span, frequency: number, grid: FrequencyGrid): boolean {
  if (frequency < span.start || frequency > span.end) return false;
  return grid === 'step' ? (frequency - span.start) % span.step === 0 : frequency % fineStep === 0;
}

/** The pairs of frequency and channel width that a model's profiles allow. */
export class FrequencyPlan {
  /** Frequencies that are allowed with at least one channel width, MHz. */
  readonly domain: Domain;
  readonly #profiles: readonly { readonly bandwidth: string; readonly spans: readonly Span[] }[];
  readonly #grid: FrequencyGrid;
  #steps: readonly string[] | undefined;

  constructor(profiles: readonly FrequencyProfile[], grid: FrequencyGrid) {
    this.#grid = grid;
    this.#profiles = profiles.map(({ bandwidth, frequencies }) => ({
      bandwidth,
      spans: frequencies.map(parseSpan).filter((span) => span !== undefined),
    }));
    const ranges = [...new Set(profiles.flatMap(({ frequencies }) => frequencies))];
    const resolution = grid === 'fine' ? 'in steps of 0.1 MHz' : 'on the step of its range';
    this.domain = {
      kind: 'frequency',
      unit: 'MHz',
      examples: [
        ...new Set(this.#profiles.flatMap(({ spans }) => spans.map(({ end }) => String(end / 1_000)))),
      ],
      allowed: `${ranges.join(', ')} MHz (start:step:end), ${resolution}`,
      holds: (text) => this.#profiles.some(({ spans }) => this.#anyHolds(spans, text)),
    };
  }

  /** True if a profile contains this frequency with this channel width, both MHz. */
  allows(frequency: string, bandwidth: string): boolean {
    return this.#profiles.some(
      (profile) =>
        (profile.bandwidth === '-1' || Number(profile.bandwidth) === parseNumber(bandwidth)) &&
        this.#anyHolds(profile.spans, frequency),
    );
  }

  /** The steps of all profiles without duplicates, ascending, MHz; at most the lowest 4096. */
  steps(): readonly string[] {
    if (this.#steps !== undefined) return this.#steps;
    const found = new Set<number>();
    for (const { start, step, end } of this.#profiles.flatMap(({ spans }) => spans))
      for (let at = start; at <= end && (at - start) / step < maxSteps; at += step) found.add(at);
    const lowest = [...found].toSorted((one, other) => one - other).slice(0, maxSteps);
    // It is handed out as it is.
    this.#steps = Object.freeze(lowest.map((frequency) => String(frequency / 1_000)));
    return this.#steps;
  }

  #anyHolds(spans: readonly Span[], text: string): boolean {
    const mhz = isFinerThanKHz(text) ? undefined : parseNumber(text);
    return mhz !== undefined && spans.some((span) => spanHolds(span, kHz(mhz), this.#grid));
  }
}
