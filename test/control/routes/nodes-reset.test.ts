import { expect, onTestFinished, test } from 'vitest';
import { type NetworkDocument, startNetwork } from '../../../src/index.js';
import { controlledInVirtualTime, httpCall } from '../../support/control-plane-client.js';

const at = (metres: number) => ({ latitude: 0, longitude: metres / 111_320 });

const nodes: NonNullable<NetworkDocument['nodes']> = [
  { nodeid: 1001, position: at(0) },
  { nodeid: 1002, position: at(800), motion: { kind: 'circle', radius: 50, speed: 5 } },
  { nodeid: 1003, position: at(1_600), served: false },
];

const chain: NetworkDocument = {
  settings: { freq: 2490, max_link_distance: 1000 },
  nodes,
  links: [
    { from: 1001, to: 1002, snr: 12 },
    { from: 1001, to: 1003, cut: true },
  ],
  interference: [{ id: 'mast', position: at(3_000), frequency: 2490, bandwidth: 20, power: 0 }],
  steering: [{ seconds: 50, do: 'cut', from: 1002, to: 1003 }],
};

async function controlled(network: NetworkDocument, more: object = {}) {
  const started = await startNetwork({ network, clock: 'virtual', control: { enabled: true }, ...more });
  onTestFinished(async () => {
    await started.close();
  });
  const ask = async (method: string, path: string, body?: unknown) => {
    const reply = await httpCall(
      started.control?.port ?? 0,
      method,
      path,
      body === undefined ? {} : { body },
    );
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`);
    return reply.body;
  };
  return { network: started, ask };
}

test('all radios and the network are as at their start, and its steering begins anew', async () => {
  const { network, ask } = await controlled(chain);
  const before = await ask('GET', '/network');
  await network.clock.advance('60s');
  const inTime = await ask('GET', '/network');
  expect(inTime).not.toEqual(before);
  await ask('POST', '/network/steering', [
    { do: 'move', node: 1001, position: at(100) },
    { do: 'cut', from: 1001, to: 1002 },
    { do: 'join', from: 1001, to: 1003 },
    { do: 'remove-interference', id: 'mast' },
    {
      do: 'set-interference',
      source: { id: 'jam', position: at(1), frequency: 2490, bandwidth: 20, power: 30 },
    },
  ]);
  await ask('PATCH', '/nodes/1001/state', { freq: '2450' });
  await ask('PUT', '/nodes/1003/mode', { mode: 'offline' });
  await ask('POST', '/nodes/1002/faults', { kind: 'busy' });
  expect(await ask('POST', '/nodes/reset')).toEqual({ ok: true });
  expect(await ask('GET', '/network')).toEqual(before);
  expect(await ask('GET', '/nodes/1002/faults')).toEqual([]);
  expect(await ask('GET', '/nodes/1003/mode')).toEqual({ mode: 'normal' });
  await network.clock.advance('60s');
  expect(await ask('GET', '/network')).toEqual(inTime);
});

test('radios that were added stay where they came, and those that were removed do not come back', async () => {
  const { network, ask } = await controlled({ nodes, links: [{ from: 1001, to: 1003, cut: true }] });
  await ask('POST', '/nodes', { nodeid: 1009, network: { position: at(400) } });
  await ask('DELETE', '/nodes/1003');
  await network.clock.advance('10s');
  await ask('POST', '/network/steering', { do: 'move', node: 1009, position: at(500) });
  await network.reset();
  const { nodes: found } = (await ask('GET', '/network')) as {
    nodes: { nodeid: number; position: object }[];
  };
  const steering = (await ask('GET', '/network/steering')) as { do: string; seconds: number }[];
  expect(found.map(({ nodeid }) => nodeid)).toEqual([1001, 1002, 1009]);
  expect(found[2]?.position).toMatchObject(at(400));
  const log = steering.map((line) => `${line.do} at ${line.seconds}`);
  expect(log).toEqual(['remove at 0', 'add at 0']);
});

test('a scenario of the start runs again, on a network as it was', async () => {
  const scenario = {
    steps: [{ steer: { do: 'cut', from: 1001, to: 1002 } }, { node: 1002, mode: 'offline' }],
  };
  const { ask } = await controlled({ nodes }, { scenario });
  await ask('POST', '/network/steering', { do: 'join', from: 1001, to: 1002 });
  await ask('PUT', '/nodes/1002/mode', { mode: 'normal' });
  await ask('POST', '/nodes/reset');
  expect(await ask('GET', '/nodes/1001/scenario')).toMatchObject({ state: 'ended' });
  expect(await ask('GET', '/nodes/1001/scenario')).not.toHaveProperty('idle');
  expect(await ask('GET', '/nodes/1002/mode')).toEqual({ mode: 'offline' });
});

test('a radio that is alone is reset too', async () => {
  const radio = await controlledInVirtualTime();
  await radio.take('PATCH', '/state', { freq: '2220' });
  expect(await radio.take('POST', '/nodes/reset')).toEqual({ ok: true });
  expect(await radio.get('/state/freq')).toEqual({ value: ['4700'] });
});
