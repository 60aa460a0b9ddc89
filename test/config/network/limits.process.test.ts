import { writeFileSync } from 'node:fs';
import { cpuUsage } from 'node:process';
import { expect, test } from 'vitest';
import { networkOf, readNetwork } from '../../../src/config/network/parse.js';
import { folderWith } from '../../support/folder.js';

const position = { latitude: 48, longitude: 11 };
const center = position;
const nodesOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ nodeid: index + 1, position }));

test('10,000 nodes, written and generated together', () => {
  const generate = { nodes: 9_000, center, spacing: 50, firstNodeid: 20_000 };
  expect(networkOf({ nodes: nodesOf(1_000), generate }).nodes).toHaveLength(10_000);
  expect(() => networkOf({ nodes: nodesOf(1_001), generate })).toThrow(
    'network: generate.nodes: 9000: there would be 10001 nodes; allowed: at most 10000 together with those of nodes',
  );
  expect(() => networkOf({ nodes: nodesOf(10_001) })).toThrow(
    'network: nodes: is not allowed; allowed: at most 10000',
  );
});

test('10,000 nodes as a JSON file are a file that is read again', () => {
  const network = networkOf({
    generate: { nodes: 10_000, center, spacing: 50, served: { address: 'radio' } },
  });
  const file = `${folderWith()}/network.json`;
  writeFileSync(file, JSON.stringify(network));
  expect(readNetwork(file)).toEqual(network);
});

test('200,000 rows of all series together, those of a file for each link that names it', () => {
  const rows = (count: number) =>
    `seconds,snr\n${Array.from({ length: count }, (_, index) => `${index},9`).join('\n')}`;
  const nodes = nodesOf(3);
  const folder = folderWith({ 'half.csv': rows(100_000), 'one.csv': rows(1) });
  const series = (...names: string[]) =>
    names.map((name, index) => ({ from: index + 1, to: ((index + 1) % 3) + 1, series: name }));
  writeFileSync(`${folder}/a.json`, JSON.stringify({ nodes, links: series('half.csv', 'half.csv') }));
  writeFileSync(
    `${folder}/b.json`,
    JSON.stringify({ nodes, links: series('half.csv', 'half.csv', 'one.csv') }),
  );
  expect(readNetwork(`${folder}/a.json`).links[1]?.series).toHaveLength(100_000);
  expect(() => readNetwork(`${folder}/b.json`)).toThrow(
    'links.2.series: there are more rows in all series together; allowed: at most 200000',
  );
});

test('a CSV file of 4 MiB', () => {
  const csv = (bytes: number) => 'seconds,snr\n0,9\n'.padEnd(bytes, '\n');
  const document = JSON.stringify({ nodes: nodesOf(2), links: [{ from: 1, to: 2, series: 'a.csv' }] });
  const folder = folderWith({ 'net.json': document, 'a.csv': csv(4_194_304) });
  expect(readNetwork(`${folder}/net.json`).links[0]?.series).toHaveLength(1);
  writeFileSync(`${folder}/a.csv`, csv(4_194_305));
  expect(() => readNetwork(`${folder}/net.json`)).toThrow(
    'a.csv: has 4194305 bytes; at most 4194304 are allowed',
  );
});

test('100,000 points of all motions together', () => {
  const moving = (count: number) => ({
    kind: 'waypoints' as const,
    points: Array.from({ length: count }, (_, seconds) => ({ seconds, position })),
  });
  const nodes = (...counts: number[]) =>
    counts.map((count, index) => ({ nodeid: index + 1, position, motion: moving(count) }));
  expect(networkOf({ nodes: nodes(60_000, 40_000) }).nodes).toHaveLength(2);
  expect(() => networkOf({ nodes: nodes(60_000, 40_001) })).toThrow(
    'network: nodes.1.motion.points: there are more points in all motions together; allowed: at most 100000',
  );
});

test('a file of 64 MiB in JSON, of 1 MiB in YAML', () => {
  const json = (bytes: number) =>
    `{"nodes":[{"nodeid":1,"position":{"latitude":1,"longitude":1}}]}`.padEnd(bytes);
  const yaml = (bytes: number) =>
    `nodes: [{ nodeid: 1, position: { latitude: 1, longitude: 1 } }]`.padEnd(bytes);
  const folder = folderWith({ 'a.json': json(67_108_864), 'b.json': json(67_108_865) });
  expect(readNetwork(`${folder}/a.json`).nodes).toHaveLength(1);
  expect(() => readNetwork(`${folder}/b.json`)).toThrow('has 67108865 bytes; at most 67108864 are allowed');
  writeFileSync(`${folder}/a.yaml`, yaml(1_048_576));
  writeFileSync(`${folder}/b.yaml`, yaml(1_048_577));
  expect(readNetwork(`${folder}/a.yaml`).nodes).toHaveLength(1);
  expect(() => readNetwork(`${folder}/b.yaml`)).toThrow(
    'is too long: it has 1048577 characters; at most 1048576 are allowed in YAML',
  );
});

test('a file in JSON that ends too early is reported as such', () => {
  const folder = folderWith({ 'a.json': `{"nodes": [${' '.repeat(1_048_576)}` });
  expect(() => readNetwork(`${folder}/a.json`)).toThrow('is no JSON, and too long to be read as YAML');
});

test('100,000 links', () => {
  const nodes = nodesOf(10_000);
  const links = Array.from({ length: 100_000 }, (_, index) => ({
    from: (index % 10_000) + 1,
    to: ((index + 1 + Math.floor(index / 10_000)) % 10_000) + 1,
    direction: 'forward' as const,
    cut: true,
  }));
  expect(networkOf({ nodes, links }).links).toHaveLength(100_000);
  const more = [...links, { from: 1, to: 9_000, cut: true }];
  expect(more).toHaveLength(100_001);
  expect(() => networkOf({ nodes, links: more })).toThrow(
    'network: links: is not allowed; allowed: at most 100000',
  );
});

test('100,000 lines of steering', () => {
  const lines = (count: number) =>
    Array.from({ length: count }, (_, seconds) => ({ seconds, do: 'cut' as const, from: 1, to: 2 }));
  const nodes = nodesOf(2);
  expect(networkOf({ nodes, steering: lines(100_000) }).steering).toHaveLength(100_000);
  expect(() => networkOf({ nodes, steering: lines(100_001) })).toThrow(
    'network: steering: is not allowed; allowed: at most 100000',
  );
});

test('1,000 sources of interference', () => {
  const sources = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      id: `source ${index}`,
      position,
      frequency: 2_490,
      bandwidth: 20,
      power: 10,
    }));
  const nodes = nodesOf(1);
  expect(networkOf({ nodes, interference: sources(1_000) }).interference).toHaveLength(1_000);
  expect(() => networkOf({ nodes, interference: sources(1_001) })).toThrow(
    'network: interference: is not allowed; allowed: at most 1000',
  );
});

test('10,000 wrong nodes are reported in bounded time, the first of them with their places', () => {
  const nodes = Array.from({ length: 10_000 }, () => ({ nodeid: 7, position, name: '' }));
  const file = `${folderWith()}/network.json`;
  writeFileSync(file, JSON.stringify({ nodes }, undefined, 1));
  const before = cpuUsage();
  expect(() => readNetwork(file)).toThrow(/^\S+network\.json:9:4: nodes\.0\.name: [^]*\n…: and 19899 more$/);
  const { user, system } = cpuUsage(before);
  // With a search from the beginning of the text for each issue it would be minutes.
  expect((user + system) / 1e6).toBeLessThan(20);
});
