import { expect, test } from 'vitest';
import type { CustomMethod, MethodCall, MethodContext } from '../../src/index.js';
import { call, maintain, outcome } from '../support/json-rpc-client.js';
import { running, runningInVirtualTime } from '../support/radio.js';

const method = (name: string, execute: CustomMethod['execute'], more: object = {}): CustomMethod =>
  ({ name, execute, ...more }) as CustomMethod;

test('a function gets its parameters as texts, the id and the port, and its result is sent', async () => {
  const calls: MethodCall[] = [];
  const mock = await running({
    methods: [
      method(
        'sum',
        (each: MethodCall) => {
          calls.push(each);
          return { sum: each.params.reduce((sum, text) => sum + Number(text), 0) };
        },
        {
          params: [
            { name: 'one', kind: 'decimal', min: 0, max: 9 },
            { name: 'other', kind: 'decimal', min: 0, max: 9 },
          ],
          servedOn: ['http', 'maintenance'],
        },
      ),
    ],
  });
  expect(await call(mock, 'sum', ['1.5', 2])).toMatchObject({ result: { sum: 3.5 }, id: 1 });
  expect(calls).toMatchObject([{ method: 'sum', params: ['1.5', '2'], id: 1, port: 'http' }]);
  expect((await maintain(mock, 'sum')).error?.message).toBe('INVALID_RANGE');
});

test('only the ports that a method names serve it', async () => {
  const mock = await running({
    methods: [
      method('here', () => 'over http'),
      method('there', () => 'on the cable', { servedOn: ['maintenance'] }),
    ],
  });
  expect([await outcome(mock, 'here'), await outcome(mock, 'there')]).toEqual([
    'over http',
    'Method not found',
  ]);
  expect((await maintain(mock, 'there')).result).toBe('on the cable');
  expect((await maintain(mock, 'here')).error?.message).toBe('Method not found');
});

test('it sleeps on the clock of the simulator; jobs that came later wait for it', async () => {
  const { mock, clock } = await runningInVirtualTime({
    methods: [
      method('slow', async (_: MethodCall, context: MethodContext) => {
        const before = context.clock.now();
        await context.clock.sleep(1_000);
        return [context.clock.now() - before];
      }),
    ],
  });
  const slow = outcome(mock, 'slow');
  await mock.received(1);
  const after = outcome(mock, 'nodeid');
  await mock.received(2);
  expect(mock.stats().waiting).toBe(1);
  await clock.advance(1_000);
  expect(await slow).toEqual([1_000]);
  expect(await after).toEqual(['310061']);
});

test('it draws from a stream of its own: the same seed and calls, the same draws, anew after a reset', async () => {
  const draw = method('draw', (_: MethodCall, { random }: MethodContext) => [random.real(), random.real()]);
  const mocks = [
    await running({ seed: 7, methods: [draw] }),
    await running({ seed: 7, methods: [draw] }),
    await running({ seed: 8, methods: [draw] }),
  ];
  const [one, other, third] = await Promise.all(mocks.map((mock) => outcome(mock, 'draw')));
  expect(one).toEqual(other);
  expect(one).not.toEqual(third);
  const [mock] = mocks;
  if (mock === undefined) throw new Error('no radio');
  expect(await outcome(mock, 'draw')).not.toEqual(one);
  await mock.reset();
  expect(await outcome(mock, 'draw')).toEqual(one);
});

test('it reads settings, and what it patches is there once it has ended', async () => {
  const mock = await running({
    methods: [
      method('retune', (_: MethodCall, { settings }: MethodContext) => {
        settings.patch({ freq: 2220, gps_coordinates: ['1', '2', 3] });
        return [settings.read('freq'), settings.read('nodeid')];
      }),
    ],
  });
  expect(await outcome(mock, 'retune')).toEqual([['4700'], ['310061']]);
  expect(mock.state.read('freq')).toEqual(['2220']);
  expect(mock.state.read('gps_coordinates')).toEqual(['1', '2', '3']);
});

test('of patches that reach the same setting, under whatever name, the last holds', async () => {
  const mock = await running({
    methods: [
      method('retune', (_: MethodCall, { settings }: MethodContext) => {
        settings.patch({ freq: '4720', power_mw: '10' });
        settings.patch({ freq_bw: ['2220', '5'], power_dBm: '20' });
        settings.patch({ freq: '4740', power_mw: '630' });
        return [''];
      }),
    ],
  });
  expect(await outcome(mock, 'retune')).toEqual(['']);
  expect(mock.state.read('freq_bw')).toEqual(['4740', '5']);
  expect(mock.state.read('power_dBm')).toEqual(['28']);
});

test.each([
  ['a value that is not allowed', { freq: '1' }, 'INVALID_RANGE'],
  ['values that do not go together', { freq_bw: ['2220', '10'] }, 'INVALID_RANGE'],
  ['a name that is no setting', { frek: '1' }, 'INTERNAL'],
])('a patch of %s changes nothing', async (_, values, token) => {
  const mock = await running({
    model: 'icd',
    methods: [
      method('retune', (_call: MethodCall, { settings }: MethodContext) => {
        settings.patch({ max_link_distance: 4 });
        settings.patch(values);
        return [''];
      }),
    ],
  });
  expect(await outcome(mock, 'retune')).toBe(token);
  expect(mock.state.read('max_link_distance')).toEqual(['1000']);
  expect(mock.state.read('freq')).toEqual(['4700']);
});

test('a value that is not allowed is told where it is patched, and can be caught', async () => {
  const mock = await running({
    methods: [
      method('retune', (_call: MethodCall, { settings }: MethodContext) => {
        try {
          settings.patch({ freq: '1' });
        } catch {
          return 'caught';
        }
        return 'taken';
      }),
    ],
  });
  expect(await outcome(mock, 'retune')).toBe('caught');
});

test('a refusal is answered as an error of the radio', async () => {
  const mock = await running({
    methods: [
      method('picky', (_: MethodCall, { refusal }: MethodContext) => {
        throw refusal('BUSY', { reason: 'later', value: 1n as unknown as string });
      }),
    ],
  });
  const { error } = await call(mock, 'picky');
  expect(error).toEqual({
    code: -32001,
    message: 'BUSY',
    data: { detail: { reason: 'later', value: 'an object' } },
  });
});

test('one that replaces a built-in method answers in its place; the setting stays', async () => {
  const mock = await running({
    methods: [
      method('freq', (_: MethodCall, { settings }: MethodContext) => [settings.read('freq'), 'mine'], {
        replaces: true,
      }),
    ],
  });
  expect(await outcome(mock, 'freq')).toEqual([['4700'], 'mine']);
  mock.state.patch({ freq: '2220' });
  expect(await outcome(mock, 'freq')).toEqual([['2220'], 'mine']);
  expect(await outcome(mock, 'freq', ['4700'])).toBe('INVALID_RANGE');
});

test('radios without such methods do not know them', async () => {
  const [one, other] = [await running({ methods: [method('mine', () => 'yes')] }), await running()];
  expect([await outcome(one, 'mine'), await outcome(other, 'mine')]).toEqual(['yes', 'Method not found']);
});
