import { expect, test } from 'vitest';
import { apiPortNames } from '../../../src/ports/registry.js';
import { type ControlPlaneClient, radioWithControlPlane } from '../../support/control-plane-client.js';
import { httpRequest, maintain, outcome } from '../../support/json-rpc-client.js';
import { broadcast } from '../../support/broadcast-network.js';
import { exchange } from '../../support/raw-client.js';

/** Three exchanges: a read, a refused write, and one on the other port. */
async function withExchanges(): Promise<ControlPlaneClient> {
  const radio = await radioWithControlPlane();
  await outcome(radio.mock, 'freq');
  await outcome(radio.mock, 'freq', ['1']);
  await maintain(radio.mock, 'read_power_dBm');
  return radio;
}

/** The numbers of the entries that a path gives. */
async function numbers(radio: ControlPlaneClient, path: string): Promise<readonly number[]> {
  const { entries } = (await radio.get(path)) as { entries: readonly { n: number }[] };
  return entries.map(({ n }) => n);
}

test('an exchange is told with what was sent, what came back and what became of it', async () => {
  const radio = await withExchanges();
  const { total, entries } = (await radio.get('/journal')) as { total: number; entries: object[] };
  expect(total).toBe(3);
  expect(entries[0]).toMatchObject({
    n: 1,
    port: 'http',
    request: '{"jsonrpc":"2.0","method":"freq","id":1}',
    reply: expect.stringMatching(/4700/),
    ending: 'reply',
    commands: [{ id: 1, method: 'freq', params: [], outcome: 'ok' }],
    faults: [],
  });
  expect(entries[0]).not.toHaveProperty('requestBase64');
});

test.each([
  ['method=freq', [1, 2]],
  ['method=freq&outcome=INVALID_RANGE', [2]],
  ['port=maintenance', [3]],
  ['peer=127.0.0.1', [1, 2, 3]],
  ['peer=127.0.0.1:1', []],
  ['peer=127.0.0', []],
  ['fault=nothing', []],
  ['after=1', [2, 3]],
  ['after=1&limit=1', [2]],
  ['after=3', []],
  ['limit=2', [2, 3]],
  ['method=freq&limit=1', [2]],
])('?%s gives the exchanges %j', async (query, expected) => {
  expect(await numbers(await withExchanges(), `/journal?${query}`)).toEqual(expected);
});

test.each([
  ['after=-1', 'query: after: "-1": is not allowed; allowed: a whole number from 0 to 9007199254740991'],
  ['limit=0', 'query: limit: "0": is not allowed; allowed: a whole number from 1 to 1000000'],
  ['peer=', 'query: peer: "": is not allowed; allowed: at least 1'],
  ['limit=', 'query: limit: "": is not allowed; allowed: a whole number from 1 to 1000000'],
  ['port=udp', `query: port: "udp": is not allowed; allowed: ${apiPortNames.join(', ')}`],
  [
    'methd=freq',
    'query: methd: is unknown; allowed: method, unknownMethod, outcome, unknownOutcome, port, page, peer, fault, after, limit; the nearest is "method"',
  ],
  ['port=http&port=http', 'query: port: is there twice; allowed: once'],
])('?%s is refused', async (query, message) => {
  expect(await (await radioWithControlPlane()).refusal('GET', `/journal?${query}`)).toBe(
    `400 OPTION_INVALID: ${message}`,
  );
});

test('one exchange is found by its number, whole', async () => {
  const radio = await withExchanges();
  const { entries } = (await radio.get('/journal')) as { entries: readonly object[] };
  for (const n of [1, 2, 3]) {
    expect(await radio.get(`/journal/${n}`)).toEqual(entries[n - 1]);
    expect(await radio.get(`/nodes/1/journal/${n}`)).toEqual(entries[n - 1]);
  }
});

test('one that is not kept, or not there yet, is not found', async () => {
  const radio = await radioWithControlPlane({ journal: { maxEntries: 2 } });
  expect(await radio.refusal('GET', '/journal/1')).toBe(
    '404 NOT_FOUND: journal: there is no exchange 1; there were 0 since the start or the last reset',
  );
  for (const method of ['freq', 'bw', 'nodeid']) await outcome(radio.mock, method);
  expect(await radio.refusal('GET', '/journal/1')).toBe(
    '404 NOT_FOUND: journal: exchange 1 is no longer kept (settings journal.maxEntries, journal.maxBytes)',
  );
  expect(await radio.get('/journal/3')).toMatchObject({ n: 3, commands: [{ method: 'nodeid' }] });
  expect(await radio.refusal('GET', '/journal/4')).toMatch(/there is no exchange 4; there were 3 since/);
  await radio.take('DELETE', '/journal');
  expect(await radio.refusal('GET', '/journal/3')).toMatch(/there is no exchange 3; there were 0 since/);
  await outcome(radio.mock, 'bw');
  expect(await radio.get('/journal/1')).toMatchObject({ n: 1, commands: [{ method: 'bw' }] });
});

test.each(['0', '-1', 'x', '1.5', '%31x'])('the number %s is refused', async (n) => {
  expect(await (await radioWithControlPlane()).refusal('GET', `/journal/${n}`)).toBe(
    `400 OPTION_INVALID: path: n: "${decodeURIComponent(n)}": is not allowed; allowed: a whole number from 1 to 9007199254740991`,
  );
});

test('?peer= finds one client among others by its address and port, and so does a verification', async () => {
  const radio = await withExchanges();
  const { peer = '' } = radio.mock.journal.entries[1] ?? {};
  expect(await numbers(radio, `/journal?peer=${peer}`)).toEqual([2]);
  expect(await radio.get(`/journal/fixture?peer=${peer}`)).toEqual(radio.mock.journal.toFixture({ peer }));
  expect(await radio.take('POST', '/journal/verify', { peer, times: 1 })).toEqual({ ok: true });
  expect(await radio.refusal('POST', '/journal/verify', { peer, times: 2 })).toMatch(
    /^409 NOT_SEEN: expected 2 times, seen 1 time: .*"peer":/,
  );
});

test('bytes that are no text come whole too', async () => {
  const radio = await radioWithControlPlane();
  const bytes = Uint8Array.of(0x7b, 0xff, 0x7d);
  await exchange(radio.mock.http.port, httpRequest(bytes));
  const { entries } = (await radio.get('/journal')) as {
    entries: { request: string; requestBase64: string }[];
  };
  expect(entries[0]?.request).toBe('{\ufffd}');
  expect(Buffer.from(entries[0]?.requestBase64 ?? '', 'base64')).toEqual(Buffer.from(bytes));
});

test('a notification has no reply and no id', async () => {
  const radio = await radioWithControlPlane();
  await exchange(radio.mock.http.port, httpRequest('{"jsonrpc":"2.0","method":"freq"}'));
  const { entries } = (await radio.get('/journal')) as { entries: { reply: null; commands: object[] }[] };
  expect(entries[0]).toMatchObject({ reply: null, ending: 'none' });
  expect(entries[0]?.commands[0]).not.toHaveProperty('id');
});

test('it is forgotten, and numbers begin anew', async () => {
  const radio = await withExchanges();
  expect(await radio.take('DELETE', '/journal')).toEqual({ total: 0 });
  await outcome(radio.mock, 'freq');
  expect(await numbers(radio, '/journal')).toEqual([1]);
});

test('a verification holds, or is refused with the near misses', async () => {
  const radio = await withExchanges();
  expect(await radio.take('POST', '/journal/verify', { method: 'freq', times: 2 })).toEqual({ ok: true });
  const wanted = { method: 'freq', params: ['1'], outcome: 'INVALID_RANGE' };
  expect(await radio.take('POST', '/journal/verify', wanted)).toEqual({ ok: true });
  const refusal = await radio.refusal('POST', '/journal/verify', { method: 'bw' });
  expect(refusal).toMatch(/^409 NOT_SEEN: expected at least once, seen 0 times: /);
  expect(refusal).toContain('#1 http freq() ok');
  expect(await radio.refusal('POST', '/journal/verify', { times: -1 })).toBe(
    '400 OPTION_INVALID: body: times: -1: is not allowed; allowed: at least 0',
  );
});

test('it gives fixtures', async () => {
  const radio = await withExchanges();
  const fixtures = await radio.get('/journal/fixture?method=freq');
  expect(fixtures).toEqual(radio.mock.journal.toFixture({ method: 'freq' }));
  expect(await radio.refusal('GET', '/journal/fixture?after=1')).toMatch(/^400 .*after: is unknown/);
});

test('a broadcast is found by its page, in entries and fixtures', async () => {
  const radio = await withExchanges();
  await broadcast(radio.mock, [310061], { method: 'freq' });
  const { entries } = (await radio.get('/journal?page=broadcast')) as { entries: unknown };
  expect(entries).toMatchObject([
    { n: 4, port: 'http', page: 'broadcast', request: '{"apis":[{"method":"freq"}],"nodeids":[310061]}' },
  ]);
  expect((await radio.get('/journal?limit=2')) as object).toMatchObject({
    entries: [expect.not.objectContaining({ page: expect.anything() as unknown }), { n: 4 }],
  });
  expect(await radio.get('/journal/fixture?page=broadcast')).toEqual(
    radio.mock.journal.toFixture({ page: 'broadcast' }),
  );
  expect(await radio.take('POST', '/journal/verify', { page: 'broadcast', times: 1 })).toEqual({ ok: true });
  expect(await radio.refusal('GET', '/journal?page=positions')).toMatch(
    /^400 OPTION_INVALID: query: page: "positions": is not allowed; allowed: broadcast/,
  );
});

test('the order of calls is verified', async () => {
  const radio = await withExchanges();
  const order = [{ method: 'freq', params: ['1'] }, 'read_power_dBm'];
  expect(await radio.take('POST', '/journal/verify-order', { order })).toEqual({ ok: true });
  const reply = await radio.ask('POST', '/journal/verify-order', { order: ['read_power_dBm', 'freq'] });
  expect(reply.status).toBe(409);
  expect(reply.body).toMatchObject({
    error: {
      code: 'NOT_SEEN',
      message: expect.stringContaining('number 2, {"method":"freq"}, was not seen'),
    },
  });
  expect((await radio.ask('POST', '/journal/verify-order', { order: [] })).status).toBe(400);
});
