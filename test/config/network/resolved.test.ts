import { expect, test } from 'vitest';
import { networkOf } from '../../../src/config/network/parse.js';
import { defaultRadioKind, radioKindOf } from '../../../src/config/network/radio-kind.js';
import { settingsOf } from '../../../src/config/network/resolved.js';
import { resolve } from '../../../src/config/resolve.js';
import { loadSettings } from '../../../src/config/program-settings.js';
import { physicsDefaults } from '../../../src/network/settings.js';
import { modelOf } from '../../support/network-model.js';

const position = { latitude: 48, longitude: 11 };
const near = { latitude: 48.001, longitude: 11 };

test('the defaults of a node and of a network', () => {
  expect(networkOf({ nodes: [{ nodeid: '310061', position }] })).toEqual({
    seed: 1,
    seconds: 0,
    steering: [],
    traffic: 'constant',
    physics: physicsDefaults,
    settings: {},
    nodes: [
      {
        nodeid: 310_061,
        position: { ...position, altitude: 0 },
        motion: { kind: 'still' },
        antennas: 4,
        gain: 0,
        antennaHeight: 1.5,
        settings: {},
        served: true,
      },
    ],
    links: [],
    interference: [],
  });
});

test('what follows from the surroundings: seed, antennas of the model, height of the physics', () => {
  const { config } = resolve(loadSettings({ model: 'sl5200' }));
  const radio = radioKindOf(config);
  const physics = { propagation: { preset: 'two-ray' as const, antennaHeight: 4 } };
  const network = networkOf({ physics, nodes: [{ nodeid: 1, position }] }, { radio, seed: 9 });
  expect(network.seed).toBe(9);
  expect(network.nodes[0]).toMatchObject({ antennas: config.model.antennas, antennaHeight: 4 });
  expect(network.physics.propagation).toMatchObject({ model: 'two-ray', antennaHeight: 4 });
  expect(networkOf({ seed: 3, nodes: [{ nodeid: 1, position }] }, { seed: 9 }).seed).toBe(3);
});

test('settings are those that the radio of the model takes', () => {
  const radio = radioKindOf(resolve(loadSettings({ model: 's-band' })).config);
  const document = { settings: { freq: 4700 }, nodes: [{ nodeid: 1, position }] };
  expect(() => networkOf(document, { radio })).toThrow('network: settings.freq: "4700": is not allowed');
  expect(networkOf(document, { radio: defaultRadioKind() }).settings).toEqual({ freq: ['4700'] });
});

test('node IDs of firmware 4 have 16 bits', () => {
  const { model, ...others } = defaultRadioKind();
  const identity = { ...model.identity, build_tag: 'streamscape_v4.0.1' };
  const radio = { ...others, model: { ...model, identity } };
  expect(() => networkOf({ nodes: [{ nodeid: 65_536, position }] }, { radio })).toThrow(
    'network: nodes.0.nodeid: 65536: is not allowed for the firmware of the model default; allowed: 1 to 65535',
  );
  expect(() =>
    networkOf({ generate: { nodes: 2, firstNodeid: 65_535, center: position, spacing: 9 } }, { radio }),
  ).toThrow('network: generate.firstNodeid: 65535: leads to IDs that the firmware');
  const served = { address: 'radio' as const };
  const [node] = networkOf({ nodes: [{ nodeid: 65_535, position, served }] }, { radio }).nodes;
  expect(node?.served).toMatchObject({ host: '127.20.255.255' });
});

test("a node's own settings come over those of the network, in the order in which a radio takes them", () => {
  const network = networkOf({
    settings: { freq: 2490, freq_bw: [4700, 20], power_dBm: 20 },
    nodes: [{ nodeid: 1, name: 'one', position, settings: { freq: 2300 } }],
  });
  const [node] = network.nodes;
  const settings = node === undefined ? {} : settingsOf(network, node);
  expect(Object.entries(settings)).toEqual([
    ['freq_bw', ['4700', '20']],
    ['power_dBm', ['20']],
    ['freq', ['2300']],
    ['system_name', ['one']],
  ]);
});

test('links: cuts and overrides of each direction reach the model', () => {
  const network = networkOf({
    nodes: [1, 2, 3, 4].map((nodeid) => ({ nodeid, position: nodeid === 1 ? position : near })),
    links: [
      { from: 1, to: 2, direction: 'reverse', cut: true },
      { from: 1, to: 3, snr: 12 },
      { from: 4, to: 3, direction: 'reverse', snr: 7 },
      { from: 2, to: 3, direction: 'forward', pathLoss: 100, packetLoss: 0.5 },
    ],
  });
  const model = modelOf(network);
  expect(model.link('2', '1')).toBeUndefined();
  expect(model.link('1', '2')).toBeDefined();
  expect([model.link('1', '3')?.snr, model.link('3', '1')?.snr]).toEqual([12, 12]);
  expect(model.link('3', '4')?.snr).toBe(7);
  expect(model.link('4', '3')?.snr).toBeGreaterThan(20);
  expect(model.link('2', '3')).toMatchObject({ pathLoss: 100, packetLoss: 0.5 });
  expect(model.link('3', '2')?.pathLoss).toBeLessThan(80);
});

test('interference reaches the model', () => {
  const source = { id: 'mast', position, frequency: 4700, bandwidth: 20, power: 30 };
  const nodes = [{ nodeid: 1, position: near }];
  const quiet = modelOf(networkOf({ nodes }));
  const loud = modelOf(networkOf({ nodes, interference: [source] }));
  expect(loud.noise('1')).toBeGreaterThan(quiet.noise('1') + 10);
});

test('a network cannot be changed', () => {
  const network = networkOf({ nodes: [{ nodeid: 1, position }] });
  expect(Object.isFrozen(network.nodes[0]?.position)).toBe(true);
});

test.each([
  [{ address: 'radio' as const }, { host: '127.20.187.45', http: 80, maintenance: 50_000 }],
  [
    { address: 'radio' as const, http: 8080 },
    { host: '127.20.187.45', http: 8_080, maintenance: 50_000 },
  ],
  [{}, { host: '127.0.0.1', http: 0, maintenance: 0 }],
  [
    { host: '127.0.0.5', http: 80 },
    { host: '127.0.0.5', http: 80, maintenance: 0 },
  ],
  [false, false],
])('served: %j is %j', (served, resolved) => {
  expect(networkOf({ nodes: [{ nodeid: 310_061, position, served }] }).nodes[0]?.served).toEqual(resolved);
});
