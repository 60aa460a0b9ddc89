import { expect, test } from 'vitest';
import type { NodeParts } from '../../../src/simulator/simulator.js';
import { httpCall, radioWithControlPlane } from '../../support/control-plane-client.js';
import { EventReader } from '../../support/event-reader.js';
import { httpRequest, keepAlive, maintain, outcome, post, rpc } from '../../support/json-rpc-client.js';
import { planeInVirtualTime } from '../../support/plane-in-virtual-time.js';
import { exchange, rawClient } from '../../support/raw-client.js';
import { startedSimulatorOf } from '../../support/simulator.js';

/** An exchange as it is streamed. */
interface Streamed {
  readonly node: string;
  readonly n: number;
  readonly request: string;
  readonly requestBase64?: string;
  readonly reply: string | null;
  readonly commands: readonly { readonly method: string; readonly params: readonly unknown[] }[];
  readonly cut?: true;
  readonly requestBytes?: number;
  readonly replyBytes?: number | null;
}

/** Radios, and a control plane whose time is virtual. */
async function planeOf(nodes: readonly NodeParts[] = [{ id: '1' }]) {
  const { simulator } = await startedSimulatorOf(nodes, { control: { enabled: false } });
  const made = await planeInVirtualTime(simulator);
  const read = (query: string) => EventReader.open(made.port, `/events?types=exchange&${query}`);
  return { ...made, simulator, radio: simulator.first, read };
}

/** Calls a method so many times, one after the other. */
async function calls(count: number, of: Parameters<typeof outcome>[0], method = 'freq'): Promise<void> {
  for (let call = 0; call < count; call += 1) await outcome(of, method);
}

/** All that came, with the numbers of exchanges and the counts of those that were left out. */
function came(events: EventReader): Promise<readonly unknown[]> {
  return events.until((all) =>
    all.map(({ name, data }) => (name === 'exchange' ? (data as Streamed).n : data)),
  );
}

test('at a rate, as many at once are sent, the others are counted, and each second allows as many more', async () => {
  const { radio, read, clock } = await planeOf();
  const events = await read('rate=2');
  await calls(5, radio);
  await clock.advance('1s');
  await events.next('skipped');
  expect(await came(events)).toEqual([1, 2, { exchanges: 3, perSecond: 5, rate: 2 }]);
  await calls(2, radio);
  await events.until((all) => all.find(({ data }) => (data as Streamed).n === 7));
  await clock.advance('500ms');
  await calls(2, radio);
  await clock.advance('500ms');
  const last = { exchanges: 1, perSecond: 4, rate: 2 };
  await events.until((all) => (all.filter(({ name }) => name === 'skipped').length === 2 ? true : undefined));
  expect((await came(events)).slice(3)).toEqual([6, 7, 8, last]);
});

test('where none is left out nothing is counted, and no timer runs', async () => {
  const { radio, read, clock } = await planeOf();
  const before = clock.pendingTimers();
  const events = await read('rate=3');
  for (let second = 0; second < 3; second += 1) {
    await calls(3, radio);
    expect(clock.pendingTimers()).toBe(before + 1);
    await clock.advance('1s');
  }
  await events.until((all) => (all.length === 9 ? true : undefined));
  expect(new Set(events.names)).toEqual(new Set(['exchange']));
});

test('a client that goes while some were left out leaves no timer behind', async () => {
  const { radio, read, clock, port } = await planeOf();
  const before = clock.pendingTimers();
  const events = await read('rate=1');
  await calls(2, radio);
  await events.next('exchange');
  expect(clock.pendingTimers()).toBe(before + 2);
  await events.leave();
  for (let round = 0; round < 2; round += 1) await httpCall(port, 'GET', '/version');
  await expect.poll(() => clock.pendingTimers()).toBe(before);
});

test('at the close those that were left out are counted before the end', async () => {
  const { radio, read, plane } = await planeOf();
  const events = await read('rate=1');
  await calls(3, radio);
  await plane.stop();
  await plane.end();
  await events.ended;
  expect(await came(events)).toEqual([1, expect.objectContaining({ exchanges: 2, rate: 1 })]);
});

test('each follower has its own rate', async () => {
  const { radio, read, clock } = await planeOf();
  const [slow, fast, all] = await Promise.all([read('rate=1'), read('rate=3'), read('')]);
  await calls(4, radio);
  await clock.advance('1s');
  await slow.next('skipped');
  await fast.next('skipped');
  await all.until((seen) => (seen.length === 4 ? true : undefined));
  expect(await came(slow)).toEqual([1, { exchanges: 3, perSecond: 4, rate: 1 }]);
  expect(await came(fast)).toEqual([1, 2, 3, { exchanges: 1, perSecond: 4, rate: 3 }]);
  expect(await came(all)).toEqual([1, 2, 3, 4]);
});

test('only those that match are sent, and counted', async () => {
  const { radio, read, clock } = await planeOf();
  radio.faults.add({ kind: 'busy', match: { method: 'bw' }, name: 'storm' });
  const client = await rawClient(radio.http.port);
  const peer = `127.0.0.1:${client.socket.localPort ?? 0}`;
  const streams = [
    [await read('method=freq'), [1, 4]],
    [await read('unknownMethod=nothing'), [5]],
    [await read('outcome=BUSY'), [2]],
    [await read('port=maintenance'), [3]],
    [await read('fault=storm'), [2]],
    [await read(`peer=${peer}`), [4]],
    [await read('peer=127.0.0.1&rate=1000'), [1, 2, 3, 4, 5]],
    [await read('method=freq&outcome=ok&rate=1'), [1, { exchanges: 1, perSecond: 2, rate: 1 }]],
  ] as const;
  await outcome(radio, 'freq');
  await outcome(radio, 'bw');
  await maintain(radio, 'zeroize');
  client.socket.write(keepAlive(rpc('freq')));
  await client.until(/result/);
  await outcome(radio, 'nothing');
  await clock.advance('1s');
  for (const [events, expected] of streams) {
    await events.until((all) => (all.length === expected.length ? true : undefined));
    expect(await came(events)).toEqual(expected);
  }
});

test('texts are cut after so many bytes, between characters, and the sizes are there', async () => {
  const { radio, read, port } = await planeOf();
  const events = await read('maxBytes=40');
  await outcome(radio, 'freq');
  const request = rpc('system_name', 1, ['ü'.repeat(300)]);
  await post(radio, request);
  await exchange(radio.http.port, httpRequest(Uint8Array.of(...Buffer.from('{'.repeat(60)), 0xff, 0x7d)));
  await exchange(
    radio.http.port,
    httpRequest(Uint8Array.of(0xff, ...Buffer.from(rpc('freq').padEnd(60, ' ')))),
  );
  const four = await events.until((all) =>
    all.length === 4 ? all.map(({ data }) => data as Streamed) : undefined,
  );
  const [whole, long, , invalid] = four;
  // The shortest reply is longer than that.
  expect(whole).toMatchObject({ cut: true, request: rpc('freq').slice(0, 40), requestBytes: 40 });
  expect(long?.request).toBe(Buffer.from(request).subarray(0, 40).toString());
  expect(long?.requestBytes).toBe(Buffer.byteLength(request));
  expect(long?.commands).toMatchObject([{ method: 'system_name', params: ['ü'.repeat(40)] }]);
  expect(invalid?.requestBase64).toBe(
    Buffer.of(0xff, ...Buffer.from(rpc('freq')).subarray(0, 39)).toString('base64'),
  );
  const { body } = await httpCall(port, 'GET', '/journal?limit=3');
  const kept = (body as { entries: readonly Streamed[] }).entries;
  expect(kept[0]?.request).toBe(request);
  expect(kept[0]).not.toHaveProperty('cut');
});

test('an odd number of bytes cuts no character in two', async () => {
  const { radio, read } = await planeOf();
  const text = rpc('system_name', 1, ['üü€😀'.repeat(9)]);
  const bytes = Buffer.from(text);
  const sizes = [60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71];
  const all = await Promise.all(sizes.map((size) => read(`maxBytes=${size}`)));
  await post(radio, text);
  for (const [index, events] of all.entries()) {
    const { request, cut, ...rest } = (await events.next('exchange')) as Streamed;
    expect(cut).toBe(true);
    expect(rest).not.toHaveProperty('requestBase64');
    expect(text.startsWith(request)).toBe(true);
    const { length } = Buffer.from(request);
    const size = sizes[index] ?? 0;
    expect(length).toBeLessThanOrEqual(size);
    expect(bytes.subarray(0, size).toString()).toMatch(
      new RegExp(`^${request.replaceAll(/[[\]{}.]/g, '\\$&')}\ufffd*$`, 'u'),
    );
  }
});

test('what fits is whole, and says nothing of a cut', async () => {
  const { radio, read } = await planeOf();
  const events = await read('maxBytes=2000');
  await outcome(radio, 'freq');
  const first = await events.next('exchange');
  expect(first).toEqual(JSON.parse(JSON.stringify(first)));
  expect(first).toMatchObject({ n: 1, reply: expect.stringContaining('4700') as string });
  expect(first).not.toHaveProperty('cut');
  expect(first).not.toHaveProperty('requestBytes');
});

test('without a reply there is no size of one', async () => {
  const { radio, read } = await planeOf();
  const events = await read('maxBytes=0');
  await post(radio, '{"jsonrpc":"2.0","method":"freq"}');
  expect(await events.next('exchange')).toMatchObject({
    cut: true,
    request: '',
    requestBytes: 33,
    reply: null,
    replyBytes: null,
  });
});

test('after a reset and a clear of the journal it goes on from 1', async () => {
  const { radio, read, simulator } = await planeOf();
  const events = await read('rate=1000');
  await outcome(radio, 'freq');
  radio.journal.clear();
  await outcome(radio, 'freq');
  await simulator.first.reset();
  await outcome(radio, 'bw');
  await events.until((all) => (all.length === 3 ? true : undefined));
  expect(await came(events)).toEqual([1, 1, 1]);
});

test('nodes that are added are followed too, those that are removed no more', async () => {
  const { simulator, read } = await planeOf([{ id: 'a' }, { id: 'b' }]);
  const [all, one] = await Promise.all([read('rate=1000'), read('node=b')]);
  const added = await simulator.add({ id: 'c' });
  await outcome(added, 'freq');
  await simulator.remove('b');
  const again = await simulator.add({ id: 'b' });
  await outcome(again, 'bw');
  await outcome(simulator.first, 'nodeid');
  const seen = await all.until((events) => (events.length === 3 ? events : undefined));
  expect(seen.map(({ data }) => (data as Streamed).node)).toEqual(['c', 'b', 'a']);
  expect(await one.next('exchange')).toMatchObject({ node: 'b', n: 1, commands: [{ method: 'bw' }] });
  expect(one.names).toEqual(['exchange']);
});

test('where all nodes were removed, a stream waits for the next', async () => {
  const { simulator, read, port } = await planeOf([{ id: 'a' }]);
  await simulator.remove('a');
  expect((await httpCall(port, 'GET', '/events?method=freq')).text).toContain(
    'there is no node; allowed: no filter until there is one',
  );
  const events = await read('rate=1');
  await outcome(await simulator.add({ id: 'b' }), 'freq');
  expect(await events.next('exchange')).toMatchObject({ node: 'b', n: 1 });
});

test.each([
  ['rate=0', 'query: rate: "0": is not allowed; allowed: a whole number from 1 to 1000'],
  ['rate=x', 'query: rate: "x": is not allowed; allowed: a whole number from 1 to 1000'],
  ['rate=1001', 'query: rate: "1001": is not allowed; allowed: a whole number from 1 to 1000'],
  [
    'maxBytes=1048577',
    'query: maxBytes: "1048577": is not allowed; allowed: a whole number from 0 to 1048576',
  ],
  ['maxBytes=-1', 'query: maxBytes: "-1": is not allowed; allowed: a whole number from 0 to 1048576'],
  ['types=command&rate=5', 'query: rate: is about exchanges; allowed: with exchange among types'],
  ['types=online&peer=::1', 'query: peer: is about exchanges; allowed: with exchange among types'],
  ['method=frq', 'query: method: "frq": is not allowed; allowed: a method of the radio'],
  ['outcome=busy', 'query: outcome: "busy": is not allowed; allowed: one of ok, cancelled'],
  ['method=freq&unknownMethod=x', 'query: unknownMethod: is given with method; allowed: one of them'],
  ['port=udp', 'query: port: "udp": is not allowed; allowed: http'],
])('?%s is refused', async (query, message) => {
  const radio = await radioWithControlPlane();
  const refusal = await radio.refusal('GET', `/events?${query}`);
  expect(refusal.startsWith(`400 OPTION_INVALID: ${message}`), refusal).toBe(true);
});
