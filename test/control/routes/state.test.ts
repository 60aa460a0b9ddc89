import { expect, test } from 'vitest';
import { radioWithControlPlane } from '../../support/control-plane-client.js';
import { outcome } from '../../support/json-rpc-client.js';

test('the state is what reads answer', async () => {
  const radio = await radioWithControlPlane();
  const state = (await radio.get('/state')) as Record<string, unknown>;
  expect(Object.keys(state)).toEqual(Object.keys(radio.mock.state.readAll()));
  expect(state['freq']).toEqual(['4700']);
  expect(await radio.get('/state/freq')).toEqual({ value: ['4700'] });
});

test('a patch is seen by the next read, and is not saved', async () => {
  const radio = await radioWithControlPlane();
  const state = await radio.take('PATCH', '/state', { freq: '2220', power_dBm: 20 });
  expect(state).toMatchObject({ freq: ['2220'], power_dBm: ['20'] });
  expect(await outcome(radio.mock, 'freq')).toEqual(['2220']);
  expect(await radio.get('/state/saved')).toEqual(radio.mock.state.saved());
  expect(await radio.get('/state/saved')).toMatchObject({ freq: ['4700'] });
});

test('some methods are read, and one that cannot be is named with the nearest', async () => {
  const radio = await radioWithControlPlane();
  expect(await radio.get('/state?methods=bw,%20freq')).toEqual({ bw: ['20'], freq: ['4700'] });
  const refusal = await radio.refusal('GET', '/state?methods=freq,power_dBn');
  expect(refusal).toMatch(
    /^400 OPTION_INVALID: query: methods: "power_dBn" can't be read; allowed: .*the nearest is "power_dBm"/,
  );
  expect(await radio.refusal('GET', '/state?methods=')).toMatch(/query: methods: "" can't be read/);
  expect(await radio.refusal('GET', `/state?methods=${'freq,'.repeat(600)}`)).toMatch(/methods.*too many/);
});

test('the settings from the factory stay what they are, whatever is written and saved', async () => {
  const radio = await radioWithControlPlane();
  const before = (await radio.get('/state/factory')) as Record<string, unknown>;
  expect(before).toMatchObject({ freq: ['4700'], bw: ['20'] });
  await outcome(radio.mock, 'power_dBm', ['20']);
  await outcome(radio.mock, 'setenvlinsingle', ['power_dBm']);
  expect(await radio.get('/state/saved')).toMatchObject({ power_dBm: ['20'] });
  expect(await radio.get('/state/factory')).toEqual(before);
  expect(radio.mock.state.factory()).toEqual(before);
  expect(Object.keys(before)).toEqual(Object.keys(radio.mock.state.saved()));
});

test('of a patch with one wrong value nothing is done', async () => {
  const radio = await radioWithControlPlane();
  const refusal = await radio.refusal('PATCH', '/state', { power_dBm: '20', freq: '1' });
  expect(refusal).toMatch(/^400 OPTION_INVALID: state: freq: "1" is not allowed; allowed: .+/);
  expect(radio.mock.state.read('power_dBm')).not.toEqual(['20']);
});

test.each([
  [{ nothing: '1' }, /^400 OPTION_INVALID: state: .*nothing.*allowed: .+/],
  [
    { freq: true },
    /^400 OPTION_INVALID: body: freq: true: is not allowed; allowed: a text, a number, or an array/,
  ],
  [{ freq: { deep: 1 } }, /^400 OPTION_INVALID: body: freq: .*allowed: a text, a number, or an array/],
  [[1], /^400 OPTION_INVALID: body: is not allowed; allowed: an object/],
  [undefined, /^400 OPTION_INVALID: body: is missing; allowed: an object/],
])('a patch with %j is refused', async (body, refusal) => {
  expect(await (await radioWithControlPlane()).refusal('PATCH', '/state', body)).toMatch(refusal);
});

test('a key that most checks pass over is refused', async () => {
  const radio = await radioWithControlPlane();
  expect(await radio.refusal('PATCH', '/state', '{"__proto__": "1"}')).toMatch(/^400 .*__proto__/);
});

test('a method that nothing reads is not found, and the message says what there is', async () => {
  const radio = await radioWithControlPlane();
  expect(await radio.refusal('GET', '/state/nothing')).toMatch(
    /^404 NOT_FOUND: .*"nothing".*allowed: .*freq/,
  );
});
