import fc from 'fast-check';
import { type RadioModel, loadModel } from '../../src/index.js';
import type { RadioTiming } from '../../src/radio/timing.js';
import { Catalogue } from '../../src/radio/catalogue.js';
import { Radio } from '../../src/radio/radio.js';
import { randomSource } from '../../src/core/random.js';

/** A model whose profiles tie some frequencies to one channel width, so that pairs can be forbidden. */
export const sampleModel: RadioModel = {
  ...loadModel('icd'),
  frequencyProfiles: [
    { frequencies: ['2200:20:2380', '4700'], bandwidth: '-1', antenna_mask: '15' },
    { frequencies: ['4420:40:4690'], bandwidth: '5', antenna_mask: '3' },
    { frequencies: ['4710:20:4980'], bandwidth: '20', antenna_mask: '12' },
  ],
};

/** What the sample model says of a pair, in plain numbers of 100 kHz. */
export function isAllowed(frequency: number, width: number): boolean {
  const within = (from: number, to: number) => frequency >= from && frequency <= to;
  if (within(22_000, 23_800) || frequency === 47_000) return width === 5 || width === 20;
  return width === 5 ? within(44_200, 46_900) : width === 20 && within(47_100, 49_800);
}

const catalogue = new Catalogue(sampleModel, 'fine');

/** A radio of the sample model, booted at 0. */
export function sampleRadio(timing: RadioTiming): Radio {
  return new Radio({ model: sampleModel, catalogue, timing, bootedAt: 0, random: randomSource(1) });
}

/** The factory settings of the sample model. */
export function sampleFactory(): ReadonlyMap<string, readonly string[]> {
  return catalogue.factorySettings();
}

/** Any timing. */
export const anyTiming: fc.Arbitrary<RadioTiming> = fc.record({
  softBoot: fc.nat(100),
  powerChange: fc.nat(100),
  reboot: fc.nat(100),
  rebootDelay: fc.nat(100),
  zeroize: fc.nat(100),
});

/** A whole number as a text that means it: `30`, `030`, `30.0`. */
function written(value: number): fc.Arbitrary<string> {
  const text = String(value);
  return fc.constantFrom(text, text, `${text}.0`, value < 0 ? text : `0${text}`);
}

/** Numbers of 100 kHz as texts in MHz: `4700`, `4700.0`, `4700.1`. */
const frequencyTexts = {
  of: (tenths: number): fc.Arbitrary<string> =>
    tenths % 10 === 0 ? written(tenths / 10) : fc.constant((tenths / 10).toFixed(1)),
};

/** The settings that the writes below change. */
export const sampleSettings = [
  'freq',
  'bw',
  'power_dBm',
  'enable_max_power',
  'max_link_distance',
  'gps_coordinates',
] as const;

/** A write of one method with what the radio should say to it. */
export interface SampleWrite {
  readonly method: (typeof sampleSettings)[number] | 'freq_bw';
  readonly values: readonly string[];
  /** Whether each value is allowed by itself; a pair may be forbidden still. */
  readonly fits: boolean;
}

const tenths = fc.oneof(
  fc.integer({ min: 21_990, max: 23_810 }),
  fc.integer({ min: 44_190, max: 49_810 }),
  fc.constantFrom(22_000, 23_800, 44_200, 46_900, 47_000, 47_100, 49_800),
);

const frequency = tenths.chain((value) =>
  frequencyTexts.of(value).map((text) => ({ text, fits: isAllowed(value, 5) || isAllowed(value, 20) })),
);

const width = fc
  .constantFrom(5, 20, 5, 20, 10, 0)
  .chain((value) => written(value).map((text) => ({ text, fits: value === 5 || value === 20 })));

function whole(min: number, max: number): fc.Arbitrary<{ readonly text: string; readonly fits: boolean }> {
  const margin = fc.constantFrom(min - 1, min, max, max + 1);
  return fc
    .oneof(fc.integer({ min, max }), margin)
    .chain((value) => written(value).map((text) => ({ text, fits: value >= min && value <= max })));
}

function writeOf(
  method: SampleWrite['method'],
  ...parameters: readonly fc.Arbitrary<{ readonly text: string; readonly fits: boolean }>[]
): fc.Arbitrary<SampleWrite> {
  return fc.tuple(...parameters).map((each) => ({
    method,
    values: each.map(({ text }) => text),
    fits: each.every(({ fits }) => fits),
  }));
}

/** A write of any method, near the edges of what is allowed. */
export const sampleWrite: fc.Arbitrary<SampleWrite> = fc.oneof(
  writeOf('freq', frequency),
  writeOf('bw', width),
  writeOf('freq_bw', frequency, width),
  writeOf('power_dBm', whole(0, 39)),
  writeOf('enable_max_power', whole(0, 1)),
  writeOf('max_link_distance', whole(0, 1_000_000)),
  writeOf('gps_coordinates', whole(-90, 90), whole(-180, 180), whole(-12_400, 42_000)),
);
