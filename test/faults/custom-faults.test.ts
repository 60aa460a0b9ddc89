import { expect } from 'vitest';
import type { Fault } from '../../src/index.js';
import { silvusTest } from '../../src/vitest/vitest.js';
import { httpRequest, outcome, post, rpc } from '../support/json-rpc-client.js';
import { exchange } from '../support/raw-client.js';

const test = silvusTest({ allowUnused: true });

test('a fault of a user’s own answers, alters and delivers', async ({ radio }) => {
  radio.faults.add({
    name: 'locked',
    match: { access: 'write' },
    fault: { answer: ({ method }) => ({ code: -32_050, message: 'LOCKED', data: { method } }) },
  });
  radio.faults.add({
    name: 'shouting',
    match: { method: 'version' },
    fault: { alter: (element) => ('result' in element ? { ...element, result: ['LOUD'] } : element) },
  });
  expect(await outcome(radio, 'freq', ['2220'])).toBe('LOCKED');
  expect(await outcome(radio, 'version')).toEqual(['LOUD']);
  radio.journal.verify({ method: 'freq', outcome: 'LOCKED', fault: 'locked', times: 1 });
  expect(radio.faults.list().map(({ name, kind, applied }) => ({ name, kind, applied }))).toEqual([
    { name: 'locked', kind: 'custom', applied: 1 },
    { name: 'shouting', kind: 'custom', applied: 1 },
  ]);
});

const hooks: readonly (keyof Fault)[] = ['answer', 'alter', 'deliver', 'connect'];

test.for(hooks)(
  'one whose %s throws harms nobody: the next fault acts, the client is answered',
  async (hook, { radio }) => {
    const plain = await post(radio, rpc('freq'));
    radio.faults.add({
      fault: {
        [hook]: () => {
          throw new Error('a fault of mine');
        },
      },
    });
    expect(await post(radio, rpc('freq'))).toBe(plain);
    radio.faults.add({ kind: 'busy' });
    expect(await outcome(radio, 'freq')).toBe('BUSY');
  },
);

const logged: object[] = [];

silvusTest({
  logger: {
    debug: () => undefined,
    info: () => undefined,
    warn: (fields: object) => logged.push(fields),
    error: (fields: object) => logged.push(fields),
  },
})('what it throws is logged with its name', async ({ radio }) => {
  radio.faults.add({
    name: 'mine',
    fault: {
      deliver: () => {
        throw new Error('a fault of mine');
      },
    },
  });
  await outcome(radio, 'freq');
  expect(logged.map((fields) => JSON.stringify(fields)).join()).toContain('the fault mine');
});

/** Tries to change all that it can reach. */
function mutate(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    mutate((value as Record<string, unknown>)[key]);
    Reflect.set(value, key, 'changed');
    Reflect.deleteProperty(value, key);
  }
}

test('one that changes what it was handed changes nothing', async ({ radio }) => {
  const request = httpRequest(rpc('gps_coordinates', 1, ['1', '2', '3']));
  const plain = await exchange(radio.http.port, request);
  radio.faults.add({
    fault: {
      answer: (subject) => {
        mutate(subject);
        return undefined;
      },
      alter: (element, subject) => {
        mutate(subject);
        mutate(element);
        return element;
      },
      deliver: (delivery) => {
        mutate(delivery);
        return delivery;
      },
    },
  });
  expect(await exchange(radio.http.port, request)).toBe(plain);
  expect(radio.state.read('gps_coordinates')).toEqual(['1', '2', '3']);
  radio.journal.verify({ method: 'gps_coordinates', params: ['1', '2', '3'], outcome: 'ok', times: 2 });
});

const circular: Record<string, unknown> = { id: 1, error: { code: 1, message: 'mine' } };
circular['result'] = circular;

/** What hooks must not give back. */
const nonsense: readonly (readonly [string, Readonly<Record<string, () => unknown>>])[] = [
  ['an error that is a number', { answer: () => 5 }],
  ['an error without a code', { answer: () => ({ message: 'mine' }) }],
  ['a reply that is a number', { alter: () => 5 }],
  ['a reply with neither result nor error', { alter: () => ({ id: 1 }) }],
  ['a reply that is circular', { alter: () => circular }],
  ['a reply with a BigInt', { alter: () => ({ id: 1, result: 1n }) }],
  ['a reply with a function', { alter: () => ({ id: 1, result: () => 1 }) }],
  ['a reply that is null', { alter: () => null }],
  ['a delivery that is a text', { deliver: () => 'nonsense' }],
  ['a promise of a delivery', { deliver: () => Promise.resolve() }],
  ['a wait that is no number', { deliver: () => ({ copies: 1, ending: 'keep', delayMs: NaN, text: 'x' }) }],
  [
    'pieces of no size',
    { deliver: () => ({ copies: 1, ending: 'keep', delayMs: 0, text: 'x', chunkBytes: 0 }) },
  ],
  ['an ending that is none', { deliver: () => ({ copies: 1, ending: 'boom', delayMs: 0, text: 'x' }) }],
  ['a fate that is none', { connect: () => 'boom' }],
];

test.for(nonsense)('one that gives back %s is as if it were not there', async ([, fault], { radio }) => {
  const plain = await exchange(radio.http.port, httpRequest(rpc('freq')));
  radio.faults.add({ fault });
  // One that goes over what came before it.
  radio.faults.add({ kind: 'wrong-id', probability: 0 });
  expect(await exchange(radio.http.port, httpRequest(rpc('freq')))).toBe(plain);
});

test('one that is no object is refused', ({ radio }) => {
  const wrong: unknown = { fault: 'broken', colour: 'red' };
  expect(() => radio.faults.add(wrong as { fault: Fault })).toThrow(
    expect.objectContaining({ code: 'OPTION_INVALID' }),
  );
  expect(radio.faults.list()).toEqual([]);
});
