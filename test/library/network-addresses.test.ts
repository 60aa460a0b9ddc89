import { expect, onTestFinished, test } from 'vitest';
import { type NetworkOptions, createSilvusMock, startNetwork } from '../../src/index.js';

const position = { latitude: 0, longitude: 0 };

/** Three radios: two on hosts of their own, and a neighbour without ports. */
async function networkWith(options: Partial<NetworkOptions> = {}) {
  const network = await startNetwork({
    network: {
      nodes: [
        { nodeid: 310_061, position, served: { host: '127.0.0.61' } },
        { nodeid: 310_062, position, served: { host: '127.0.0.62' } },
        { nodeid: 310_063, position, served: false },
      ],
    },
    ...options,
    clock: 'virtual',
  });
  onTestFinished(async () => {
    await network.close();
  });
  return network;
}

const macs = ['c4:7c:8d:04:bb:2e', 'c4:7c:8d:04:bb:2f'];

test('radios name themselves and others by their management addresses', async () => {
  const { state } = (await networkWith()).radio(310_061);
  expect(state.read('local_address')).toEqual(['172.20.187.45']);
  expect(state.read('read_client_list')).toEqual([
    { ip: '172.20.187.46', mac: macs[0] },
    { ip: '172.20.187.47', mac: macs[1] },
  ]);
});

test('with addresses: served, by the hosts that they are served at; one without ports keeps its own', async () => {
  const network = await networkWith({ addresses: 'served' });
  const { state } = network.radio(310_061);
  expect(state.read('local_address')).toEqual(['127.0.0.61']);
  expect(network.radio(310_063).state.read('local_address')).toEqual(['172.20.187.47']);
  // Wired clients that a test sets come behind the radios.
  state.patch({ read_client_list: ['172.20.0.2 02:00:00:00:00:01'] });
  expect(state.read('read_client_list')).toEqual([
    { ip: '127.0.0.62', mac: macs[0] },
    { ip: '172.20.187.47', mac: macs[1] },
    { ip: '172.20.0.2', mac: '02:00:00:00:00:01' },
  ]);
  // A radio that can't be reached is in no list; a reset changes no address.
  await network.radio(310_062).setMode('offline');
  expect(state.read('read_client_list')).toHaveLength(2);
  await network.radio(310_061).reset();
  expect(state.read('local_address')).toEqual(['127.0.0.61']);
});

test.each([
  ['127.0.0.7', '127.0.0.7'],
  ['localhost', '127.0.0.1'],
  // Nobody connects to all addresses.
  ['0.0.0.0', '172.20.187.45'],
])('a radio that is alone on %s names %s', (host, address) => {
  const mock = createSilvusMock({ host, addresses: 'served' });
  expect(mock.state.read('local_address')).toEqual([address]);
  expect(mock.state.read('read_client_list')).toEqual([]);
});
