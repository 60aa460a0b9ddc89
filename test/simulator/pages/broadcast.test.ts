import { expect, test } from 'vitest';
import {
  type BroadcastNetwork,
  broadcast,
  broadcastNetwork,
  broadcastOutcome,
  postPage,
} from '../../support/broadcast-network.js';
import { call, httpRequest, outcome } from '../../support/json-rpc-client.js';
import { running, runningInVirtualTime } from '../../support/radio.js';
import { rawClient } from '../../support/raw-client.js';

const read = (method: string) => ({ method, params: {} });
const order = (calls: object[], sleep?: string) => ({
  method: 'deferred_execution_api',
  params: { version: '1', ...(sleep === undefined ? {} : { sleep }), api_list: calls },
});

test('each node answers in its place, in the order of the request', async () => {
  const { radio } = await broadcastNetwork([11, 12, 13]);
  const replies = await broadcast(radio(12), [13, 11, 12], read('nodeid'), read('freq'));
  expect(replies.map((each) => each.map(({ result }) => result))).toEqual([
    [['13'], ['4700']],
    [['11'], ['4700']],
    [['12'], ['4700']],
  ]);
  expect(replies[0]).toMatchObject([
    { id: 0, jsonrpc: '2.0' },
    { id: 1, jsonrpc: '2.0' },
  ]);
});

test('the reply is one JSON text in the form of the API', async () => {
  const { radio } = await broadcastNetwork([11, 12]);
  const body = JSON.stringify({ apis: [read('nodeid')], nodeids: [11, 12] });
  expect(await postPage(radio(11), '/bcast_enc.pyc', body)).toEqual({
    status: 200,
    type: 'application/json',
    text: '[[{"result" : ["11"], "id" : 0, "jsonrpc" : "2.0"}], [{"result" : ["12"], "id" : 0, "jsonrpc" : "2.0"}]]',
  });
});

test.each(['/bcast_enc.pyc', '/bcast_enc.py', '/cgi-bin/bcast_enc.pyc', '/cgi-bin/bcast_enc.py'])(
  'it is served at %s, by POST alone',
  async (path) => {
    const mock = await running({ nodeid: 11, http: { get: 'ok' } });
    const body = JSON.stringify({ apis: [read('nodeid')], nodeids: [11] });
    expect(JSON.parse((await postPage(mock, path, body)).text)).toMatchObject([[{ result: ['11'] }]]);
    const get = await fetch(`http://127.0.0.1:${mock.http.port}${path}`);
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
  },
);

const json = '{"apis":[{"method":"nodeid","params":{}}],"nodeids":[11,12],"override":1}';
const multipart = (delimiter: string, end = `${delimiter}--`) =>
  [
    delimiter,
    'Content-Disposition: form-data; name="apis"',
    '',
    '[{"method":"nodeid","params":{}}]',
    delimiter,
    'Content-Disposition: form-data; name="nodeids"',
    'Content-Type: text/plain',
    '',
    '[11,12]',
    end,
    '',
  ].join('\r\n');

test.each([
  ['JSON', json, ['Content-Type: application/json']],
  ['JSON as text', json, ['Content-Type: text/plain']],
  ['JSON without a type', json, []],
  ['JSON with a byte order mark', `\uFEFF${json}`, []],
  ['JSON in a form type', json, ['Content-Type: application/x-www-form-urlencoded']],
  [
    'a form',
    `apis=${encodeURIComponent('[{"method":"nodeid","params":{}}]')}&nodeids=${encodeURIComponent('[11,12]')}&override=1`,
    ['Content-Type: application/x-www-form-urlencoded'],
  ],
  ['a form that is not encoded', 'nodeids=[11,12]&apis=[{"method":"nodeid"}]', []],
  ['a form with a list of commas', 'apis=[{"method":"nodeid"}]&nodeids=11,12', []],
  ['JSON with texts of JSON', '{"apis":"[{\\"method\\":\\"nodeid\\"}]","nodeids":"[11,12]"}', []],
  ['node IDs as texts', '{"apis":[{"method":"nodeid","params":[]}],"nodeids":["11","12.0"]}', []],
  ['a multipart form', multipart('--XyZ'), ['Content-Type: multipart/form-data; boundary=XyZ']],
  ['one without leading dashes', multipart('XyZ'), ['Content-Type: multipart/form-data; boundary=XyZ']],
  ['one whose last delimiter alone has dashes', multipart('XyZ', '--XyZ--'), []],
  ['one without an end', multipart('--XyZ', ''), []],
  ['one with line feeds alone', multipart('--XyZ').replaceAll('\r', ''), []],
])('a body may be %s', async (_what, body, headers) => {
  const { radio } = await broadcastNetwork([11, 12]);
  const { text } = await postPage(radio(11), '/bcast_enc.pyc', body, headers);
  expect(JSON.parse(text)).toMatchObject([[{ result: ['11'] }], [{ result: ['12'] }]]);
});

test('a write with parameters is carried out on each node that is named, and on no other', async () => {
  const { radio } = await broadcastNetwork([11, 12, 13]);
  const write = { method: 'max_link_distance', params: ['4000'] };
  expect(await broadcastOutcome(radio(11), [11, 13], write)).toEqual([[['']], [['']]]);
  expect([11, 12, 13].map((id) => radio(id).state.read('max_link_distance'))).toEqual([
    ['4000'],
    ['1000'],
    ['4000'],
  ]);
});

test('a deferred write is carried out on every node after its sleep: the whole network moves', async () => {
  const ids = [11, 12, 13, 14, 15, 16, 17, 18];
  const { radio, clock } = await broadcastNetwork(ids);
  const move = order([{ method: 'freq_bw', params: ['4720', '20'] }], '1');
  expect(await broadcastOutcome(radio(11), ids, move)).toEqual(ids.map(() => [['']]));
  await clock.advance(999);
  expect(ids.map((id) => radio(id).state.read('freq'))).toEqual(ids.map(() => ['4700']));
  await clock.advance(1);
  await Promise.all(ids.map((id) => radio(id).journal.waitFor({ method: 'freq_bw' })));
  expect(ids.map((id) => radio(id).blackout.current?.cause)).toEqual(ids.map(() => 'soft-boot'));
  await clock.advance('30s');
  expect(await broadcastOutcome(radio(18), ids, read('freq'))).toEqual(ids.map(() => [['4720']]));
});

test('a node that was not named is cut off, and is answered for as one that can not be reached', async () => {
  const { radio, clock } = await broadcastNetwork([11, 12, 13]);
  await broadcast(radio(11), [11, 12], order([{ method: 'freq', params: ['4720'] }]));
  await clock.advance(1);
  await Promise.all([11, 12].map((id) => radio(id).journal.waitFor({ method: 'freq' })));
  await clock.advance('30s');
  const replies = await broadcast(radio(11), [13, 12], read('freq'), read('nodeid'));
  expect(replies).toMatchObject([
    [
      { error: { message: 'UNAVAILABLE', data: { detail: { reason: "node 13 can't be reached" } } }, id: 0 },
      { error: { message: 'UNAVAILABLE' }, id: 1 },
    ],
    [{ result: ['4720'] }, { result: ['12'] }],
  ]);
  expect(await broadcastOutcome(radio(13), [11, 13], read('freq'))).toEqual([['UNAVAILABLE'], [['4700']]]);
  expect(radio(13).journal.entries).toHaveLength(1);
});

test('without a sleep, nodes that lose each other by the order still have it: reachability is that of before', async () => {
  const { radio } = await broadcastNetwork([11, 12, 13]);
  const move = { method: 'freq', params: ['4720'] };
  expect(await broadcastOutcome(radio(11), [11, 12, 13], move)).toEqual([[['']], [['']], [['']]]);
  expect([11, 12, 13].map((id) => radio(id).state.read('freq'))).toEqual([['4720'], ['4720'], ['4720']]);
});

test.each<[string, number, (network: BroadcastNetwork) => unknown]>([
  ['unknown', 99, () => undefined],
  ['in blackout', 12, ({ radio }) => radio(12).blackout.begin('9s')],
  ['offline', 12, ({ radio }) => radio(12).setMode('offline')],
  ['cut off', 12, ({ network }) => network.model.cut('11', '12')],
])('a node that is %s is answered for in its place, and the others are served', async (_what, id, make) => {
  const network = await broadcastNetwork([11, 12]);
  await make(network);
  expect(await broadcastOutcome(network.radio(11), [id, 11], read('nodeid'))).toEqual([
    ['UNAVAILABLE'],
    [['11']],
  ]);
});

test('a neighbour without ports carries its calls out too', async () => {
  const { radio, clock } = await broadcastNetwork([11, 12], {}, [12]);
  const later = order([{ method: 'max_link_distance', params: ['4000'] }], '2');
  expect(await broadcastOutcome(radio(11), [12], read('nodeid'), later)).toEqual([[['12'], ['']]]);
  await clock.advance('2s');
  await radio(12).journal.waitFor({ method: 'max_link_distance' });
  expect(radio(12).state.read('max_link_distance')).toEqual(['4000']);
});

test('a node that was removed can not be reached', async () => {
  const { radio, simulator } = await broadcastNetwork([11, 12, 13]);
  await simulator.remove('13');
  expect(await broadcastOutcome(radio(11), [13, 12], read('nodeid'))).toEqual([['UNAVAILABLE'], [['12']]]);
});

test('a radio that is being removed answers what it has been sent: it reaches itself alone', async () => {
  const { radio, simulator } = await broadcastNetwork([11, 12]);
  const client = await rawClient(radio(12).http.port);
  const body = JSON.stringify({ apis: [read('nodeid'), read('routing_tree')], nodeids: [11, 12] });
  client.socket.write(httpRequest(body, '/bcast_enc.pyc'));
  const removed = simulator.remove('12');
  const { text } = await client.ended;
  expect(JSON.parse(text.slice(text.indexOf('\r\n\r\n')))).toMatchObject([
    [{ error: { message: 'UNAVAILABLE' } }, { error: { message: 'UNAVAILABLE' } }],
    [{ result: ['12'] }, { result: [12] }],
  ]);
  await removed;
});

test('a radio that is alone can broadcast to itself only', async () => {
  const mock = await running({ nodeid: 11 });
  expect(await broadcastOutcome(mock, [11, 12], read('nodeid'))).toEqual([[['11']], ['UNAVAILABLE']]);
});

test('a radio in blackout answers as its API does, for every node', async () => {
  const { radio } = await broadcastNetwork([11, 12]);
  radio(11).blackout.begin('9s');
  const replies = await broadcast(radio(11), [12, 11], read('nodeid'));
  const asApi = await call(radio(11), 'nodeid');
  expect(replies).toEqual([[{ ...asApi, id: 0 }], [{ ...asApi, id: 0 }]]);
});

test.each([
  ['/bcast_enc.pyc', '{"apis":[{"method":"nodeid"}],"nodeids":[11]}'],
  ['/cgi-bin/nodePositionHandler.pyc', 'action=load'],
])('where a blackout is shown as HTTP 503, so it is at %s', async (path, body) => {
  const { mock } = await runningInVirtualTime({ nodeid: 11, blackout: 'http-503' });
  mock.blackout.begin('9s');
  expect(await postPage(mock, path, body)).toMatchObject({ status: 503, text: '' });
});

test('a node that is named twice carries the calls out once, and its reply stands in both places', async () => {
  const { radio } = await broadcastNetwork([11, 12]);
  expect(await broadcastOutcome(radio(11), [12, 11, 12], read('nodeid'))).toEqual([
    [['12']],
    [['11']],
    [['12']],
  ]);
  expect([radio(11).journal.total, radio(12).journal.total]).toEqual([1, 1]);
});

test('each node has its own journal entry, with the client as the peer', async () => {
  const { radio } = await broadcastNetwork([11, 12]);
  await broadcast(radio(11), [11, 12], read('nodeid'), read('freq'));
  const entries = [11, 12].map((id) => radio(id).journal.entries);
  expect(entries).toMatchObject(
    [11, 12].map((id) => [
      { node: String(id), port: 'http', commands: [{ method: 'nodeid', outcome: 'ok' }, { method: 'freq' }] },
    ]),
  );
  expect(new Set(entries.flat().map(({ peer }) => peer)).size).toBe(1);
});

test('a call that is none is an error in its place; the others run', async () => {
  const { radio } = await broadcastNetwork([11, 12]);
  expect(await broadcastOutcome(radio(11), [12], 7, {}, read('none'), { method: 'bw', id: 'mine' })).toEqual([
    ['Invalid Request', 'Invalid Request', 'Method not found', ['20']],
  ]);
  const [[reply] = []] = await broadcast(radio(11), [12], { method: 'bw', id: 'mine' });
  expect(reply).toMatchObject({ id: 'mine', result: ['20'] });
});

test('broadcasts that cross each other are all answered: no worker waits while it holds another', async () => {
  const { radio, clock } = await broadcastNetwork([11, 12], {
    worker: { processingTime: '50ms' },
  });
  const both = [
    broadcastOutcome(radio(11), [11, 12], read('nodeid'), read('freq')),
    broadcastOutcome(radio(12), [12, 11], read('nodeid'), read('freq')),
    broadcastOutcome(radio(11), [12, 11], read('nodeid')),
    broadcastOutcome(radio(12), [11, 12], read('nodeid')),
  ];
  await Promise.all([11, 12].map((id) => radio(id).received(4)));
  await clock.advance('1s');
  expect(await Promise.all(both)).toEqual([
    [
      [['11'], ['4700']],
      [['12'], ['4700']],
    ],
    [
      [['12'], ['4700']],
      [['11'], ['4700']],
    ],
    [[['12']], [['11']]],
    [[['11']], [['12']]],
  ]);
});

test('a node whose worker waits keeps no other from its turn', async () => {
  const { radio } = await broadcastNetwork([11, 12]);
  radio(12).worker.pause();
  const waiting = broadcastOutcome(radio(11), [12, 11], read('nodeid'));
  await radio(11).received(1);
  expect(await outcome(radio(11), 'nodeid')).toEqual(['11']);
  expect(await broadcastOutcome(radio(12), [11], read('nodeid'))).toEqual([[['11']]]);
  radio(12).worker.resume();
  expect(await waiting).toEqual([[['12']], [['11']]]);
});

test('faults act on each node: late replies are awaited, and one that never comes is an error', async () => {
  const { radio, clock } = await broadcastNetwork([11, 12, 13]);
  radio(11).faults.add({ kind: 'latency', ms: 400 });
  radio(12).faults.add({ kind: 'no-reply' });
  radio(13).faults.add({ kind: 'busy' });
  let isAnswered = false;
  const replies = broadcastOutcome(radio(11), [11, 12, 13], read('nodeid')).finally(() => {
    isAnswered = true;
  });
  await radio(13).journal.waitFor({ method: 'nodeid' });
  await clock.advance(399);
  // A later request has its reply.
  await outcome(radio(13), 'nodeid');
  expect(isAnswered).toBe(false);
  await clock.advance(1);
  expect(await replies).toEqual([[['11']], ['UNAVAILABLE'], ['BUSY']]);
});

test.each(['no-reply', 'close', 'rst', 'truncate'] as const)(
  'a reply that the fault %s keeps from arriving whole is an error in its place',
  async (kind) => {
    const { radio } = await broadcastNetwork([11, 12]);
    radio(12).faults.add({ kind });
    const [[lost] = [], whole] = await broadcast(radio(11), [12, 11], read('nodeid'));
    expect(lost).toMatchObject({
      error: { message: 'UNAVAILABLE', data: { detail: { reason: 'node 12 did not reply' } } },
      id: 0,
    });
    expect(whole).toMatchObject([{ result: ['11'] }]);
  },
);

test('a client that disconnects has its waiting calls cancelled on every node', async () => {
  const { radio } = await broadcastNetwork([11, 12]);
  for (const id of [11, 12]) radio(id).worker.pause();
  const body = JSON.stringify({ apis: [{ method: 'max_link_distance', params: ['7'] }], nodeids: [11, 12] });
  const client = await rawClient(radio(11).http.port);
  client.socket.write(httpRequest(body, '/bcast_enc.pyc'));
  await Promise.all([11, 12].map((id) => radio(id).received(1)));
  client.socket.resetAndDestroy();
  for (const id of [11, 12]) {
    expect((await radio(id).journal.waitFor({ outcome: 'cancelled' })).ending).toBe('cancelled');
    expect(radio(id).state.read('max_link_distance')).toEqual(['1000']);
  }
});

const many = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

test.each([
  ['no body', '', /^Error\. the body is neither a JSON object nor a form/],
  ['no JSON', '{', /^Error\. the body is not JSON\n$/],
  ['an array', '[]', /^Error\. the body is not a JSON object/],
  ['bytes that are not UTF-8', Buffer.from([0xff, 0xfe]), /^Error\. the body is not UTF-8/],
  [
    'a part without a name',
    '--a\r\nContent-Disposition: form-data\r\n\r\n1\r\n--a--',
    /^Error\. the body is/,
  ],
  ['no apis', '{"nodeids":[11]}', /^Error\. apis: is missing; allowed: an array of 1 to 128 calls/],
  ['apis that are none', '{"apis":7,"nodeids":[11]}', /^Error\. apis: 7 is not allowed/],
  ['apis of a form that are no JSON', 'apis=[&nodeids=[11]', /^Error\. apis: "\[" is not allowed/],
  ['empty apis', '{"apis":[],"nodeids":[11]}', /^Error\. apis: 0 calls/],
  [
    'too many apis',
    JSON.stringify({ apis: many(129), nodeids: [11] }),
    /^Error\. apis: 129 calls; allowed: an array of 1 to 128 calls/,
  ],
  ['no nodeids', '{"apis":[{"method":"freq"}]}', /^Error\. nodeids: is missing/],
  ['empty nodeids', '{"apis":[{"method":"freq"}],"nodeids":[]}', /^Error\. nodeids: 0 nodes/],
  [
    'too many nodeids',
    JSON.stringify({ apis: [{}], nodeids: many(1_025) }),
    /^Error\. nodeids: 1025 nodes; allowed: an array of 1 to 1024 node IDs/,
  ],
  [
    'a node ID that is none',
    '{"apis":[{"method":"freq","params":["2220"]}],"nodeids":[11,0.5]}',
    /^Error\. nodeids\[1\]: 0\.5 is not allowed; allowed: a node ID, 1 to 1048575/,
  ],
  [
    'too many calls in all',
    JSON.stringify({ apis: many(17), nodeids: many(241) }),
    /^Error\. apis and nodeids: 4097 calls in all; allowed: at most 4096/,
  ],
  [
    'too long ids in all',
    JSON.stringify({ apis: [{ method: 'freq', id: 'x'.repeat(479) }], nodeids: many(545) }),
    /^Error\. apis and nodeids: ids of 262145 characters in all; allowed: at most 262144 \(ids times nodes\)/,
  ],
  ['a deep body', `{"apis":${'['.repeat(80)}${']'.repeat(80)}}`, /^Error\. the body is nested too deep/],
  ['a long body', '{}'.padEnd(131_073), /^Error\. the body has 131073 bytes; allowed: at most 131072/],
])('%s is refused in plain text, and nothing is carried out', async (_what, body, message) => {
  const mock = await running({ nodeid: 11 });
  const answer = await postPage(mock, '/bcast_enc.pyc', body);
  expect(answer).toMatchObject({ status: 200, type: 'text/plain' });
  expect(answer.text).toMatch(message);
  // A long one is not searched for secrets, and hidden.
  const kept = body.length > 16_384 ? answer.text.replaceAll(/[^ \n:,]/g, '*') : answer.text;
  expect(mock.journal.entries).toMatchObject([{ page: 'broadcast', commands: [], replyText: kept }]);
});

test('as many nodes and calls as are allowed are answered', async () => {
  const mock = await running({ nodeid: 11 });
  const apis = [1, 2, 3, 4].map(() => read('nodeid'));
  const replies = await broadcastOutcome(mock, many(1_024), ...apis);
  expect(replies).toHaveLength(1_024);
  expect(replies[10]).toEqual(apis.map(() => ['11']));
  expect(replies[11]).toEqual(apis.map(() => 'UNAVAILABLE'));
});

test('ids as long as allowed are echoed by each node', async () => {
  const mock = await running({ nodeid: 11 });
  const id = 'x'.repeat(262_144 / 1_024 - 2);
  const body = JSON.stringify({ apis: [{ method: 'freq', id }], nodeids: many(1_024) });
  const { text } = await postPage(mock, '/bcast_enc.pyc', body);
  expect(JSON.parse(text)).toMatchObject(many(1_024).map(() => [{ id }]));
});

test('a body as long as allowed, with as many calls for a node as allowed, is carried out', async () => {
  const mock = await running({ nodeid: 11 });
  const apis = Array.from({ length: 128 }, () => read('nodeid'));
  const body = JSON.stringify({ apis, nodeids: [11] }).padEnd(131_072);
  const { text } = await postPage(mock, '/bcast_enc.pyc', body);
  expect(JSON.parse(text)).toMatchObject([apis.map(() => ({ result: ['11'] }))]);
});
