import { expect, test as plainTest } from 'vitest';
import { startSilvusMock } from '../../src/index.js';
import { silvusTest } from '../../src/vitest/vitest.js';
import { outcome, post, rpc } from '../support/json-rpc-client.js';

/** Some of these faults are never to act. */
const test = silvusTest({ allowUnused: true });

test('a fault for some parameters leaves other calls of the method alone', async ({ radio }) => {
  radio.faults.add({ kind: 'busy', match: { method: 'power_dBm', params: ['7'] } });
  expect(await outcome(radio, 'power_dBm')).toEqual(['30']);
  expect(await outcome(radio, 'power_dBm', ['7'])).toBe('BUSY');
  expect(await outcome(radio, 'power_dBm', ['8'])).toEqual(['']);
});

test('a number that was sent counts as its text, and so does one of the match', async ({ radio }) => {
  radio.faults.add({ kind: 'busy', match: { method: 'freq', params: ['2220'] } });
  expect(await outcome(radio, 'freq', [2220])).toBe('BUSY');
  radio.faults.add({ kind: 'error', message: 'both', match: { params: [4700, '20'] } });
  expect(await outcome(radio, 'freq_bw', ['4700', 20])).toBe('both');
  expect(radio.faults.list()[1]?.match).toEqual({ params: ['4700', '20'] });
});

test('{ json } is for a parameter as it was sent', async ({ radio }) => {
  radio.faults.add({ kind: 'busy', match: { params: [{ json: 2220 }] } });
  radio.faults.add({ kind: 'error', message: 'true', match: { params: [{ json: true }] } });
  expect(await outcome(radio, 'max_link_distance', ['2220'])).toEqual(['']);
  expect(await outcome(radio, 'max_link_distance', [2220])).toBe('BUSY');
  expect(await outcome(radio, 'max_link_distance', [true])).toBe('true');
  expect(await outcome(radio, 'max_link_distance', ['true'])).toBe('INVALID_RANGE');
});

test('all parameters must be there, in their order; none are those of a read', async ({ radio }) => {
  radio.faults.add({ kind: 'busy', match: { method: 'freq_bw', params: ['4700', '20'] } });
  radio.faults.add({ kind: 'error', message: 'read', match: { method: 'freq', params: [] } });
  for (const params of [['4700'], ['20', '4700'], ['4700', '20', '1']])
    expect(await outcome(radio, 'freq_bw', params)).toBe('INVALID_RANGE');
  expect(await outcome(radio, 'freq_bw', ['4700', '20'])).toBe('BUSY');
  expect(await outcome(radio, 'freq')).toBe('read');
  expect(await outcome(radio, 'freq', ['4700'])).toEqual(['']);
});

test('in a batch it acts on the command that matches', async ({ radio }) => {
  radio.faults.add({ kind: 'busy', match: { method: 'power_dBm', params: ['7'] } });
  const calls = [['5'], ['7']].map((params, id) => JSON.parse(rpc('power_dBm', id, params)) as unknown);
  const replies: unknown = JSON.parse(await post(radio, JSON.stringify(calls)));
  expect(replies).toMatchObject([{ result: [''] }, { error: { message: 'BUSY' } }]);
  expect(radio.state.read('power_dBm')).toEqual(['5']);
});

test('64 parameters of 65536 characters in all are allowed', ({ radio }) => {
  const params = Array.from({ length: 64 }, () => 'x'.repeat(65_536 / 64));
  radio.faults.add({ kind: 'busy', match: { params } });
  expect(radio.faults.list()).toMatchObject([{ match: { params } }]);
});

test.for([
  ['2220', 'match.params: '],
  [[['2220']], 'match.params.0: is not allowed; allowed: a text, a number, or { json: true }'],
  [[{ json: {} }], 'match.params.0'],
  [Array.from({ length: 65 }, String), 'match.params: '],
  [['x'.repeat(40_000), 'y'.repeat(40_000)], 'is too long; allowed: at most 65536 characters in all'],
] as const)('params %j are refused', ([params, message], { radio }) => {
  const match: unknown = { params };
  expect(() => radio.faults.add({ kind: 'busy', match: match as object })).toThrow(
    expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringContaining(message) as string }),
  );
  expect(radio.faults.list()).toEqual([]);
});

plainTest('a scenario can add one too', async () => {
  const match = { method: 'freq', params: [2220] };
  await using mock = await startSilvusMock({
    scenario: { steps: [{ fault: { kind: 'busy', match } }] },
  });
  expect(await outcome(mock, 'freq', ['2220'])).toBe('BUSY');
  expect(await outcome(mock, 'freq', ['4700'])).toEqual(['']);
});
