import { expect, onTestFinished, test } from 'vitest';
import { startNetwork } from '../../../src/index.js';
import { httpCall, radioWithControlPlane } from '../../support/control-plane-client.js';
import { EventReader } from '../../support/event-reader.js';
import { outcome } from '../../support/json-rpc-client.js';

const freqReply = '{"result" : ["4700"], "id" : 1, "jsonrpc" : "2.0"}';

test('a call is one of a client of the radio: it takes the queue, the journal and the blackout', async () => {
  const radio = await radioWithControlPlane({ timing: { softBoot: '1h' } });
  expect(await radio.take('POST', '/call', { method: 'freq' })).toEqual({
    request: '{"jsonrpc":"2.0","method":"freq","id":1}',
    reply: freqReply,
    outcome: 'ok',
    ms: expect.any(Number),
  });
  const write = { method: 'freq', params: ['2220'] };
  const request = '{"jsonrpc":"2.0","method":"freq","params":["2220"],"id":1}';
  expect(await radio.take('POST', '/nodes/1/call', write)).toMatchObject({ request, outcome: 'ok' });
  expect(radio.mock.journal.entries).toMatchObject([
    { port: 'http', ending: 'reply', commands: [{ method: 'freq', params: [], outcome: 'ok' }] },
    { port: 'http', ending: 'reply', commands: [{ method: 'freq', params: ['2220'], outcome: 'ok' }] },
  ]);
  expect(await radio.take('POST', '/call', { method: 'freq' })).toMatchObject({
    outcome: 'UNAVAILABLE',
    reply: expect.stringContaining('UNAVAILABLE'),
  });
});

test.each([
  ['an unknown method', { method: 'frq' }, 'Method not found'],
  ['a value that is not allowed', { method: 'freq', params: ['1'] }, 'INVALID_RANGE'],
  ['too many values', { method: 'freq', params: Array.from({ length: 70 }, String) }, 'INVALID_RANGE'],
  ['a value that is no text', { method: 'freq', params: [{ deep: [1] }] }, 'INVALID_RANGE'],
  ['an empty name', { method: '' }, 'Method not found'],
])('%s is for the radio to refuse', async (_, body, expected) => {
  const radio = await radioWithControlPlane();
  expect(await radio.take('POST', '/call', body)).toMatchObject({ outcome: expected });
});

test.each([
  [
    'params that are no list',
    { method: 'freq', params: { freq: '2220' } },
    /body: params: .*allowed: an array/,
  ],
  ['params that are a text', { method: 'freq', params: '2220' }, /body: params: .*allowed: an array/],
  ['1,001 params', { method: 'freq', params: Array(1_001).fill('1') }, /body: params: .*1000/],
  ['no method', { params: [] }, /body: method: /],
  ['a method that is no text', { method: ['freq'] }, /body: method: /],
  ['a port that takes no calls', { method: 'freq', port: 'gpsd' }, /body: port: "gpsd".*http/],
  ['an unknown member', { method: 'freq', parms: [] }, /body: .*parms.*params/],
  ['no body', undefined, /body: is missing/],
])('%s is no call, and nothing is sent', async (_, body, words) => {
  const radio = await radioWithControlPlane();
  expect(await radio.refusal('POST', '/call', body)).toMatch(words);
  expect(radio.mock.journal.entries).toEqual([]);
});

test('it is POST and JSON alone', async () => {
  const radio = await radioWithControlPlane();
  expect(await radio.refusal('GET', '/call')).toMatch(/^405 METHOD_NOT_ALLOWED: .*POST/);
  const form = { 'Content-Type': 'text/plain' };
  expect((await radio.ask('POST', '/call', '{"method":"freq"}', form)).status).toBe(415);
});

test.each([
  ['error', { outcome: 'UNAVAILABLE', reply: expect.stringContaining('UNAVAILABLE') }],
  ['http-503', { outcome: 'http-error', error: expect.stringMatching(/^HTTP 503 /) }],
  ['refuse', { outcome: 'refused', reply: null, error: expect.stringMatching(/127\.0\.0\.1:\d+ refuses/) }],
  ['rst', { outcome: 'reset', reply: null, error: 'the connection was reset before a reply' }],
] as const)('a blackout of the look "%s" is seen as a client sees it', async (blackout, expected) => {
  const radio = await radioWithControlPlane({ blackout });
  await radio.take('POST', '/blackout', { duration: '1h' });
  expect(await radio.take('POST', '/call', { method: 'freq' })).toMatchObject(expected);
});

test('with a full queue the radio is busy', async () => {
  const radio = await radioWithControlPlane({ worker: { queueCapacity: 1 } });
  await radio.take('POST', '/worker/pause');
  const waiting = radio.take('POST', '/call', { method: 'freq' });
  await radio.mock.received(1);
  expect(await radio.take('POST', '/call', { method: 'bw' })).toMatchObject({ outcome: 'BUSY' });
  await radio.take('POST', '/worker/resume');
  expect(await waiting).toMatchObject({ outcome: 'ok', reply: freqReply });
});

test.each([
  [{ kind: 'rst' }, { outcome: 'reset', reply: null, error: 'the connection was reset before a reply' }],
  [{ kind: 'close' }, { outcome: 'closed', reply: null, error: 'the connection was closed before a reply' }],
  [{ kind: 'drop-connection' }, { reply: null, error: expect.stringMatching(/before a reply$/) }],
  [
    { kind: 'truncate', bytes: 7 },
    { outcome: 'closed', reply: '{"resul', error: 'the connection was closed after 7 bytes of the reply' },
  ],
  [{ kind: 'garbage' }, { outcome: 'invalid', error: 'the reply is none of JSON-RPC' }],
  [
    { kind: 'wrong-id' },
    { outcome: 'ok', error: expect.stringMatching(/^the id of the reply is .*, not 1$/) },
  ],
  [{ kind: 'error', message: 'TOO HOT' }, { outcome: 'TOO HOT' }],
  [{ kind: 'duplicate' }, { outcome: 'ok', reply: freqReply }],
  [
    { kind: 'chunked', bytes: 3 },
    { outcome: 'ok', reply: freqReply },
  ],
] as const)('the fault %j is seen as a client sees it', async (fault, expected) => {
  const radio = await radioWithControlPlane();
  radio.mock.faults.add(fault);
  expect(await radio.take('POST', '/call', { method: 'freq' })).toMatchObject(expected);
});

test('errors that are texts are outcomes too', async () => {
  const radio = await radioWithControlPlane({ reply: { errors: 'string' } });
  expect(await radio.take('POST', '/call', { method: 'freq', params: ['1'] })).toMatchObject({
    outcome: 'INVALID_RANGE',
  });
});

test('over HTTPS it takes the certificate of the radio, and where that is off it says so', async () => {
  const radio = await radioWithControlPlane({ https: { port: 0 } });
  const call = { method: 'freq', port: 'https' };
  expect(await radio.take('POST', '/call', call)).toMatchObject({ outcome: 'ok', reply: freqReply });
  expect(radio.mock.journal.entries).toMatchObject([{ port: 'https' }]);
  const plain = await radioWithControlPlane();
  expect(await plain.refusal('POST', '/call', call)).toBe(
    '409 CONFLICT: port: "https" is off at node 1; allowed: http',
  );
});

test('where the radio listens on all addresses it is reached on the loopback', async () => {
  const radio = await radioWithControlPlane({ host: '0.0.0.0' });
  expect(await radio.take('POST', '/call', { method: 'freq' })).toMatchObject({ outcome: 'ok' });
});

test('in a network each radio is called at its own port, and one without ports is refused', async () => {
  const position = { latitude: 0, longitude: 0 };
  const nodes = [
    { nodeid: 1001, position },
    { nodeid: 1002, position },
    { nodeid: 1003, position, served: false },
  ];
  const network = await startNetwork({ network: { nodes }, control: { enabled: true } });
  onTestFinished(async () => {
    await network.close();
  });
  const call = (id: number) =>
    httpCall(network.control?.port ?? 0, 'POST', `/nodes/${id}/call`, { body: { method: 'nodeid' } });
  expect((await call(1002)).body).toMatchObject({ outcome: 'ok', reply: expect.stringContaining('"1002"') });
  const { status, text } = await call(1003);
  expect(status).toBe(409);
  expect(text).toContain('node 1003 has no ports; allowed: a radio with ports');
  expect(network.radio(1002).journal.entries).toHaveLength(1);
});

test('secrets are hidden in the journal and in events as those of any client', async () => {
  const radio = await radioWithControlPlane();
  const reader = await EventReader.open(radio.port, '/events?types=exchange,command');
  const key = '00112233445566778899aabbccddeeff';
  await radio.take('POST', '/call', { method: 'enc_key', params: [key] });
  expect(await outcome(radio.mock, 'enc_key')).toEqual([key]);
  await reader.next('exchange');
  expect(reader.text).not.toContain(key);
  expect(JSON.stringify(await radio.get('/journal'))).not.toContain(key);
  await reader.leave();
});
