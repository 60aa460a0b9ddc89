import { expect } from 'vitest';
import type { FaultSpec } from '../../src/index.js';
import { silvusTest } from '../../src/vitest/vitest.js';
import { call, inputIsRead, maintain, outcome } from '../support/json-rpc-client.js';

const test = silvusTest({ allowUnused: true });

test('a fault acts until it is taken off by its name', async ({ radio }) => {
  const name = radio.faults.add({ kind: 'busy' });
  expect(await outcome(radio, 'freq')).toBe('BUSY');
  expect((await maintain(radio, 'zeroize')).error?.message).toBe('BUSY');
  expect(radio.faults.remove(name)).toBe(true);
  expect(radio.faults.remove(name)).toBe(false);
  expect(await outcome(radio, 'freq')).toEqual(['4700']);
});

test('list() names them in their order, with how often each acted', async ({ radio }) => {
  radio.faults.add({ kind: 'busy', match: { method: 'freq' } });
  radio.faults.add({ kind: 'busy', match: { method: 'bw' }, times: 1 });
  radio.faults.add({ kind: 'latency', ms: '1s', name: 'slow', probability: 0 });
  expect(await outcome(radio, 'bw')).toBe('BUSY');
  expect(await outcome(radio, 'bw')).toEqual(['20']);
  expect(radio.faults.list()).toEqual([
    {
      name: 'busy',
      kind: 'busy',
      params: {},
      match: { method: 'freq' },
      probability: 1,
      delayBefore: 0,
      applied: 0,
    },
    {
      name: 'busy-2',
      kind: 'busy',
      params: {},
      match: { method: 'bw' },
      probability: 1,
      delayBefore: 0,
      times: 1,
      applied: 1,
    },
    {
      name: 'slow',
      kind: 'latency',
      params: { ms: 1_000, jitter: 0, distribution: 'uniform' },
      match: {},
      probability: 0,
      delayBefore: 0,
      applied: 0,
    },
  ]);
});

test('clear() takes all off', async ({ radio }) => {
  radio.faults.add({ kind: 'busy' });
  radio.faults.add({ kind: 'error', message: 'Authentication error' });
  radio.faults.clear();
  expect(radio.faults.list()).toEqual([]);
  expect(await outcome(radio, 'freq')).toEqual(['4700']);
});

test('a match chooses by method, access, port, peer and count', async ({ radio }) => {
  radio.faults.add({ kind: 'error', message: 'reads', match: { access: 'read', method: ['freq', 'bw'] } });
  radio.faults.add({ kind: 'error', message: 'maintenance', match: { port: 'maintenance' } });
  radio.faults.add({ kind: 'error', message: 'others', match: { peer: '10.0.0.1' } });
  radio.faults.add({
    kind: 'error',
    message: 'second',
    match: { method: 'nodeid', nth: 2, peer: '127.0.0.1' },
  });
  expect(await outcome(radio, 'bw')).toBe('reads');
  expect(await outcome(radio, 'max_link_distance', ['5'])).toEqual(['']);
  expect((await maintain(radio, 'zeroize')).error?.message).toBe('maintenance');
  expect([
    await outcome(radio, 'nodeid'),
    await outcome(radio, 'nodeid'),
    await outcome(radio, 'nodeid'),
  ]).toEqual([['310061'], 'second', ['310061']]);
});

test.for<FaultSpec>([{ kind: 'busy' }, { kind: 'wrong-id' }, { kind: 'latency', ms: 0 }])(
  'delayBefore holds the reply of the fault $kind back, in simulated time',
  async (fault, { radio, clock }) => {
    radio.faults.add({ ...fault, delayBefore: '2s', match: { method: 'freq' } });
    let isAnswered = false;
    const answered = call(radio, 'freq').then(() => (isAnswered = true));
    await radio.received(1);
    await clock.advance(1_999);
    await inputIsRead(radio);
    expect(isAnswered).toBe(false);
    await clock.advance(1);
    await answered;
  },
);

test('what a fault answers in the radio’s place is not carried out; what it bends on the way out is', async ({
  radio,
}) => {
  radio.faults.add({ kind: 'busy', match: { access: 'write' }, times: 1 });
  expect(await outcome(radio, 'max_link_distance', ['5'])).toBe('BUSY');
  expect(radio.state.read('max_link_distance')).toEqual(['1000']);
  radio.faults.add({ kind: 'wrong-shape', as: 'number' });
  expect(await outcome(radio, 'max_link_distance', ['5'])).toBe(0);
  expect(radio.state.read('max_link_distance')).toEqual(['5']);
});

test.for([
  [{ kind: 'rain' }, 'kind: "rain" is not allowed; allowed: latency, error, busy,'],
  [{}, 'kind: nothing is not allowed'],
  [{ kind: 'latency' }, 'fault: ms: '],
  [{ kind: 'latency', ms: 'soon' }, 'fault: ms: "soon": '],
  [{ kind: 'busy', probability: 2 }, 'fault: probability: 2: '],
  [{ kind: 'busy', match: { nth: 0 } }, 'fault: match.nth: 0: '],
  [{ kind: 'busy', colour: 'red' }, 'fault: '],
  [{ kind: 'busy', name: 'taken' }, 'fault: name: "taken" is taken'],
] as const)('add(%j) is refused, and nothing is put on', ([spec, message], { radio }) => {
  radio.faults.add({ kind: 'chunked', name: 'taken' });
  const given: unknown = spec;
  expect(() => radio.faults.add(given as FaultSpec)).toThrow(
    expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringContaining(message) as string }),
  );
  expect(radio.faults.list().map(({ name }) => name)).toEqual(['taken']);
});
