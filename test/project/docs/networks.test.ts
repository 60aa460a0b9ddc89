import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { networkOf, readNetwork } from '../../../src/config/network/parse.js';
import { networkNames } from '../../../src/config/network/samples.js';
import { networkSchema } from '../../../src/config/network/schema/document.js';
import { generateSchema } from '../../../src/config/network/schema/generate.js';
import { linkSchema } from '../../../src/config/network/schema/link.js';
import { motionSchemas } from '../../../src/config/network/schema/motion.js';
import { nodeSchema } from '../../../src/config/network/schema/node.js';
import { workingIn } from '../../support/folder.js';
import { fencesOf, textOf } from '../../support/markdown.js';
import { modelOf } from '../../support/network-model.js';

const text = textOf('docs/networks.md');
const shown = (wanted: string) =>
  fencesOf(text)
    .filter(({ language }) => language === wanted)
    .map((fence) => fence.text);

test('the first network that is shown: the route leads over the relay', () => {
  const network = networkOf(parse(shown('yaml')[0] ?? '') as object);
  const model = modelOf(network);
  expect(network.nodes.map(({ served }) => served)).toEqual([true, false, true]);
  for (const seconds of [0, 60, 120]) {
    model.advanceTo(seconds);
    expect(model.route('310061', '310063')?.nodes).toEqual(['310061', '310062', '310063']);
  }
});

test('the generated network that is shown', () => {
  const network = networkOf(parse(shown('yaml')[1] ?? '') as object);
  expect(network.nodes).toHaveLength(200);
  expect(network.nodes.filter(({ served }) => served === true)).toHaveLength(3);
  expect(network.nodes[0]?.position.latitude).toBeGreaterThan(network.nodes[199]?.position.latitude ?? 0);
  expect(modelOf(network).tree('1001')).toHaveLength(200);
});

test('the CSV file that is shown', () => {
  const nodes = [1, 2].map((nodeid) => ({ nodeid, position: { latitude: 1, longitude: 1 } }));
  workingIn({
    'net.json': JSON.stringify({ nodes, links: [{ from: 1, to: 2, series: 'drive.csv' }] }),
    'drive.csv': shown('csv')[0] ?? '',
  });
  expect(readNetwork('net.json').links[0]?.series).toEqual([
    { seconds: 0, snr: 24, packetLoss: 0 },
    { seconds: 60, snr: 11.5, packetLoss: 0.02 },
    { seconds: 90, packetLoss: 0.5 },
  ]);
});

test('the issues that are shown', () => {
  workingIn({
    'net.yaml': [
      '# A network with four mistakes.',
      'nodes:',
      '  - { nodeid: 5, position: { latitude: 95, longitude: 11 } }',
      '  - { nodeid: 5, position: { latitude: 1, longitude: 1 }, motion: { kind: circel } }',
      'links:',
      '  - { from: 5, to: 9, cut: true }',
    ].join('\n'),
  });
  expect(() => readNetwork('net.yaml')).toThrow(shown('text')[0]?.trimEnd());
});

const membersOf = ({ shape }: { readonly shape: object }) => Object.keys(shape);

test.each([
  ...new Set(
    [networkSchema, nodeSchema, generateSchema, linkSchema, ...Object.values(motionSchemas)].flatMap(
      membersOf,
    ),
  ),
  ...Object.keys(motionSchemas),
  ...networkNames(),
])('%s is described', (name) => {
  expect(text).toMatch(new RegExp(`\`${name.replace('$', '\\$')}[\`:]|\`\\{[^\`]*\\b${name}\\b`));
});
