import { expect } from 'vitest';
import { radioTest as test } from '../../src/vitest/vitest.js';
import { maintain, outcome, post, rpc } from '../support/json-rpc-client.js';

test('an exchange says who asked what, what came back and how long it took', async ({ radio }) => {
  await outcome(radio, 'max_link_distance', ['77']);
  const [entry] = radio.journal.entries;
  expect(entry).toMatchObject({
    n: 1,
    at: 0,
    port: 'http',
    peer: expect.stringMatching(/^127\.0\.0\.1:\d+$/) as string,
    ending: 'reply',
    commands: [{ id: 1, method: 'max_link_distance', params: ['77'], outcome: 'ok', waitMs: 0, runMs: 0 }],
    faults: [],
  });
  expect(Buffer.from(entry?.request ?? []).toString()).toBe(
    '{"jsonrpc":"2.0","method":"max_link_distance","id":1,"params":["77"]}',
  );
  expect(Buffer.from(entry?.reply ?? []).toString()).toBe('{"result" : [""], "id" : 1, "jsonrpc" : "2.0"}');
});

test('filter() looks for method, parameters, outcome, port and fault, all that are given', async ({
  radio,
}) => {
  await outcome(radio, 'freq');
  await outcome(radio, 'power_dBm', ['27']);
  await outcome(radio, 'power_dBm', ['99']);
  await maintain(radio, 'zeroize');
  const mine = radio.faults.add({ kind: 'busy', name: 'mine' });
  await outcome(radio, 'freq');
  radio.faults.remove(mine);
  await post(radio, `[${rpc('bw', 1)},${rpc('nothing', 2)}]`);
  const found = (query: Parameters<typeof radio.journal.filter>[0]) =>
    radio.journal.filter(query).map(({ n }) => n);
  expect(found({ method: 'freq' })).toEqual([1, 5]);
  expect(found({ method: 'power_dBm', params: ['27'] })).toEqual([2]);
  expect(found({ method: 'power_dBm', outcome: 'INVALID_RANGE' })).toEqual([3]);
  expect(found({ port: 'maintenance' })).toEqual([4]);
  expect(found({ fault: 'mine' })).toEqual([5]);
  expect(found({ method: { unknown: 'nothing' }, outcome: 'Method not found' })).toEqual([6]);
  // One command must fit as a whole.
  expect(found({ method: 'bw', outcome: 'Method not found' })).toEqual([]);
  expect(found(({ commands }) => commands.length === 2)).toEqual([6]);
  expect(found({})).toEqual([1, 2, 3, 4, 5, 6]);
});

test('what is no request stands there too', async ({ radio }) => {
  await post(radio, 'no JSON');
  expect(radio.journal.entries).toMatchObject([{ n: 1, ending: 'reply', commands: [] }]);
});

test('toFixture() gives requests and replies as text, ready to be sent again', async ({ radio }) => {
  await outcome(radio, 'bw');
  await maintain(radio, 'zeroize');
  await post(radio, '{"jsonrpc":"2.0","method":"freq"}');
  const fixture = radio.journal.toFixture();
  expect(fixture).toEqual([
    {
      port: 'http',
      request: '{"jsonrpc":"2.0","method":"bw","id":1}',
      reply: '{"result" : ["20"], "id" : 1, "jsonrpc" : "2.0"}',
    },
    {
      port: 'maintenance',
      request: '{"jsonrpc":"2.0","method":"zeroize","id":1}',
      reply: '{"result" : [""], "id" : 1, "jsonrpc" : "2.0"}',
    },
    { port: 'http', request: '{"jsonrpc":"2.0","method":"freq"}', reply: undefined },
  ]);
  expect(radio.journal.toFixture({ method: 'bw' })).toHaveLength(1);
  expect(await post(radio, fixture[0]?.request ?? '')).toBe(fixture[0]?.reply);
});

test('clear() forgets, and counts anew', async ({ radio }) => {
  await outcome(radio, 'bw');
  radio.journal.clear();
  expect(radio.journal.entries).toEqual([]);
  expect(radio.journal.total).toBe(0);
  await outcome(radio, 'bw');
  expect(radio.journal.entries.map(({ n }) => n)).toEqual([1]);
});
