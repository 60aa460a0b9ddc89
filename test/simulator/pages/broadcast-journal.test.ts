import { expect, test } from 'vitest';
import { exchangeLine } from '../../../src/journal/exchange.js';
import { broadcast, broadcastNetwork, broadcastOutcome, postPage } from '../../support/broadcast-network.js';
import { httpRequest, outcome } from '../../support/json-rpc-client.js';
import { rawClient } from '../../support/raw-client.js';

const read = (method: string) => ({ method, params: {} });
const key = 'ffeeddccbbaa99887766554433221100';

test('a broadcast to others is an exchange of the radio that received it, with its calls', async () => {
  const { radio } = await broadcastNetwork([11, 12, 13]);
  const body = JSON.stringify({ apis: [read('nodeid'), { method: 'bw', id: 'mine' }], nodeids: [12, 13] });
  const { text } = await postPage(radio(11), '/bcast_enc.pyc', body);
  expect(radio(11).journal.total).toBe(1);
  const [entry] = radio(11).journal.entries;
  expect(entry).toMatchObject({
    node: '11',
    n: 1,
    port: 'http',
    page: 'broadcast',
    requestText: body,
    replyText: text,
    ending: 'reply',
    commands: [
      { id: 0, method: 'nodeid', params: [], outcome: 'ok' },
      { id: 'mine', method: 'bw', params: [], outcome: 'ok' },
    ],
    faults: [],
  });
  expect(entry === undefined ? '' : exchangeLine(entry)).toBe('#1 http nodeid() ok; bw() ok [broadcast]');
});

test('the nodes have the calls as a batch of the API, with the same client', async () => {
  const { radio } = await broadcastNetwork([11, 12]);
  await broadcast(radio(11), [12], read('nodeid'));
  const [sent] = radio(11).journal.entries;
  const [carriedOut] = radio(12).journal.entries;
  expect(carriedOut).toMatchObject({ node: '12', peer: sent?.peer, requestJson: [{ method: 'nodeid' }] });
  expect(carriedOut).not.toHaveProperty('page');
});

test('where it names the radio itself, it is one exchange and one request of it', async () => {
  const { radio } = await broadcastNetwork([11, 12]);
  await broadcast(radio(11), [12, 11], { method: 'max_link_distance', params: ['4000'] });
  await outcome(radio(11), 'nodeid');
  expect(radio(11).journal.total).toBe(2);
  expect(radio(11).requestCount).toBe(2);
  radio(11).journal.verify({ method: 'max_link_distance', params: ['4000'], outcome: 'ok', times: 1 });
  radio(11).journal.verifyOrder(['max_link_distance', 'nodeid']);
});

test('one to others alone is a request of the radio too, and so is one that is refused', async () => {
  const { radio } = await broadcastNetwork([11, 12]);
  await broadcast(radio(11), [12], read('nodeid'));
  await postPage(radio(11), '/bcast_enc.pyc', '{}');
  await radio(11).received(2);
  expect([radio(11).requestCount, radio(12).requestCount]).toEqual([2, 1]);
});

test('queries find it by its page, and what is no broadcast is not found', async () => {
  const { radio } = await broadcastNetwork([11, 12]);
  await broadcast(radio(11), [12], read('nodeid'));
  await outcome(radio(11), 'nodeid');
  const { journal } = radio(11);
  expect(journal.filter({ page: 'broadcast' }).map(({ n }) => n)).toEqual([1]);
  journal.verify({ page: 'broadcast', method: 'nodeid', times: 1 });
  journal.verify({ method: 'nodeid', times: 2 });
  expect(() => journal.filter({ page: 'positions' })).toThrow('allowed: broadcast');
  expect(() => journal.verify({ page: 'broadcast', method: 'freq' })).toThrow(
    '#1 http nodeid() ok [broadcast]',
  );
});

test('a fixture says that a request is one of the page, where it can be sent again', async () => {
  const { radio } = await broadcastNetwork([11, 12]);
  await broadcast(radio(11), [12], read('nodeid'));
  await outcome(radio(11), 'nodeid');
  const [page, api] = radio(11).journal.toFixture();
  expect(api).not.toHaveProperty('page');
  expect(page).toMatchObject({ port: 'http', page: 'broadcast' });
  expect((await postPage(radio(11), '/bcast_enc.pyc', page?.request ?? '')).text).toBe(page?.reply);
});

test.each([
  ['of the radio itself where it is named', [13, 11, 12], 'ok'],
  ['ok of others only if all of them say so', [12, 13, 99], 'UNAVAILABLE'],
  ['ok if all of them say so', [12, 13], 'ok'],
])('the outcome of a call is that %s', async (_what, nodes, outcomeOfAll) => {
  const { radio } = await broadcastNetwork([11, 12, 13]);
  await broadcast(radio(11), nodes, read('nodeid'));
  expect(radio(11).journal.entries).toMatchObject([{ commands: [{ outcome: outcomeOfAll }] }]);
});

test('an error of one node is the outcome of that call alone', async () => {
  const { radio } = await broadcastNetwork([11, 12, 13]);
  radio(13).faults.add({ kind: 'busy', match: { method: 'bw' } });
  await broadcast(radio(11), [12, 13], read('bw'), read('nodeid'), 7);
  const [entry] = radio(11).journal.entries;
  expect(entry?.commands).toMatchObject([
    { method: 'bw', outcome: 'BUSY' },
    { method: 'nodeid', outcome: 'ok' },
  ]);
  expect(entry?.faults).toEqual([]);
});

test('faults of its own calls are faults of the exchange', async () => {
  const { radio } = await broadcastNetwork([11, 12]);
  radio(11).faults.add({ kind: 'no-reply', name: 'lost' });
  expect(await broadcastOutcome(radio(11), [11, 12], read('bw'))).toEqual([['UNAVAILABLE'], [['20']]]);
  expect(radio(11).journal.filter({ fault: 'lost', outcome: 'UNAVAILABLE' })).toHaveLength(1);
});

test('in a blackout its calls are UNAVAILABLE', async () => {
  const { radio } = await broadcastNetwork([11, 12]);
  radio(11).blackout.begin('9s');
  await broadcast(radio(11), [12, 11], read('nodeid'));
  radio(11).journal.verify({ page: 'broadcast', outcome: 'UNAVAILABLE', times: 1 });
});

test('a client that disconnects leaves a cancelled exchange', async () => {
  const { radio } = await broadcastNetwork([11, 12]);
  radio(12).worker.pause();
  const client = await rawClient(radio(11).http.port);
  const body = JSON.stringify({ apis: [read('nodeid')], nodeids: [12] });
  client.socket.write(httpRequest(body, '/bcast_enc.pyc'));
  await radio(12).received(1);
  expect(() => radio(11).journal.verify({ page: 'broadcast' })).toThrow('its reply still on its way');
  client.socket.resetAndDestroy();
  expect(await radio(11).journal.waitFor({ page: 'broadcast' })).toMatchObject({
    ending: 'cancelled',
    replyText: undefined,
    commands: [{ method: 'nodeid', outcome: 'cancelled' }],
  });
  expect(() => radio(11).journal.verify({ page: 'broadcast', times: 2 })).toThrow('seen 1 time');
});

test('one that began before the journal was cleared is not added after it', async () => {
  const { radio } = await broadcastNetwork([11, 12]);
  radio(12).worker.pause();
  const replies = broadcastOutcome(radio(11), [12], read('nodeid'));
  await radio(12).received(1);
  radio(11).journal.clear();
  radio(12).worker.resume();
  expect(await replies).toEqual([[['12']]]);
  expect(radio(11).journal.entries).toEqual([]);
});

test('while the journal is off nothing is kept, and a verification says so', async () => {
  const { radio } = await broadcastNetwork([11, 12], { journal: { maxEntries: 0 } });
  expect(await broadcastOutcome(radio(11), [11, 12], read('nodeid'))).toEqual([[['11']], [['12']]]);
  expect([radio(11).journal.total, radio(12).journal.total]).toEqual([0, 0]);
  expect(() => radio(11).journal.verify({ method: 'nodeid' })).toThrow('the journal is off');
});

const setKey = JSON.stringify([{ method: 'enc_key', params: [key] }]);
const named = JSON.stringify([{ method: 'none', params: ['enc_key', key] }]);
const nested = JSON.stringify([
  { method: 'deferred_execution_api', params: { api_list: [{ method: 'enc_key', params: [key] }] } },
]);

test.each([
  ['JSON', `{"apis":${setKey},"nodeids":[11,12]}`],
  ['JSON as text in JSON', JSON.stringify({ apis: setKey, nodeids: '[12]' })],
  [
    'JSON with escapes',
    `{"apis":${setKey.replace(key, String.raw`\u0066feeddccbbaa99887766554433221100`)},"nodeids":[12]}`,
  ],
  ['a form', `apis=${encodeURIComponent(setKey)}&nodeids=%5B12%5D`],
  [
    'a form that encodes each character',
    `apis=${Buffer.from(setKey).toString('hex').replaceAll(/../g, '%$&')}&nodeids=12`,
  ],
  ['a form that is not encoded', `apis=${setKey}&nodeids=[12]`],
  [
    'a multipart form',
    `x\r\nContent-Disposition: form-data; name="apis"\r\n\r\n${setKey}\r\nx\r\nContent-Disposition: form-data; name="nodeids"\r\n\r\n[12]\r\nx--`,
  ],
  ['a call that names the secret', `{"apis":${named},"nodeids":[12]}`],
  ['a deferred order', `{"apis":${nested},"nodeids":[12,99]}`],
  ['a body that is refused', `{"apis":${setKey}}`],
  ['a form that is refused', `apis=${encodeURIComponent(setKey)}`],
  ['another field', `{"apis":[{"method":"bw"}],"nodeids":[12],"password":"${key}"}`],
  ['another field of a form', `apis=[{"method":"bw"}]&nodeids=12&password=${key}`],
  ['a node ID', `{"apis":[{"method":"bw"}],"nodeids":["enc_key=${key}"]}`],
])('no key is in the journal of any node: %s', async (_what, body) => {
  const { radio } = await broadcastNetwork([11, 12]);
  await postPage(radio(11), '/bcast_enc.pyc', body);
  expect(radio(11).journal.filter({ page: 'broadcast' })).toHaveLength(1);
  for (const { requestText, replyText, commands } of [11, 12].flatMap((id) => radio(id).journal.entries))
    for (const text of [requestText, replyText, decodeURIComponent(requestText), JSON.stringify(commands)])
      for (const part of [key, key.slice(4, 20)]) expect(text).not.toContain(part);
});

test.each(['hunter two 2222', 'a+b=c&d "e" \\ é 12345'])(
  'a key that was set before is found in a form that hides it: %s',
  async (secret) => {
    const { radio } = await broadcastNetwork([11, 12]);
    await outcome(radio(11), 'set_password', [secret]);
    const encoded = Buffer.from(secret).toString('hex').replaceAll(/../g, '%$&');
    for (const value of [encodeURIComponent(secret), encoded])
      await postPage(radio(11), '/bcast_enc.pyc', `apis=[{"method":"bw"}]&nodeids=12&note=${value}`);
    for (const { requestText } of radio(11).journal.filter({ page: 'broadcast' }))
      expect(requestText).not.toMatch(/%|note/);
    expect(radio(11).journal.filter({ page: 'broadcast' })).toHaveLength(2);
  },
);

test('what is no secret is readable in every form', async () => {
  const { radio } = await broadcastNetwork([11, 12]);
  const form = `apis=${encodeURIComponent('[{"method":"freq","params":["2490"]}]')}&nodeids=12&override=1`;
  await postPage(radio(11), '/bcast_enc.pyc', form);
  expect(radio(11).journal.entries).toMatchObject([
    { requestText: form, commands: [{ method: 'freq', params: ['2490'] }] },
  ]);
});
