import { expect, test } from 'vitest';
import type { MethodCall, MethodContext } from '../../src/index.js';
import { call, outcome, post } from '../support/json-rpc-client.js';
import { running, runningInVirtualTime } from '../support/radio.js';

/** Lines that the simulator logged as errors. */
function errorLog() {
  const lines: string[] = [];
  const none = () => undefined;
  const error = (fields: object) => lines.push(String((fields as { err?: unknown }).err));
  return { lines, logger: { debug: none, info: none, warn: none, error } };
}

const cyclic: unknown[] = [];
cyclic.push(cyclic);
const deep = (levels: number): unknown => (levels === 0 ? 'end' : [deep(levels - 1)]);

test.each<[string, unknown, RegExp]>([
  ['a bigint', { a: [1n] }, /result\.a\.0 is a bigint/],
  ['a function', () => 1, /result is a function/],
  ['a symbol', [Symbol('s')], /result\.0 is a symbol/],
  ['undefined', undefined, /result is undefined/],
  ['undefined in a list', ['', undefined], /result\.1 is undefined/],
  ['no number', [NaN], /result\.0 is NaN/],
  ['an endless number', Infinity, /result is Infinity/],
  ['a date', { at: new Date(0) }, /result\.at is no plain object: JSON has no Date/],
  ['a map', new Map(), /JSON has no Map/],
  ['what holds itself', cyclic, /result\.0 holds itself/],
  ['what is too deep', deep(65), /deeper than 64/],
])('a result with %s is INTERNAL and logged', async (_, result, logged) => {
  const { lines, logger } = errorLog();
  const mock = await running({ logger, methods: [{ name: 'own', execute: () => result }] });
  expect(await outcome(mock, 'own')).toBe('INTERNAL');
  expect(lines).toEqual([expect.stringMatching(logged)]);
});

test.each<[string, unknown]>([
  ['nothing', null],
  ['a text', 'text'],
  ['a shared list', [[cyclic.length], [cyclic.length]]],
  ['64 levels', deep(64)],
  ['an object without a prototype', Object.assign(Object.create(null) as object, { a: 1 })],
  ['a member named __proto__', JSON.parse('{"__proto__": {"a": 1}}')],
])('a result with %s is sent', async (_, result) => {
  const mock = await running({ methods: [{ name: 'own', execute: () => result }] });
  expect(JSON.stringify((await call(mock, 'own')).result)).toBe(JSON.stringify(result));
});

test('a result that is changed later is sent as it was', async () => {
  const result = ['as it was'];
  const mock = await running({
    methods: [
      {
        name: 'own',
        execute: () => {
          queueMicrotask(() => queueMicrotask(() => result.splice(0, 1, 'changed')));
          return result;
        },
      },
    ],
  });
  expect(await outcome(mock, 'own')).toEqual(['as it was']);
});

test.each<[string, () => unknown]>([
  [
    'throws',
    () => {
      throw new Error('a text of mine');
    },
  ],
  ['rejects', () => Promise.reject(new Error('a text of mine'))],
  [
    'throws what is no error',
    () => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error
      throw 'a text of mine';
    },
  ],
])('one that %s costs its own command alone, and its text stays inside', async (_, execute) => {
  const { lines, logger } = errorLog();
  const mock = await running({ logger, methods: [{ name: 'own', execute }] });
  const batch = ['version', 'own', 'nodeid'].map((method, id) => ({ jsonrpc: '2.0', method, id }));
  const text = await post(mock, JSON.stringify(batch));
  expect(text).not.toContain('a text of mine');
  expect((JSON.parse(text) as { error?: { message: string } }[]).map(({ error }) => error?.message)).toEqual([
    undefined,
    'INTERNAL',
    undefined,
  ]);
  expect(lines).toEqual([expect.stringContaining('a text of mine')]);
});

test('one that throws has changed nothing', async () => {
  const mock = await running({
    methods: [
      {
        name: 'own',
        execute: (_: MethodCall, { settings }: MethodContext) => {
          settings.patch({ freq: '2220' });
          throw new Error('after all');
        },
      },
    ],
  });
  expect(await outcome(mock, 'own')).toBe('INTERNAL');
  expect(mock.state.read('freq')).toEqual(['4700']);
});

test('one that never ends is INTERNAL at its deadline; the next is carried out, and the close names it', async () => {
  const signals: AbortSignal[] = [];
  const { mock, clock } = await runningInVirtualTime({
    deadlines: { read: '2s' },
    methods: [
      {
        name: 'never',
        execute: (_: MethodCall, { signal }: MethodContext) => {
          signals.push(signal);
          return new Promise(() => undefined);
        },
      },
    ],
  });
  const never = call(mock, 'never');
  await mock.received(1);
  await clock.advance(1_999);
  expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  await clock.advance(1);
  expect((await never).error).toMatchObject({
    code: -32603,
    message: 'INTERNAL',
    data: { detail: { reason: 'the deadline of the command has passed' } },
  });
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  expect(await outcome(mock, 'nodeid')).toEqual(['310061']);
  expect((await mock.close()).unended).toEqual(['never']);
});

test('one that never ends is named once, however often it was called', async () => {
  const { mock, clock } = await runningInVirtualTime({
    deadlines: { read: '1s' },
    methods: ['never', 'neither'].map((name) => ({ name, execute: () => new Promise(() => undefined) })),
  });
  for (const [index, name] of ['never', 'neither', 'never', 'never'].entries()) {
    const answer = outcome(mock, name);
    await mock.received(index + 1);
    await clock.advance('1s');
    expect(await answer).toBe('INTERNAL');
  }
  expect(mock.worker.figures.unended).toEqual(['never', 'neither']);
  expect((await mock.close()).unended).toEqual(['never', 'neither']);
});

test.each([
  ['its deadline', async (mock: Radio, clock: Clock) => clock.advance(5_000).then(() => mock)],
  ['a reset', async (mock: Radio) => mock.reset().then(() => mock)],
])('what one changes after %s is discarded', async (_, end) => {
  let goOn: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (goOn = resolve));
  let late: Promise<boolean> = Promise.resolve(true);
  const { mock, clock } = await runningInVirtualTime({
    methods: [
      {
        name: 'late',
        execute: async (_call: MethodCall, context: MethodContext) => {
          context.settings.patch({ freq: '2220' });
          late = context.clock.sleep(60_000);
          await ended;
          context.settings.patch({ max_link_distance: 7 });
          return [''];
        },
      },
    ],
  });
  const answer = outcome(mock, 'late');
  await mock.received(1);
  await end(mock, clock);
  expect(await answer).toMatch(/INTERNAL|UNAVAILABLE/);
  expect(await late).toBe(false);
  goOn();
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
  expect(await outcome(mock, 'max_link_distance')).toEqual(['1000']);
  expect((await mock.close()).unended).toEqual([]);
});

test('one that keeps the process to itself past its deadline is INTERNAL, and has changed nothing', async () => {
  const mock = await running({
    deadlines: { read: 5 },
    methods: [
      {
        name: 'busy',
        execute: (_: MethodCall, { settings, clock }: MethodContext) => {
          settings.patch({ freq: '2220' });
          const until = clock.now() + 20;
          while (clock.now() < until);
          return [''];
        },
      },
    ],
  });
  expect(await outcome(mock, 'busy')).toBe('INTERNAL');
  expect(mock.state.read('freq')).toEqual(['4700']);
});

test('a sleep that nobody awaits ends with its method', async () => {
  let sleep: Promise<boolean> = Promise.resolve(true);
  const mock = await running({
    methods: [
      {
        name: 'own',
        execute: (_: MethodCall, { clock }: MethodContext) => {
          sleep = clock.sleep(3_600_000);
          return 'done';
        },
      },
    ],
  });
  expect(await outcome(mock, 'own')).toBe('done');
  expect(await sleep).toBe(false);
});

type Running = Awaited<ReturnType<typeof runningInVirtualTime>>;
type Radio = Running['mock'];
type Clock = Running['clock'];
