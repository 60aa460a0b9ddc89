import { expect, test } from 'vitest';
import { callError } from '../../page/src/radio/call-error.js';
import { controlOf, optionsWith } from '../../page/src/radio/form-of-schema.js';
import { type Method, isReading, isSteerable, methodsOf } from '../../page/src/radio/methods.js';
import {
  differenceOf,
  familiesOf,
  formTextsOf,
  matches,
  textsOf,
  valueText,
} from '../../page/src/radio/settings.js';
import { radioWithControlPlane } from '../support/control-plane-client.js';

/** The methods of a radio as the page reads them from its OpenRPC document. */
async function methodsOfRadio(): Promise<readonly Method[]> {
  const radio = await radioWithControlPlane();
  return methodsOf(await radio.get('/openrpc.json'));
}

async function controlsOf(name: string) {
  const method = (await methodsOfRadio()).find((each) => each.name === name);
  return (method?.params ?? []).map(controlOf);
}

test('a list of values is a choice, with the meanings that the description has', async () => {
  const [bw] = await controlsOf('bw');
  expect(bw).toMatchObject({ kind: 'choice', options: [{ value: '1.25', label: '1.25' }, {}, {}, {}, {}] });
  const [mcs] = await controlsOf('mcs');
  expect(mcs?.kind === 'choice' && mcs.options.at(-1)).toEqual({ value: '255', label: '255 – automatic' });
  const [, , parity] = await controlsOf('serial_config');
  expect(parity?.kind === 'choice' && parity.options.map(({ label }) => label)).toEqual([
    '0 – even',
    '1 – odd',
    '2 – none',
  ]);
  const [disabled] = await controlsOf('rts_disable');
  expect(disabled?.kind === 'choice' && disabled.options.map(({ label }) => label)).toEqual([
    '0 – on',
    '1 – off',
  ]);
  const [saved] = await controlsOf('setenvlinsingle');
  expect(saved?.kind === 'choice' && saved.options.map(({ value }) => value)).toContain('freq_bw');
});

test('numbers and texts have fields, secrets and long texts their own', async () => {
  expect(await controlsOf('freq_bw')).toMatchObject([{ kind: 'number' }, { kind: 'choice' }]);
  expect(await controlsOf('nw_name')).toEqual([{ kind: 'text', isSecret: false, isLong: false }]);
  expect(await controlsOf('enc_key')).toEqual([{ kind: 'text', isSecret: true, isLong: false }]);
  expect(await controlsOf('tls_cert')).toEqual([{ kind: 'text', isSecret: false, isLong: true }]);
});

test('a value that is written otherwise stays in the choice', () => {
  const options = [{ value: '20', label: '20' }];
  expect(optionsWith(options, '20')).toBe(options);
  expect(optionsWith(options, '20.0')).toEqual([{ value: '20.0', label: '20.0' }, ...options]);
});

test('each method of the radio is a setting, a command, a reading, or only read', async () => {
  const methods = await methodsOfRadio();
  const readings = methods.filter(isReading).map(({ name }) => name);
  expect(readings).toContain('read_current_temperature');
  expect(readings).toContain('input_voltage_monitoring');
  expect(methods.filter((each) => isReading(each) && isSteerable(each))).toEqual([]);
  const families = familiesOf(methods, () => true);
  expect(families[0]?.name).toBe('rf');
  expect(families[0]?.methods.map(({ name }) => name)).toEqual([
    'freq',
    'bw',
    'freq_bw',
    'max_link_distance',
    'nw_name',
  ]);
  const writable = methods.filter(({ access }) => access !== 'read').length;
  expect(families.flatMap((each) => each.methods).length).toBe(writable);
});

test('a filter looks into names, families and descriptions', async () => {
  const methods = await methodsOfRadio();
  const found = (filter: string) => methods.filter((each) => matches(each, filter)).map(({ name }) => name);
  expect(found('FREQ_bw')).toEqual(['freq_bw']);
  expect(found('centre width')).toEqual(['freq_bw']);
  expect(found('ptt volume')).toContain('ptt_beep_volume');
  expect(found('')).toHaveLength(methods.length);
  expect(found('no such thing')).toEqual([]);
});

const stored = {
  freq: ['4700'],
  bw: ['20'],
  qos_class: [],
  tls_cert: [''],
  ptt_mcast_group: ['', ''],
  gps_coordinates: ['0', '0', '0'],
};

test('a value is marked where it differs from flash or factory, however a number is written', () => {
  const of = (name: string, current: readonly string[]) => differenceOf(name, current, stored, stored);
  expect(of('freq', ['2490'])).toEqual({ flash: ['4700'], factory: ['4700'] });
  expect(of('freq', ['4700.0'])).toEqual({ flash: undefined, factory: undefined });
  expect(of('qos_class', ['5', '0', '80']).flash).toEqual([]);
  expect(of('freq_bw', ['1', '2'])).toEqual({ flash: undefined, factory: undefined });
});

test('no difference is claimed where the read does not give what is stored', () => {
  const none = { flash: undefined, factory: undefined };
  expect(differenceOf('tls_cert', ['-----BEGIN'], stored, stored)).toEqual(none);
  expect(differenceOf('ptt_mcast_group', [], stored, stored)).toEqual(none);
  expect(differenceOf('gps_coordinates', ['1', '2', '3'], stored, stored)).toEqual(none);
  expect(differenceOf('freq', undefined, stored, stored)).toEqual(none);
});

test('a fresh radio differs nowhere from its flash and from the factory', async () => {
  const radio = await radioWithControlPlane();
  const values = (await radio.get('/state')) as Record<string, unknown>;
  const saved = (await radio.get('/state/saved')) as Record<string, readonly string[]>;
  const factory = (await radio.get('/state/factory')) as Record<string, readonly string[]>;
  const differing = methodsOf(await radio.get('/openrpc.json')).filter(({ name }) => {
    const { flash, factory: made } = differenceOf(name, textsOf(values[name]), saved, factory);
    return flash !== undefined || made !== undefined;
  });
  expect(differing).toEqual([]);
});

test('values are shown in a line, and long ones cut', () => {
  expect(valueText(['4700', '20'])).toBe('4700, 20');
  expect(valueText([])).toBe('nothing');
  expect(valueText([''])).toBe('""');
  expect(valueText(['x'.repeat(99)])).toBe(`${'x'.repeat(32)} …`);
});

test('replies become the texts of a form', () => {
  expect(formTextsOf(['a', 'b'])).toEqual(['a', 'b']);
  expect(formTextsOf({ 1: 'x' })).toEqual(['{"1":"x"}']);
  expect(
    formTextsOf([
      { ip: '172.20.0.2', mac: '02:00' },
      { ip: '172.20.0.3', mac: '02:01' },
    ]),
  ).toEqual(['172.20.0.2 02:00, 172.20.0.3 02:01']);
  expect(formTextsOf(undefined)).toBeUndefined();
});

test('what is wrong with a call is in words: an answer of the radio, or the end of the connection', () => {
  expect(callError({ outcome: 'ok' })).toBeUndefined();
  expect(callError({ outcome: 'INVALID_RANGE' })).toBe('the radio answered INVALID_RANGE');
  expect(callError({ outcome: 'BUSY', error: 'no session' })).toBe('the radio answered BUSY: no session');
  expect(callError({ outcome: 'reset', error: 'the connection was reset before a reply' })).toBe(
    'the connection was reset before a reply',
  );
  expect(callError({ outcome: 'ok', error: 'the id of the reply is 2, not 1' })).toContain('not 1');
});
