import { expect, test } from 'vitest';
import { referenceRadio } from '../../src/fast-check/fast-check.js';

const write = (method: string, ...params: readonly string[]) =>
  ({ method, params, kind: 'write', outcome: { kind: 'result' } }) as const;
const read = (method: string) => ({ method, params: [], kind: 'read', outcome: { kind: 'result' } }) as const;
const action = (method: string) =>
  ({ method, params: [], kind: 'action', outcome: { kind: 'result' } }) as const;
const timing = { softBoot: 30_000, powerChange: 0, reboot: 60_000, rebootDelay: 3_000, zeroize: 0 };

test('a write is read back, is lost at a reboot, and comes back where it was saved', () => {
  const radio = referenceRadio({ timing, isNew: true });
  for (const method of ['mcs', 'nw_name']) radio.learn(read(method), ['1']);
  radio.take(write('mcs', '9'));
  radio.take(write('nw_name', 'net 2'));
  expect(radio.unsaved).toEqual(['mcs', 'nw_name']);
  radio.take(write('setenvlinsingle', 'mcs'));
  radio.take(action('radio_reset'));
  radio.endRequest();
  expect(radio.untilChange).toBe(3_000);
  radio.pass(3_000);
  expect(radio.isAway).toBe(true);
  radio.pass(59_999);
  expect(radio.isAway).toBe(true);
  radio.pass(1);
  expect(radio.isAway).toBe(false);
  expect([radio.read(read('mcs')), radio.read(read('nw_name'))]).toEqual([['9'], ['1']]);
});

test('the power is not written while its maximum is on, and unknown where nobody knows that', () => {
  const radio = referenceRadio({ timing });
  radio.learn(read('power_dBm'), ['30']);
  radio.take(write('power_dBm', '20'));
  expect(radio.read(read('power_dBm'))).toBeUndefined();
  radio.take(write('enable_max_power', '1'));
  radio.learn(read('power_dBm'), ['30']);
  radio.take(write('power_dBm', '20'));
  expect(radio.read(read('power_dBm'))).toEqual(['30']);
  radio.take(write('enable_max_power', '0'));
  radio.take(write('power_dBm', '20'));
  expect(radio.read(read('power_dBm'))).toEqual(['20']);
});

test('flash is unknown unless the radio is new', () => {
  const radio = referenceRadio({ timing });
  radio.learn(read('mcs'), ['255']);
  radio.take(action('radio_reset'));
  radio.endRequest();
  radio.pass(3_000);
  expect(radio.read(read('mcs'))).toBeUndefined();
});

test('a factory reset holds after the next reboot, and zeroize keeps the frequency', () => {
  const radio = referenceRadio({ timing, isNew: true });
  radio.learn(read('freq'), ['4700']);
  radio.learn(read('enc_key'), ['factory']);
  radio.take(write('freq', '4800'));
  radio.take(write('enc_key', 'other'));
  radio.take(action('zeroize'));
  expect([radio.read(read('freq')), radio.read(read('enc_key'))]).toEqual([['4800'], ['factory']]);
  radio.take(write('setenvlinsingle', 'freq'));
  radio.take(action('factory_reset'));
  expect(radio.read(read('freq'))).toEqual(['4800']);
  radio.reboot();
  expect(radio.read(read('freq'))).toEqual(['4700']);
});
