import { type FrequencyGrid, FrequencyPlan, parseSpan } from '../radio/values/frequency-profile.js';
import type { RadioModel } from '../radio/model.js';

/** A frequency and a channel width, MHz. */
interface Channel {
  readonly freq: string;
  readonly bw: string;
}

/**
 * A model's factory settings, changed where profiles or limits do not allow them: power becomes the nearest allowed
 * value; the frequency stays with the nearest width allowed for it, else the width stays with the first frequency
 * allowed for it. Undefined if no frequency is allowed with any width.
 */
export function factorySettings(
  { defaults, bandwidths }: Pick<RadioModel, 'defaults' | 'bandwidths'>,
  profiles: RadioModel['frequencyProfiles'],
  { minDbm, maxDbm }: RadioModel['power'],
  grid: FrequencyGrid,
): RadioModel['defaults'] | undefined {
  const channel = fittingChannel(defaults, bandwidths, profiles, grid);
  if (channel === undefined) return undefined;
  const power = Math.min(Math.max(Number(defaults.power_dBm), minDbm), maxDbm);
  return { ...defaults, ...channel, power_dBm: String(power) };
}

function fittingChannel(
  { freq, bw }: Channel,
  bandwidths: readonly string[],
  profiles: RadioModel['frequencyProfiles'],
  grid: FrequencyGrid,
): Channel | undefined {
  const plan = new FrequencyPlan(profiles, grid);
  const firstIn = (frequencies: readonly string[], widths: readonly string[]) => {
    for (const width of widths) {
      const found = frequencies.find((each) => plan.allows(each, width));
      if (found !== undefined) return { freq: found, bw: width };
    }
    return undefined;
  };
  const far = (width: string) => Math.abs(Number(width) - Number(bw));
  const widths = [bw, ...bandwidths.toSorted((one, other) => far(one) - far(other))];
  if (plan.allows(freq, bw)) return { freq, bw };
  const entries = profiles.flatMap(({ frequencies }) => frequencies.flatMap((each) => lowestOf(each, grid)));
  return firstIn([freq], widths) ?? firstIn(entries, widths);
}

/** Steps of the fine grid, kHz. */
const fineStep = 100;

/** The lowest frequency of an entry, MHz: as it is written there, and the next one on the grid. */
function lowestOf(entry: string, grid: FrequencyGrid): readonly string[] {
  const span = parseSpan(entry);
  if (span === undefined) return [];
  const lowest = grid === 'fine' ? Math.ceil(span.start / fineStep) * fineStep : span.start;
  return [entry.split(':')[0] ?? '', String(lowest / 1_000)];
}
