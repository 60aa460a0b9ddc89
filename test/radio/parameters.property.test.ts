import fc from 'fast-check';
import { expect, test } from 'vitest';
import { methodDeclarations } from '../../src/index.js';
import type { Radio } from '../../src/radio/radio.js';
import { deadline, holds } from '../support/property.js';
import { anyTiming, sampleFactory, sampleRadio, sampleSettings } from '../support/sample-radio.js';

const at = { now: 0, wallTime: 0 };
const names = methodDeclarations.map(({ name }) => name);
const settable = [...sampleSettings, 'freq_bw'] as const;

const anyName = fc.oneof(
  { arbitrary: fc.constantFrom(...names), weight: 6 },
  { arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', ''), weight: 1 },
  { arbitrary: fc.string(), weight: 1 },
);

/** Texts that are numbers, and texts that nearly are. */
const numberText = fc.oneof(
  fc.stringMatching(/^-?\d{1,5}(\.\d{1,3})?$/),
  fc.stringMatching(/^[-+ ]?\d{1,4}[.eE]?\d{0,3}[ \n]?$/),
  fc.constantFrom(
    '4700',
    '4700.0',
    '4700.1',
    '4700.05',
    '5',
    '20',
    '0',
    '1',
    '39',
    '-0',
    '1e3',
    '0x14',
    'NaN',
  ),
  fc.stringMatching(/^\d{1,3}\.\d{20,40}$/),
);

/** What every setting is, running, and what a reboot would make of it. */
function stateOf(radio: Radio): string {
  const factory = [...sampleFactory().keys()];
  return JSON.stringify([
    ...factory.map((name) => [name, radio.setting(name, 0), radio.saved(name, 0)]),
    radio.blackoutAt(0),
    radio.nextChange(0),
  ]);
}

test('no parameters make a radio throw, and what it refuses changes nothing', deadline, async () => {
  const params = fc.array(fc.oneof(fc.jsonValue(), numberText), { maxLength: 4 });
  await holds(
    fc.property(anyTiming, fc.array(fc.tuple(anyName, params), { minLength: 1 }), (timing, commands) => {
      const radio = sampleRadio(timing);
      for (const [method, given] of commands) {
        const before = stateOf(radio);
        const { outcome, effects } = radio.execute({ method, params: given }, at);
        if (outcome.kind === 'result') continue;
        expect(outcome).toMatchObject({
          kind: 'error',
          error: { token: names.includes(method) ? 'INVALID_RANGE' : 'Method not found' },
        });
        expect(effects).toEqual([]);
        expect(stateOf(radio)).toBe(before);
      }
    }),
  );
});

test(
  'a read gives the very texts that were written, and plain numbers alone are taken',
  deadline,
  async () => {
    const params = fc.array(numberText, { minLength: 1, maxLength: 3 });
    await holds(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...settable), params), { minLength: 1 }), (writes) => {
        const radio = sampleRadio({ softBoot: 0, powerChange: 0, reboot: 0, rebootDelay: 0, zeroize: 0 });
        for (const [method, given] of writes) {
          const isIgnored = method === 'power_dBm' && Number(radio.setting('enable_max_power', 0)[0]) === 1;
          const { outcome } = radio.execute({ method, params: given }, at);
          if (outcome.kind !== 'result' || isIgnored) continue;
          expect(given.filter((text) => !/^-?\d+(\.\d+)?$/.test(text))).toEqual([]);
          expect(radio.execute({ method, params: [] }, at).outcome).toEqual({
            kind: 'result',
            result: given,
          });
        }
      }),
    );
  },
);

test('a number stands for its own text', deadline, async () => {
  const number = fc.oneof(fc.integer({ min: -200, max: 1_000_001 }), fc.double());
  await holds(
    fc.property(fc.constantFrom('power_dBm', 'max_link_distance', 'freq'), number, (method, value) => {
      const timing = { softBoot: 0, powerChange: 0, reboot: 0, rebootDelay: 0, zeroize: 0 };
      const [one, other] = [sampleRadio(timing), sampleRadio(timing)];
      const asNumber = one.execute({ method, params: [value] }, at);
      const asText = other.execute({ method, params: [String(value)] }, at);
      expect(asNumber.outcome.kind).toEqual(asText.outcome.kind);
      expect(stateOf(one)).toBe(stateOf(other));
    }),
  );
});
