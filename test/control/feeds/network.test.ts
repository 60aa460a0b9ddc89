import { expect, test } from 'vitest';
import { broadcastNetwork } from '../../support/broadcast-network.js';
import { httpCall, radioWithControlPlane } from '../../support/control-plane-client.js';
import { EventReader } from '../../support/event-reader.js';
import { outcome } from '../../support/json-rpc-client.js';
import { NetworkFollower } from '../../support/network-follower.js';
import { planeInVirtualTime } from '../../support/plane-in-virtual-time.js';

/** Interval of two looks at a small network, real ms. */
const look = 200;

/** Four radios in a row, 92 m apart, of which the last has no ports, and a control plane in virtual time. */
async function row(ids: readonly number[] = [1, 2, 3, 4], workTime?: () => number) {
  const made = await broadcastNetwork(ids, {}, [4]);
  const { clock: realTime, ...plane } = await planeInVirtualTime(made.simulator, workTime);
  const follow = (query = '') => NetworkFollower.open(plane.port, query);
  /** What a client that comes now gets. */
  const fresh = async (query = '') => {
    const follower = await follow(query);
    const known = await follower.known(0);
    await follower.reader.leave();
    return known;
  };
  return { ...made, ...plane, realTime, follow, fresh };
}

/** Some number. */
const number = expect.any(Number) as number;

/** As a follower gets it: tenths of a dB. */
const rounded = (snr: number | null) => (snr === null ? null : Math.round(snr * 10) / 10);

const at = (longitude: number) => ({ latitude: 34, longitude, altitude: 0 });

test('first comes all: nodes, links in both directions, routes from the first node', async () => {
  const { network, port, follow } = await row();
  const follower = await follow();
  const snapshot = await follower.event(0);
  const { body } = await httpCall(port, 'GET', '/network');
  const { now } = body as {
    now: { nodes: object[]; links: { snr: number[]; distance: number }[]; routes: { snr: number }[] };
  };
  expect(follower.reader.names).toEqual(['snapshot']);
  expect(snapshot).toEqual({
    seconds: network.seconds,
    everyMs: { nodes: look, links: look },
    from: 1,
    nodes: now.nodes.map((node, index) => ({ ...node, served: index < 3, node: String(index + 1) })),
    links: now.links.map((link) => ({
      ...link,
      snr: link.snr.map(rounded),
      distance: Math.round(link.distance),
    })),
    routes: now.routes.map((route) => ({ ...route, snr: rounded(route.snr) })),
  });
  expect(snapshot.nodes[1]).toMatchObject({ nodeid: 2, name: 'node2', position: at(-117.999), onAir: 'on' });
  expect(snapshot.links[0]).toMatchObject({ nodes: [1, 2], distance: 92, mcs: [31, 31] });
});

test('then what has changed, and nothing else', async () => {
  const { network, realTime, follow, fresh } = await row();
  const follower = await follow();
  network.steer({ do: 'move', node: 4, position: at(-117.99) });
  await realTime.advance(look);
  const moved = await follower.event(1);
  expect(moved.nodes).toEqual([]);
  expect(moved.moved).toEqual([[4, 34, -117.99, 0]]);
  expect(moved.links.map(({ nodes }) => nodes)).toEqual([
    [1, 4],
    [2, 4],
    [3, 4],
  ]);
  expect(await follower.known(1)).toEqual(await fresh());
});

test('where the time of the network passes it alone is sent, and where it stands nothing is', async () => {
  const { realTime, follow, network, clock, port } = await row();
  const follower = await follow();
  const { from, everyMs } = await follower.event(0);
  await clock.advance('10s');
  await realTime.advance(look);
  expect(await follower.event(1)).toEqual({ seconds: network.seconds, everyMs, from, nodes: [], links: [] });
  await realTime.advance('10s');
  await httpCall(port, 'GET', '/network');
  await realTime.advance('10s');
  // One after it shows that all before has come.
  network.steer({ do: 'move', node: 4, position: at(-117.99) });
  await realTime.advance(look);
  await follower.event(2);
  expect(follower.reader.names).toEqual(['snapshot', 'changes', 'changes']);
});

test('a node that moves and changes in another way too is there whole', async () => {
  const { network, realTime, radio, follow, fresh } = await row();
  const follower = await follow();
  network.steer({ do: 'move', node: 1, position: at(-118.001) });
  await outcome(radio(1), 'system_name', ['west']);
  await realTime.advance(look);
  const { nodes, moved } = await follower.event(1);
  expect(nodes).toMatchObject([{ nodeid: 1, name: 'west', position: at(-118.001) }]);
  expect(moved).toBeUndefined();
  expect(await follower.known(1)).toEqual(await fresh());
});

test('of many nodes the names are read by turns, each within so many looks', async () => {
  const count = 450;
  const { realTime, radio, follow, fresh } = await row(
    Array.from({ length: count }, (_, index) => 1 + index),
  );
  const follower = await follow();
  for (const id of [1, 201, count]) await outcome(radio(id), 'system_name', [`n${id}`]);
  const names = async () => {
    const { nodes } = await follower.known(follower.reader.names.length - 1);
    return nodes.filter(({ name }) => name.startsWith('n') && !name.startsWith('node')).length;
  };
  await realTime.advance(3 * look);
  await expect.poll(names).toBe(3);
  expect(await follower.known(follower.reader.names.length - 1)).toEqual(await fresh());
});

test('nodes that move are seen moving, with their links', async () => {
  const { network, realTime, clock, follow, fresh } = await row();
  const motion = { kind: 'circle', radius: 50, speed: 10 } as const;
  network.steer({ do: 'move', node: 3, position: at(-117.998), motion });
  const follower = await follow('?from=2');
  for (let second = 1; second <= 5; second += 1) {
    await clock.advance('1s');
    await realTime.advance(look);
    const event = await follower.event(second);
    expect(event.moved?.map(([nodeid]) => nodeid)).toEqual([3]);
    expect(event.seconds).toBe(network.seconds);
    expect(await follower.known(second)).toEqual(await fresh('?from=2'));
  }
});

test.each([
  ['both', 'both', [null, null]],
  ['forward', 'forward', [null, number]],
  ['reverse', 'reverse', [number, null]],
] as const)(
  'a link that is cut (%s) stays, with what is cut of it, until it is joined',
  async (direction, cut, snr) => {
    const { network, realTime, follow, fresh } = await row();
    const follower = await follow();
    const before = await follower.known(0);
    network.steer({ do: 'cut', from: 2, to: 4, direction });
    await realTime.advance(look);
    expect((await follower.event(1)).links).toEqual([{ nodes: [2, 4], snr, mcs: snr, distance: 185, cut }]);
    expect(await follower.known(1)).toEqual(await fresh());
    network.steer({ do: 'join', from: 2, to: 4, direction });
    await realTime.advance(look);
    expect(await follower.known(2)).toEqual(before);
  },
);

test('a cut is told by the lower ID, whichever way it was made, and one of nodes out of reach is there too', async () => {
  const { network, realTime, follow } = await row();
  network.steer({ do: 'move', node: 4, position: at(-117) });
  const follower = await follow();
  network.steer({ do: 'cut', from: 4, to: 1, direction: 'forward' });
  await realTime.advance(look);
  expect((await follower.event(1)).links).toEqual([
    { nodes: [1, 4], snr: [null, null], mcs: [null, null], distance: 92_384, cut: 'reverse' },
  ]);
  network.steer({ do: 'join', from: 4, to: 1, direction: 'both' });
  await realTime.advance(look);
  expect(await follower.event(2)).toMatchObject({ links: [], removed: { nodes: [], links: [[1, 4]] } });
});

test('routes come whole where one has changed, and are left out where none has', async () => {
  const { network, realTime, follow, radio } = await row();
  const follower = await follow('?from=4');
  for (const to of [1, 2]) network.steer({ do: 'cut', from: 4, to, direction: 'both' });
  await realTime.advance(look);
  const { from, routes } = await follower.event(1);
  expect(from).toBe(4);
  expect(routes?.map(({ to, nodes }) => [to, nodes])).toEqual([
    [3, [4, 3]],
    [1, [4, 3, 1]],
    [2, [4, 3, 2]],
  ]);
  await outcome(radio(1), 'system_name', ['north']);
  await realTime.advance(look);
  const named = await follower.event(2);
  expect(named).toMatchObject({ nodes: [{ nodeid: 1, name: 'north' }], links: [] });
  expect(named).not.toHaveProperty('routes');
  expect(named).not.toHaveProperty('removed');
});

test('a radio in blackout has no links meanwhile', async () => {
  const { realTime, port, follow, fresh } = await row();
  const follower = await follow();
  await httpCall(port, 'POST', '/nodes/2/blackout', { body: { duration: '1h' } });
  await realTime.advance(look);
  const dark = await follower.event(1);
  expect(dark.nodes).toMatchObject([{ nodeid: 2, onAir: 'blackout' }]);
  expect(dark.removed).toEqual({
    nodes: [],
    links: [
      [1, 2],
      [2, 3],
      [2, 4],
    ],
  });
  await httpCall(port, 'DELETE', '/nodes/2/blackout');
  await realTime.advance(look);
  expect(await follower.known(2)).toEqual(await fresh());
});

test('nodes that are removed and added are seen at the next look, with their links and routes', async () => {
  const { simulator, realTime, follow, fresh } = await row();
  const follower = await follow();
  await simulator.remove('3');
  await realTime.advance(look);
  const { removed, routes } = await follower.event(1);
  expect(removed).toEqual({
    nodes: [3],
    links: [
      [1, 3],
      [2, 3],
      [3, 4],
    ],
  });
  expect(routes?.map(({ to }) => to)).toEqual([2, 4]);
  await simulator.add({ id: '3', place: { position: at(-117.9985) }, isServed: false });
  await realTime.advance(look);
  const known = await follower.known(2);
  expect(known).toEqual(await fresh());
});

test('the node at which routes begin can go: an asked one has no routes, the first is followed by the next', async () => {
  const { simulator, realTime, follow, fresh } = await row();
  const [asked, first] = await Promise.all([follow('?from=2'), follow()]);
  await simulator.remove('2');
  await realTime.advance(look);
  expect(await asked.event(1)).toMatchObject({ from: 2, routes: [] });
  expect(await first.event(1)).toMatchObject({ from: 1, routes: [{ to: 3 }, { to: 4 }] });
  await simulator.remove('1');
  await realTime.advance(look);
  expect(await first.event(2)).toMatchObject({ from: 3, routes: [{ to: 4, nodes: [3, 4] }] });
  expect(await first.known(2)).toEqual(await fresh());
  for (const id of ['3', '4']) await simulator.remove(id);
  await realTime.advance(look);
  expect(await first.known(3)).toEqual({ from: null, nodes: [], links: {}, routes: [] });
});

test('several followers get the same; each has its own routes', async () => {
  const { network, realTime, follow, fresh } = await row();
  const all = await Promise.all(['', '?from=1', '?from=3', '?from=3'].map(follow));
  network.steer({ do: 'cut', from: 1, to: 3, direction: 'both' });
  await realTime.advance(look);
  const events = await Promise.all(all.map((follower) => follower.event(1)));
  expect(events.map(({ from }) => from)).toEqual([1, 1, 3, 3]);
  expect(new Set(events.map(({ links }) => JSON.stringify(links))).size).toBe(1);
  expect(await all[3]?.known(1)).toEqual(await fresh('?from=3'));
});

test('a timer runs only while somebody follows, one for all', async () => {
  const { realTime, port, follow } = await row();
  const before = realTime.pendingTimers();
  const [one, other] = await Promise.all([follow(), follow()]);
  // A heartbeat for each, and the next look.
  expect(realTime.pendingTimers()).toBe(before + 3);
  await one.reader.leave();
  await expect.poll(() => realTime.pendingTimers()).toBe(before + 2);
  await realTime.advance('1s');
  expect(realTime.pendingTimers()).toBe(before + 2);
  await other.reader.leave();
  for (let round = 0; round < 2; round += 1) await httpCall(port, 'GET', '/version');
  await expect.poll(() => realTime.pendingTimers()).toBe(before);
});

test('where a look takes long there are fewer, of links first, and their interval is told', async () => {
  let taken = 0;
  const { network, realTime, follow, fresh } = await row([1, 2, 3, 4], () => (taken += 3));
  const follower = await follow();
  // Of each look two parts of 3 ms are over when it is sent; the first counts a quarter.
  expect((await follower.event(0)).everyMs).toEqual({ nodes: look, links: look });
  for (const [index, links] of [look, 3 * look].entries()) {
    network.steer({ do: 'move', node: 4, position: at(-117.99 - index * 0.001) });
    await realTime.advance(look);
    const { everyMs, links: changed } = await follower.event(1 + index);
    expect([everyMs.links, changed.length]).toEqual([links, 3]);
  }
  network.steer({ do: 'move', node: 4, position: at(-117.99) });
  await realTime.advance(look);
  expect(await follower.event(3)).toMatchObject({
    everyMs: { links: 800 },
    moved: [[4, 34, -117.99, 0]],
    links: [],
  });
  await realTime.advance('2s');
  expect((await follower.event(4)).links).toHaveLength(3);
  expect(await follower.known(4)).toEqual(await fresh());
});

test('a client that does not read is not cut, and gets all anew once it reads', async () => {
  const { network, realTime, follow, fresh } = await row(Array.from({ length: 80 }, (_, index) => 1 + index));
  const follower = await follow();
  follower.reader.pause();
  const source = { id: 's', position: at(-117.96), frequency: 4700, bandwidth: 20 };
  // The system's own buffers take some MB first.
  for (let change = 0; change < 150; change += 1) {
    network.steer({ do: 'set-interference', source: { ...source, power: 3 * (change % 2) } });
    await realTime.advance(look);
  }
  const came = follower.reader.names.length;
  follower.reader.resume();
  await expect
    .poll(async () => {
      await realTime.advance(look);
      return follower.reader.names.lastIndexOf('snapshot');
    })
    .toBeGreaterThan(came);
  expect(follower.reader.names.length).toBeLessThan(150);
  expect(await follower.known(follower.reader.names.length - 1)).toEqual(await fresh());
});

test('an event stream of the network takes one of the sixteen places', async () => {
  const { port, follow } = await row();
  for (let count = 0; count < 15; count += 1) await EventReader.open(port, '/events');
  await follow();
  expect((await httpCall(port, 'GET', '/network/events')).text).toContain('16 follow already; allowed: 16');
  expect((await httpCall(port, 'GET', '/events')).status).toBe(503);
});

test('it ends with the simulator, and HEAD opens none', async () => {
  const { simulator, port, follow, plane } = await row();
  expect((await httpCall(port, 'HEAD', '/network/events')).headers['content-type']).toBe('text/event-stream');
  const follower = await follow();
  await plane.stop();
  await plane.end();
  await follower.reader.ended;
  expect(simulator.lifecycle).toBe('running');
});

test.each([
  ['from=7', '400 OPTION_INVALID: query: from: 7 is not allowed; allowed: the ID of a node of the network'],
  ['from=x', '400 OPTION_INVALID: query: from: "x": is not allowed; allowed: a node ID from 1 to 1048575'],
  ['rate=4', '400 OPTION_INVALID: query: rate: is unknown; allowed: from'],
])('?%s is refused', async (query, message) => {
  const { port } = await row();
  const { status, body } = await httpCall(port, 'GET', `/network/events?${query}`);
  const { error } = body as { error: { code: string; message: string } };
  expect(`${status} ${error.code}: ${error.message}`).toBe(message);
});

test('a radio that is alone has no network to follow', async () => {
  const radio = await radioWithControlPlane();
  expect(await radio.refusal('GET', '/network/events')).toBe(
    '409 CONFLICT: the simulator has no network: its radio is alone',
  );
});
