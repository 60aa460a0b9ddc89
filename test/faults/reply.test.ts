import { expect, test as plainTest } from 'vitest';
import { type FaultSpec, startSilvusMock } from '../../src/index.js';
import { radioTest as test } from '../../src/vitest/vitest.js';
import { call, maintain, outcome, post, rpc } from '../support/json-rpc-client.js';

test('a call is answered with the result of a fault, as often as it says', async ({ radio }) => {
  radio.faults.add({ kind: 'reply', result: ['2220'], match: { method: 'freq' }, times: 2 });
  expect([await outcome(radio, 'freq'), await outcome(radio, 'freq'), await outcome(radio, 'freq')]).toEqual([
    ['2220'],
    ['2220'],
    ['4700'],
  ]);
});

test('the command is not executed: nothing changes', async ({ radio }) => {
  radio.faults.add({ kind: 'reply', result: [''], match: { access: 'write' } });
  expect(await outcome(radio, 'power_dBm', ['7'])).toEqual(['']);
  expect(await outcome(radio, 'freq', ['2220'])).toEqual(['']);
  expect(await outcome(radio, 'power_dBm')).toEqual(['30']);
  expect(radio.blackout.current).toBeUndefined();
  expect(await maintain(radio, 'radio_reset')).toMatchObject({ result: [''] });
  expect(radio.blackout.current).toBeUndefined();
});

test.for([
  [{ result: { a: [1, null, true], b: 'ü "x"' } }, '"result" : {"a": [1, null, true], "b": "ü \\"x\\""}'],
  [{ result: null }, '"result" : null'],
  [{ result: 0 }, '"result" : 0'],
  [{ result: 'text' }, '"result" : "text"'],
  [{ error: { code: -32_000, message: 'X' } }, '"error" : {"code": -32000, "message": "X"}'],
  [{ error: { reason: 7 } }, '"error" : {"reason": 7}'],
  [{ error: 'BUSY' }, '"error" : "BUSY"'],
  [{ error: -1 }, '"error" : -1'],
  [{ error: null }, '"error" : null'],
  [{ error: [] }, '"error" : []'],
] as const)('%j is sent as it is given', async ([given, member], { radio }) => {
  radio.faults.add({ kind: 'reply', ...given });
  expect(await post(radio, rpc('freq'))).toBe(`{${member}, "id" : 1, "jsonrpc" : "2.0"}`);
});

test('in a batch it answers the calls that match, and the others run', async ({ radio }) => {
  radio.faults.add({ kind: 'reply', error: 'no', match: { method: 'power_dBm', params: ['7'] } });
  const calls = [['5'], ['7'], []].map((params, id) => JSON.parse(rpc('power_dBm', id, params)) as unknown);
  expect(await post(radio, JSON.stringify(calls))).toBe(
    '[{"result" : [""], "id" : 0, "jsonrpc" : "2.0"}, {"error" : "no", "id" : 1, "jsonrpc" : "2.0"}, {"result" : ["5"], "id" : 2, "jsonrpc" : "2.0"}]',
  );
});

test('the journal, verify and events have its outcome', async ({ radio }) => {
  const outcomes: string[] = [];
  radio.on('command', ({ outcome: each }) => outcomes.push(each));
  const errors = [{ message: 'Low battery', code: 7 }, 'too hot', { reason: 1 }];
  for (const [index, error] of errors.entries())
    radio.faults.add({ kind: 'reply', error, times: 1, name: `fault ${index}` });
  radio.faults.add({ kind: 'reply', result: ['x'] });
  for (let count = 0; count < 4; count += 1) await call(radio, 'freq');
  expect(outcomes).toEqual(['Low battery', 'too hot', '{"reason":1}', 'ok']);
  expect(radio.journal.entries.map(({ commands, faults }) => [commands[0]?.outcome, ...faults])).toEqual([
    ['Low battery', 'fault 0'],
    ['too hot', 'fault 1'],
    ['{"reason":1}', 'fault 2'],
    ['ok', 'reply'],
  ]);
  radio.journal.verify({ outcome: 'Low battery', fault: 'fault 0', times: 1 });
  expect(radio.stats().methods).toMatchObject({ freq: { fault: 4 } });
});

test('what is given is copied: a later change of it changes nothing', async ({ radio }) => {
  const result = [{ name: 'a' }];
  radio.faults.add({ kind: 'reply', result });
  result.push({ name: 'b' });
  expect(await outcome(radio, 'freq')).toEqual([{ name: 'a' }]);
});

test('a custom fault can reply with a result too', async ({ radio }) => {
  radio.faults.add({ fault: { answer: ({ method }) => ({ result: [method] }) } });
  expect(await outcome(radio, 'nodeid')).toEqual(['nodeid']);
});

const cycle: unknown[] = [];
cycle.push(cycle);

test.for([
  [{}, 'result, error: none is given; allowed: one of them'],
  [{ result: undefined, error: undefined }, 'result, error: none is given'],
  [{ result: 1, error: null }, 'result, error: both are given; allowed: one of them'],
  [{ result: () => 1 }, 'it is a function, which JSON has not; allowed: any JSON value'],
  [{ result: [undefined] }, 'result: is not allowed: it.0 is undefined'],
  [{ error: { at: new Date(0) } }, 'error: is not allowed: it.at is no plain object'],
  [{ error: 10n }, 'it is a bigint'],
  [{ result: NaN }, 'it is NaN'],
  [{ result: cycle }, 'it.0 holds itself'],
  [{ result: JSON.parse('['.repeat(65) + ']'.repeat(65)) as unknown }, 'deeper than 64 levels'],
  [{ result: JSON.parse('['.repeat(9_000) + ']'.repeat(9_000)) as unknown }, 'deeper than 64 levels'],
  [{ result: 'x'.repeat(65_535) }, 'has 65537 characters as JSON; allowed: at most 65536'],
  [{ reslt: 1 }, 'reslt: is unknown; allowed: '],
] as const)('reply of case %# is refused', ([given, message], { radio }) => {
  const spec: unknown = { kind: 'reply', ...given };
  expect(() => radio.faults.add(spec as FaultSpec)).toThrow(
    expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringContaining(message) as string }),
  );
  expect(radio.faults.list()).toEqual([]);
});

test('64 levels and 65536 characters are allowed', async ({ radio }) => {
  const deep: unknown = JSON.parse('['.repeat(64) + ']'.repeat(64));
  radio.faults.add({ kind: 'reply', result: deep, times: 1 });
  expect(await outcome(radio, 'freq')).toEqual(deep);
  radio.faults.add({ kind: 'reply', result: 'x'.repeat(65_534) });
  expect(await outcome(radio, 'freq')).toHaveLength(65_534);
});

plainTest('compact replies, and errors that are texts, leave it as it is given', async () => {
  await using mock = await startSilvusMock({ reply: { errors: 'string', json: 'compact' } });
  mock.faults.add({ kind: 'reply', error: { code: 1, message: 'X' } });
  expect(await post(mock, rpc('freq'))).toBe('{"error":{"code":1,"message":"X"},"id":1,"jsonrpc":"2.0"}');
});

plainTest('a scenario sets answers and takes them back', async () => {
  await using mock = await startSilvusMock({
    scenario: { steps: [{ fault: { kind: 'reply', result: ['7'], match: { method: 'nodeid' }, times: 1 } }] },
  });
  expect(await outcome(mock, 'nodeid')).toEqual(['7']);
  expect(await outcome(mock, 'nodeid')).toEqual(['310061']);
});
