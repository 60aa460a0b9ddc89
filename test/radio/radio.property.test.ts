import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Radio } from '../../src/radio/radio.js';
import { ExpectedRadio } from '../support/expected-radio.js';
import { commandSettings, deadline, holds } from '../support/property.js';
import {
  type SampleWrite,
  anyTiming,
  isAllowed,
  sampleFactory,
  sampleModel,
  sampleRadio,
  sampleSettings,
  sampleWrite,
} from '../support/sample-radio.js';

const at = ({ now }: ExpectedRadio) => ({ now, wallTime: 0 });

function read(radio: Radio, method: string, expected: ExpectedRadio): readonly unknown[] {
  const { outcome } = radio.execute({ method, params: [] }, at(expected));
  return outcome.kind === 'result' && Array.isArray(outcome.result) ? outcome.result : [outcome];
}

/** Minutes since boot, as the radio's `uptime` says. */
function minutesUp(line: unknown): number {
  const [, days = 0, hours = 0, inHour = 0, alone = 0] =
    / up (?:(\d+) days?, )?(?:(\d+):(\d+)|(\d+) min),/.exec(String(line)) ?? [];
  return Number(days) * 1_440 + Number(hours) * 60 + Number(inHour) + Number(alone);
}

/** All that can be seen of a radio. */
function seen(radio: Radio, expected: ExpectedRadio) {
  return {
    dark: radio.blackoutAt(expected.now),
    nextChange: radio.nextChange(expected.now),
    settings: [...expected.running.keys()].map((name) => radio.setting(name, expected.now)),
    reads: sampleSettings.map((name) => read(radio, name, expected)),
    power: [...read(radio, 'read_power_dBm', expected), ...read(radio, 'read_power_mw', expected)],
    minutesUp: minutesUp(read(radio, 'uptime', expected)),
  };
}

function wanted(expected: ExpectedRadio): ReturnType<typeof seen> {
  const { dark, nextChange, running, isMaxPower, now, bootedAt } = expected;
  const settings = [...running.values()];
  const dbm = isMaxPower ? sampleModel.power.maxDbm : Number(running.get('power_dBm')?.[0]);
  const power = [String(dbm), String(Math.floor(10 ** (dbm / 10)))];
  return {
    dark,
    nextChange,
    settings,
    reads: sampleSettings.map((name) => running.get(name) ?? []),
    power,
    minutesUp: Math.floor((now - bootedAt) / 60_000),
  };
}

/** Does one thing to both and compares all that can be seen of the radio. */
class Deed implements fc.Command<ExpectedRadio, Radio> {
  readonly #name: string;
  readonly #deed: (expected: ExpectedRadio, radio: Radio) => void;

  constructor(name: string, deed: (expected: ExpectedRadio, radio: Radio) => void) {
    this.#name = name;
    this.#deed = deed;
  }

  check(): boolean {
    return true;
  }

  run(expected: ExpectedRadio, radio: Radio): void {
    this.#deed(expected, radio);
    expect(seen(radio, expected)).toEqual(wanted(expected));
  }

  toString(): string {
    return this.#name;
  }
}

const effects = {
  freq: 'soft-boot',
  bw: 'soft-boot',
  freq_bw: 'soft-boot',
  power_dBm: 'power-change',
  enable_max_power: 'power-change',
  max_link_distance: undefined,
  gps_coordinates: undefined,
} as const;

/** What a write should change; undefined where it should be refused. */
function changesOf({ method, values, fits }: SampleWrite, { running }: ExpectedRadio) {
  if (!fits) return undefined;
  const [one = '', two = ''] = values;
  const changes = method === 'freq_bw' ? { freq: [one], bw: [two] } : { [method]: values };
  // Only these are judged as a pair: one that was saved without the other may leave flash with a pair that does not fit.
  if (method !== 'freq_bw' && method !== 'freq' && method !== 'bw') return changes;
  const pair = { freq: running.get('freq'), bw: running.get('bw'), ...changes };
  const tenths = Math.round(Number(pair.freq?.[0]) * 10);
  return isAllowed(tenths, Number(pair.bw?.[0])) ? changes : undefined;
}

function write(sample: SampleWrite): Deed {
  return new Deed(`${sample.method} ${sample.values.join(' ')}`, (expected, radio) => {
    const changes = changesOf(sample, expected);
    const { outcome, effects: caused } = radio.execute(
      { method: sample.method, params: sample.values },
      at(expected),
    );
    if (changes === undefined) {
      expect(outcome).toMatchObject({ kind: 'error', error: { token: 'INVALID_RANGE' } });
      expect(caused).toEqual([]);
      return;
    }
    expect(outcome).toEqual({ kind: 'result', result: [''] });
    // Power that is at its most already is not set.
    const isIgnored = sample.method === 'power_dBm' && expected.isMaxPower;
    const effect = isIgnored ? undefined : effects[sample.method];
    expect(caused).toEqual(effect === undefined ? [] : [effect]);
    expected.pending.push(...caused);
    if (!isIgnored) for (const [name, values] of Object.entries(changes)) expected.running.set(name, values);
  });
}

function action(
  method: string,
  onExpected: (expected: ExpectedRadio) => void,
  params: readonly string[] = [],
): Deed {
  return new Deed(`${method} ${params.join()}`, (expected, radio) => {
    const { outcome, effects: caused } = radio.execute({ method, params }, at(expected));
    expect(outcome).toEqual({ kind: 'result', result: [''] });
    expected.pending.push(...caused);
    onExpected(expected);
  });
}

const begin = new Deed('the job ends', (expected, radio) => {
  radio.begin(expected.pending, at(expected));
  expected.begin();
});

const saved = fc.constantFrom('freq', 'bw', 'freq_bw', 'power_dBm', 'enable_max_power', 'gps_coordinates');

const deeds = [
  sampleWrite.map(write),
  sampleWrite.map(write),
  saved.map((name) =>
    action(
      'setenvlinsingle',
      (expected) => expected.save(...(name === 'freq_bw' ? ['freq', 'bw'] : [name])),
      [name],
    ),
  ),
  fc.constantFrom(
    action('factory_reset', (expected) => expected.restoreFactory()),
    action('radio_reset', (expected) => expect(expected.pending.at(-1)).toBe('reboot')),
    action('zeroize', (expected) => expect(expected.pending.at(-1)).toBe('zeroize')),
  ),
  fc.constant(begin),
  fc
    .oneof(fc.nat(120), fc.nat(600_000))
    .map((ms) => new Deed(`${ms} ms pass`, (expected) => expected.advance(ms))),
  fc.nat(100).map(
    (ms) =>
      new Deed(`a blackout of ${ms} ms by hand`, (expected, radio) => {
        radio.beginBlackout('manual', expected.now, ms);
        expected.darken('manual', ms);
      }),
  ),
  fc.constant(
    new Deed('the blackout ends by hand', (expected, radio) => {
      radio.endBlackout(expected.now);
      expected.lighten();
    }),
  ),
];

test(
  'a radio has the settings, the blackout and the uptime that its history gives it',
  deadline,
  async () => {
    const history = fc.commands<ExpectedRadio, Radio>(deeds, { ...commandSettings(40), size: 'max' });
    await holds(
      fc.property(anyTiming, history, (timing, script) => {
        const setup = () => ({
          model: new ExpectedRadio(sampleFactory(), timing),
          real: sampleRadio(timing),
        });
        fc.modelRun(setup, script);
      }),
    );
  },
);
