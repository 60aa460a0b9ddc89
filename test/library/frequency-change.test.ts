import { expect, onTestFinished, test } from 'vitest';
import { type RadioNetwork, type VirtualClock, startNetwork } from '../../src/index.js';
import { broadcast, broadcastOutcome } from '../support/broadcast-network.js';
import { call } from '../support/json-rpc-client.js';

const convoy = [310061, 310062, 310063, 310064, 310065, 310066, 310067, 310068];

/** The convoy as it starts, 60 m from vehicle to vehicle, in virtual time. */
async function started(): Promise<RadioNetwork<VirtualClock>> {
  const network = await startNetwork({ network: 'convoy', clock: 'virtual' });
  onTestFinished(async () => {
    await network.close();
  });
  return network;
}

/** Moves the named nodes to another frequency by one broadcast, and lets the second of its sleep pass. */
async function move(
  network: RadioNetwork<VirtualClock>,
  by: number,
  named: readonly number[],
  frequency: string,
): Promise<void> {
  const order = {
    method: 'deferred_execution_api',
    params: { version: '1', sleep: '1', api_list: [{ method: 'freq', params: [frequency] }] },
  };
  expect(await broadcastOutcome(network.radio(by), named, order)).toEqual(named.map(() => [['']]));
  await network.clock.advance(1_000);
  await Promise.all(named.map((id) => network.radio(id).journal.waitFor({ method: 'freq' })));
}

/** Results of a method as each node gives it, by its own HTTP port. */
async function seenBy(network: RadioNetwork, ids: readonly number[], method: string) {
  return Promise.all(ids.map(async (id) => (await call(network.radio(id), method)).result));
}

/** The tree that a node has when it reaches all of these. */
const treeOf = (id: number, ids: readonly number[]) => [...ids.filter((each) => each !== id), id];

test('a frequency change by broadcast to all of eight nodes moves the network, which is whole after the soft boot', async () => {
  const network = await started();
  const before = await seenBy(network, convoy, 'network_status');
  await move(network, 310061, convoy, '2480');
  // In its soft boot no node hears another.
  expect(network.links()).toEqual([]);
  expect(convoy.map((id) => network.radio(id).blackout.current?.cause)).toEqual(
    convoy.map(() => 'soft-boot'),
  );
  await network.clock.runUntilIdle();
  expect(await seenBy(network, convoy, 'freq')).toEqual(convoy.map(() => ['2480']));
  expect(await seenBy(network, convoy, 'routing_tree')).toEqual(convoy.map((id) => treeOf(id, convoy)));
  const after = (await seenBy(network, convoy, 'network_status')) as string[][];
  expect(new Set(after.map((each) => each.join())).size).toBe(1);
  const pairs = (status: unknown) => (status as string[]).filter((_, index) => index % 3 !== 2);
  expect(after.map(pairs)).toEqual(before.map(pairs));
  const everywhere = await broadcastOutcome(network.radio(310068), convoy, { method: 'freq', params: {} });
  expect(everywhere).toEqual(convoy.map(() => [['2480']]));
});

test('a node that the broadcast did not name is cut off, and is seen as such from both sides', async () => {
  const network = await started();
  const [left, named] = [310064, convoy.filter((id) => id !== 310064)];
  await move(network, 310061, named, '2480');
  await network.clock.runUntilIdle();
  expect(await seenBy(network, named, 'routing_tree')).toEqual(named.map((id) => treeOf(id, named)));
  for (const status of (await seenBy(network, named, 'network_status')) as string[][]) {
    expect(status.length).toBeGreaterThan(0);
    expect(status).not.toContain(String(left));
  }
  expect(await seenBy(network, [left], 'routing_tree')).toEqual([[left]]);
  for (const method of ['network_status', 'current_tof'])
    expect(await seenBy(network, [left], method)).toEqual([[]]);
  expect(await seenBy(network, [left], 'streamscape_data')).toMatchObject([
    [{ id: String(left), data: { $freq: '2490' }, adjacencies: [] }],
  ]);
  const ask = async (id: number, method: string, node: number) =>
    (await call(network.radio(id), method, [String(node)])).result;
  for (const method of ['nbr_rssi', 'nbr_mcs', 'nbr_mcs_rx', 'routing_path', 'weakest_link', 'noise_level']) {
    expect([method, await ask(310063, method, left)]).toEqual([method, []]);
    expect([method, await ask(left, method, 310063)]).toEqual([method, []]);
  }
  expect(network.explain(310063, left)).toMatchObject({ link: undefined, reason: { code: 'frequency' } });
  const read = { method: 'nodeid', params: {} };
  expect(await broadcastOutcome(network.radio(310061), [left, 310068], read)).toEqual([
    ['UNAVAILABLE'],
    [['310068']],
  ]);
  expect(await broadcast(network.radio(left), [310061, left], read)).toMatchObject([
    [{ error: { data: { detail: { reason: "node 310061 can't be reached" } } } }],
    [{ result: ['310064'] }],
  ]);
  // The same change on its own page brings it back.
  await move(network, left, [left], '2480');
  await network.clock.runUntilIdle();
  expect(await seenBy(network, convoy, 'routing_tree')).toEqual(convoy.map((id) => treeOf(id, convoy)));
});
