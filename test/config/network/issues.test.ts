import { expect, test } from 'vitest';
import { ConfigurationError } from '../../../src/config/configuration-error.js';
import { networkOf, readNetwork } from '../../../src/config/network/parse.js';
import type { NetworkDocument } from '../../../src/config/network/schema/document.js';
import { folderWith, workingIn } from '../../support/folder.js';

const position = { latitude: 48, longitude: 11 };
const node = (nodeid: unknown, more: object = {}) => ({ nodeid, position, ...more });
const three = [node(1), node(2), node(3)];
const links = (...all: object[]) => ({ nodes: three, links: all });
const moving = (motion: unknown) => ({ nodes: [node(1, { motion })] });
const generated = (more: object) => ({
  generate: { nodes: 4, center: position, spacing: 100, ...more },
});

/** The message for a document that a program gives. */
function said(document: unknown): string {
  try {
    networkOf(document as NetworkDocument);
    return 'taken';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

test.each<[unknown, string]>([
  [5, 'network: 5: is not allowed; allowed: an object'],
  [{}, 'network: nodes: there is no node; allowed: at least one in nodes, or generate'],
  [{ nodes: [] }, 'network: nodes: there is no node'],
  [{ nodes: three, sed: 1 }, 'sed: is unknown; allowed: $schema, seed, '],
  [{ nodes: three, sed: 1 }, 'the nearest is "seed"'],
  [{ nodes: three, traffic: 'much' }, 'traffic: "much": is not allowed; allowed: constant, calls'],
  [{ nodes: three, seed: -1 }, 'seed: -1: is not allowed; allowed: 0 to '],
  [{ nodes: three, seed: 1.5 }, 'seed: 1.5: is not allowed; allowed: a whole number'],
  [{ nodes: [node('x')] }, 'nodes.0.nodeid: "x": is not allowed; allowed: a node ID from 1 to 1048575'],
  [{ nodes: [node(0)] }, 'nodes.0.nodeid: 0: is not allowed'],
  [{ nodes: [node(1_048_576)] }, 'nodes.0.nodeid: 1048576: is not allowed'],
  [{ nodes: [{ position }] }, 'nodes.0.nodeid: is missing; allowed: a node ID'],
  [{ nodes: [node(1), node('1')] }, 'nodes.1.nodeid: 1: is the ID of nodes.0 too; allowed: an ID that no'],
  [{ nodes: [{ nodeid: 1 }] }, 'nodes.0.position: is missing; allowed: an object'],
  [{ nodes: [{ nodeid: 1, position: { latitude: 91, longitude: 0 } }] }, 'allowed: -90 to 90 degrees'],
  [{ nodes: [{ nodeid: 1, position: { latitude: 0, longitude: 181 } }] }, 'allowed: -180 to 180 degrees'],
  [{ nodes: [{ nodeid: 1, position: { ...position, altitude: 1e6 } }] }, 'allowed: -12000 to 100000 m'],
  [{ nodes: [{ nodeid: 1, position: { ...position, altitud: 1 } }] }, 'the nearest is "altitude"'],
  [{ nodes: [node(1, { antennas: 5 })] }, 'nodes.0.antennas: 5: is not allowed; allowed: 1 to 4'],
  [
    { nodes: [node(1, { gain: [1, 2] })] },
    'nodes.0.gain: has 2 numbers; allowed: one number, or one for each',
  ],
  [moving('fast'), 'nodes.0.motion: "fast": is not allowed; allowed: an object'],
  [moving({}), 'nodes.0.motion.kind: is missing; allowed: still, waypoints, circle, random-walk'],
  [moving({ kind: 'circel' }), 'motion.kind: "circel": is not allowed; allowed: still, waypoints, circle, '],
  [moving({ kind: 'circel' }), 'the nearest is "circle"'],
  [
    moving({ kind: 'circle', radius: 1, speed: 1, leg: 1 }),
    'motion.leg: is unknown; allowed: kind, radius, ',
  ],
  [moving({ kind: 'circle', radius: 0, speed: 1 }), 'motion.radius: 0: is not allowed; allowed: 0.01 to '],
  [moving({ kind: 'random-walk' }), 'motion.speed: is missing; allowed: a number'],
  [moving({ kind: 'waypoints', points: [] }), 'motion.points: is not allowed; allowed: at least 1'],
  [
    moving({
      kind: 'waypoints',
      points: [
        { seconds: 5, position },
        { seconds: 5, position },
      ],
    }),
    'nodes.0.motion.points.1.seconds: 5: is not allowed; allowed: later than the point before (5)',
  ],
  [{ nodes: three, settings: { frequ: 2490 } }, 'settings.frequ: is no method of the radio'],
  [{ nodes: three, settings: { frequ: 2490 } }, 'the nearest is "freq"'],
  [{ nodes: three, settings: { model: 'x' } }, 'settings.model: is no setting of the radio'],
  [
    { nodes: three, settings: { power_dBm: 40 } },
    'settings.power_dBm: "40": is not allowed; allowed: 0 to 39',
  ],
  [{ nodes: three, settings: { freq_bw: 2490 } }, 'settings.freq_bw: '],
  [{ nodes: three, settings: { freq: true } }, 'settings.freq: true: is not allowed; allowed: a text, a n'],
  [
    { nodes: [node(1, { settings: { bw: 3 } })] },
    'nodes.0.settings.bw: "3": is not allowed; allowed: 1.25, ',
  ],
  [{ nodes: [node(1, { name: '' })] }, 'nodes.0.name: "": is not allowed; allowed: 1 to 64 characters'],
  [
    { nodes: [node(1, { name: 'a', settings: { system_name: 'b' } })] },
    'nodes.0.name: "a": is system_name, which settings has too',
  ],
  [
    { nodes: [node(1, { served: { http: 8080 } }), node(2, { served: { host: 'localhost', http: 8080 } })] },
    'nodes.1.served.http: 8080: is nodes.0.served.http too, on localhost; allowed: another port or host, or 0',
  ],
  [
    { nodes: [node(1, { served: { http: 8080 } }), node(2, { served: { host: '0.0.0.0', http: 8080 } })] },
    'nodes.1.served.http: 8080: is nodes.0.served.http too',
  ],
  [
    { nodes: [node(1, { served: { host: '::', http: 8080 } }), node(2, { served: { http: 8080 } })] },
    'nodes.1.served.http: 8080: is nodes.0.served.http too',
  ],
  [
    { nodes: [node(1, { served: { http: 8080, maintenance: 8080 } })] },
    'nodes.0.served.maintenance: 8080: is nodes.0.served.http too',
  ],
  [
    {
      nodes: [
        node(1, { served: { address: 'radio' } }),
        node(2, { served: { host: '127.16.0.1', http: 80 } }),
      ],
    },
    'nodes.1.served.http: 80: is nodes.0.served.http too, on 127.16.0.1',
  ],
  [{ nodes: [node(1, { served: { http: 65_536 } })] }, 'nodes.0.served.http: 65536: is not allowed'],
  [{ nodes: [node(1, { served: { hots: 'x' } })] }, 'the nearest is "host"'],
  [{ nodes: [node(1, { served: { address: 'mine' } })] }, 'nodes.0.served.address: "mine": is not allowed'],
  [
    { nodes: [node(1, { served: { address: 'radio', host: 'x' } })] },
    'nodes.0.served.host: "x": is not allowed',
  ],
  [
    { nodes: [node(1, { served: 'yes' })] },
    'nodes.0.served: "yes": is not allowed; allowed: true, false, or',
  ],
  [links({ from: 1, to: 9, cut: true }), 'links.0.to: 9: there is no such node; allowed: 1, 2, 3'],
  [links({ from: 9, to: 8, cut: true }), 'links.0.from: 9: there is no such node'],
  [
    links({ from: 1, to: 1, cut: true }),
    'links.0.to: 1: is the node itself; allowed: another node than from',
  ],
  [links({ from: 1, to: 2 }), 'links.0: changes nothing; allowed: cut, snr, pathLoss, packetLoss, series'],
  [links({ from: 1, to: 2, direction: 'back', cut: true }), 'allowed: both, forward, reverse'],
  [links({ from: 1, to: 2, snr: 5, pathLoss: 90 }), 'links.0.pathLoss: 90: is not allowed beside snr'],
  [links({ from: 1, to: 2, packetLoss: 1.5 }), 'links.0.packetLoss: 1.5: is not allowed; allowed: 0 to 1'],
  [
    links({ from: 1, to: 2, snr: 5, series: [{ seconds: 0, snr: 1 }] }),
    'links.0.series: is not allowed beside',
  ],
  [links({ from: 1, to: 2, series: [] }), 'links.0.series: is not allowed; allowed: at least 1'],
  [
    links({ from: 1, to: 2, series: [{ seconds: 3 }, { seconds: 2 }] }),
    'links.0.series.1.seconds: 2: is not allowed; allowed: later than the row before',
  ],
  [
    links({ from: 1, to: 2, snr: 5 }, { from: 1, to: 2, snr: 6 }),
    'links.1: 1 to 2 and 2 to 1: is in links.0 too',
  ],
  [
    links({ from: 1, to: 2, snr: 5 }, { from: 2, to: 1, direction: 'forward', cut: true }),
    'links.1: 2 to 1: is in links.0 too; allowed: one link for each direction',
  ],
  [
    links({ from: 1, to: 2, direction: 'reverse', snr: 5 }, { from: 2, to: 1, direction: 'forward', snr: 5 }),
    'links.1: 2 to 1: is in links.0 too',
  ],
  [{ nodes: three, interference: [{ id: 'a' }] }, 'interference.0.position: is missing'],
  [
    {
      nodes: three,
      interference: ['a', 'a'].map((id) => ({ id, position, frequency: 2490, bandwidth: 20, power: 30 })),
    },
    'interference.1.id: "a": is the id of interference.0 too',
  ],
  [{ nodes: three, physics: { tick: 0 } }, 'physics.tick: 0: is not allowed; allowed: 0.01 to 3600 s'],
  [{ nodes: three, physics: { propagation: { preset: 'urbn' } } }, 'the nearest is "urban"'],
  [
    { nodes: three, physics: { mcs: { rates: [1, 2] } } },
    'physics.mcs.rates: is not allowed; allowed: 8 numbers',
  ],
  [
    { nodes: three, physics: { noisefigure: 3 } },
    'physics.noisefigure: is unknown; allowed: tick, propagation, ',
  ],
  [generated({ nodes: 0 }), 'generate.nodes: 0: is not allowed; allowed: 1 to 10000 nodes'],
  [generated({ nodes: 10_001 }), 'generate.nodes: 10001: is not allowed'],
  [generated({ spacing: undefined }), 'generate.spacing: is missing; allowed: spacing, or area, m'],
  [generated({ area: 500 }), 'generate.area: 500: is not allowed beside spacing'],
  [generated({ altitude: [120, 80] }), 'generate.altitude: is not allowed; allowed: the lowest first'],
  [
    generated({ motion: { kind: 'waypoints' } }),
    'generate.motion.kind: "waypoints": is not allowed; allowed: still',
  ],
  [generated({ firstNodeid: 1_048_575 }), 'generate.firstNodeid: 1048575: leads to IDs up to 1048578'],
  [
    generated({ spacing: 1_000_000, nodes: 10_000 }),
    'generate.spacing: 1000000: leads to a square of 100000000 m',
  ],
  [generated({ served: { http: 8080 } }), 'generate.served.http: 8080: is generate.served.http too'],
  [
    { nodes: [node(1_003)], ...generated({}) },
    'generate.firstNodeid: 1001: the IDs 1001 to 1004 contain that of nodes.0; allowed: IDs that no other node has',
  ],
])('%j is refused: %s', (document, message) => {
  expect(said(document)).toContain(message);
});

test('a secret in a setting is not shown', () => {
  const enc_key = 'not allowed: a key with blanks';
  expect(said({ nodes: [node(1, { settings: { enc_key } })] })).toContain('nodes.0.settings.enc_key');
  expect(said({ nodes: [node(1, { settings: { enc_key } })] })).not.toContain(enc_key);
});

const wrong = `
sed: 7
settings: { freq: 100 }
nodes:
  - { nodeid: 5, position: { latitude: 95, longitude: 11 } }
  - { nodeid: 5, position: { latitude: 48, longitude: 11 }, served: { http: 8080 } }
  - { nodeid: 6, position: { latitude: 48, longitude: 11 }, served: { http: 8080 } }
  - { nodeid: x, position: { latitude: 48, longitude: 11 } }
links:
  - { from: 5, to: 99, cut: true }
  - { from: 5, to: 6, snr: 10 }
  - { from: 6, to: 5, cut: true }
`;

const wrongLines = [
  'net.yaml:2:1: sed: is unknown; allowed: $schema, seed, seconds, traffic, physics, settings, nodes, generate, links, interference, steering, now; the nearest is "seed"',
  'net.yaml:3:13: settings.freq: "100": is not allowed; allowed: 2200:1:2500, 4400:1:5000 MHz (start:step:end), in steps of 0.1 MHz',
  'net.yaml:5:30: nodes.0.position.latitude: 95: is not allowed; allowed: -90 to 90 degrees',
  'net.yaml:6:7: nodes.1.nodeid: 5: is the ID of nodes.0 too; allowed: an ID that no other node has',
  'net.yaml:7:71: nodes.2.served.http: 8080: is nodes.1.served.http too, on 127.0.0.1; allowed: another port or host, or 0 (any free port)',
  'net.yaml:8:7: nodes.3.nodeid: "x": is not allowed; allowed: a node ID from 1 to 1048575',
  'net.yaml:10:16: links.0.to: 99: there is no such node; allowed: 5, 6',
  'net.yaml:12:5: links.2: 6 to 5 and 5 to 6: is in links.1 too; allowed: one link for each direction',
];

test('a file: every issue at once, in the order of lines, those between its parts too', () => {
  workingIn({ 'net.yaml': wrong });
  expect(() => readNetwork('net.yaml')).toThrow(ConfigurationError);
  try {
    readNetwork('net.yaml');
  } catch (error) {
    expect(error).toMatchObject({ code: 'CONFIG_INVALID' });
    expect(error instanceof Error ? error.message.split('\n') : error).toEqual(wrongLines);
    expect(error instanceof ConfigurationError ? error.issues[2] : error).toMatchObject({
      file: 'net.yaml',
      line: 5,
      column: 30,
      key: 'nodes.0.position.latitude',
    });
  }
});

test('the same in JSON has its places too', () => {
  const text =
    '{\n  "nodes": [\n    { "nodeid": 5, "nodeid": 6, "position": { "latitude": 95, "longitude": 1 } }\n  ],\n  "links": [{ "from": 6, "to": 8, "cut": true }]\n}';
  workingIn({ 'net.json': text });
  expect(() => readNetwork('net.json')).toThrow(
    [
      'net.json:3:20: nodeid: is there twice; allowed: once',
      'net.json:3:47: nodes.0.position.latitude: 95: is not allowed; allowed: -90 to 90 degrees',
      'net.json:5:26: links.0.to: 8: there is no such node; allowed: 6',
    ].join('\n'),
  );
});

test.each([
  ['nothing.yaml', undefined, "can't be read: there is no such file (ENOENT)"],
  ['net.yaml', '', 'is empty'],
  ['net.yaml', '- 1', 'holds no network'],
  ['net.json', '[1]', 'holds no network'],
  ['net.yaml', 'nodes: [', 'net.yaml:1:9: '],
  ['net.json', '{"nodes": [}', 'net.json:1:'],
  ['net.yaml', 'nodes: &a [ *a ]', 'there is no such anchor'],
  ['net.yaml', 'nodes: []\nnodes: []', 'nodes: is there twice'],
  ['net.json', `{"nodes": ${'['.repeat(100)}${']'.repeat(100)}}`, 'net.json:1:74: is nested too deep'],
])('the file %s with %j is refused: %s', (name, content, message) => {
  const folder = folderWith(content === undefined ? {} : { [name]: content });
  expect(() => readNetwork(`${folder}/${name}`)).toThrow(message);
});

test('very many issues are counted', () => {
  const nodes = Array.from({ length: 500 }, () => node(7));
  expect(said({ nodes })).toMatch(/; and 479 more$/);
  const folder = folderWith({ 'net.json': JSON.stringify({ nodes }) });
  expect(() => readNetwork(`${folder}/net.json`)).toThrow(/\n…: and 399 more$/);
});
