import { expect, test } from 'vitest';
import { call, post } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';

test('request and reply can be read as text and as JSON', async () => {
  const mock = await running({ timing: { preset: 'instant' } });
  await call(mock, 'freq', ['2220']);
  await call(mock, 'freq');
  const [, read] = mock.journal.entries;
  expect(read?.requestText).toBe('{"jsonrpc":"2.0","method":"freq","id":1}');
  expect(read?.requestJson).toEqual({ jsonrpc: '2.0', method: 'freq', id: 1 });
  expect(read?.replyText).toBe('{"result" : ["2220"], "id" : 1, "jsonrpc" : "2.0"}');
  expect(read?.replyJson).toEqual({ result: ['2220'], id: 1, jsonrpc: '2.0' });
  expect(read?.replyJson).toBe(read?.replyJson);
});

test('so can those that queries, waiting and followers give', async () => {
  const mock = await running();
  const followed: unknown[] = [];
  mock.journal.follow(({ replyJson }) => followed.push(replyJson));
  const waiting = mock.journal.waitFor(({ requestJson }) => JSON.stringify(requestJson).includes('"bw"'));
  await call(mock, 'bw');
  const reply = { result: ['20'], id: 1, jsonrpc: '2.0' };
  expect((await waiting).replyJson).toEqual(reply);
  expect(mock.journal.filter({ method: 'bw' })[0]?.replyJson).toEqual(reply);
  expect(mock.journal.filter(({ replyText }) => replyText?.includes('"20"') === true)).toHaveLength(1);
  expect(followed).toEqual([reply]);
});

test('what is no JSON, and a reply that is not there, is undefined', async () => {
  const mock = await running();
  await post(mock, 'hello');
  await post(mock, '{"jsonrpc":"2.0","method":"freq"}');
  mock.faults.add({ kind: 'truncate', bytes: 5 });
  await post(mock, '{"jsonrpc":"2.0","method":"freq","id":1}');
  const [garbage, notification, cut] = mock.journal.entries;
  expect(garbage?.requestText).toBe('hello');
  expect(garbage?.requestJson).toBeUndefined();
  expect(garbage?.replyJson).toMatchObject({ error: { message: 'Parse error' } });
  expect([notification?.replyText, notification?.replyJson]).toEqual([undefined, undefined]);
  expect(cut?.replyText).toBe('{"res');
  expect(cut?.replyJson).toBeUndefined();
});

test('a request that begins with a byte order mark is JSON, as it is for the radio', async () => {
  const mock = await running();
  await post(mock, '\uFEFF{"jsonrpc":"2.0","method":"bw","id":1}');
  expect(mock.journal.entries[0]?.requestJson).toMatchObject({ method: 'bw' });
});

test('what a program does to its copy does not reach the journal', async () => {
  const mock = await running();
  await call(mock, 'bw');
  const [first] = mock.journal.entries;
  first?.reply?.fill(0);
  Object.assign(first?.requestJson as object, { method: 'freq' });
  expect(mock.journal.entries[0]).toMatchObject({
    requestJson: { method: 'bw' },
    replyJson: { result: ['20'] },
  });
});
