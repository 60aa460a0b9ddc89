import { api, sure } from '../api/client.js';
import { attempt } from '../shell/notices.js';
import type { NetworkStore } from './network-store.js';
import type { Position } from './projection.js';

/** Puts a node at a position, where it stays: what moved it by itself ends. Resolves to whether it was done. */
export async function moveNode(store: NetworkStore, nodeid: number, position: Position): Promise<boolean> {
  const name = store.model.nameOf(nodeid);
  return attempt(async () => {
    const body = { do: 'move', node: nodeid, position } as const;
    await sure(api.POST('/network/steering', { body }));
    store.model.move(nodeid, position);
    store.touch();
  }, `${name} was moved. It stays there.`);
}

/** Cuts or joins what one node hears of another. Resolves to whether it was done. */
export async function setCut(
  store: NetworkStore,
  [from, to]: readonly [number, number],
  isCut: boolean,
): Promise<boolean> {
  const [sender, receiver] = [store.model.nameOf(from), store.model.nameOf(to)];
  const body = { do: isCut ? 'cut' : 'join', from, to, direction: 'forward' } as const;
  const done = isCut
    ? `${receiver} does not hear ${sender} any more: cut.`
    : `${sender} to ${receiver} is joined.`;
  return attempt(async () => {
    await sure(api.POST('/network/steering', { body }));
    // Links are sampled every few seconds in a large network.
    const { link } = await sure(api.GET('/network/explain', { params: { query: { from, to } } }));
    store.model.steer([from, to], { isCut, snr: link?.snr ?? null, mcs: link?.mcs ?? null });
    store.touch();
  }, done);
}
