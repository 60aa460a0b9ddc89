import { join } from 'node:path';
import { expect, test } from 'vitest';
import { broadcastOutcome } from '../../support/broadcast-network.js';
import { cli, controlPortOf, stackTrace, started } from '../../support/cli.js';
import { folderWith } from '../../support/folder.js';
import { outcome } from '../../support/json-rpc-client.js';

/** A file with this scenario. */
const fileWith = (text: string) => join(folderWith({ 'drill.yaml': text }), 'drill.yaml');

test('start --scenario plays it from the start', async () => {
  const run = await started(
    '--scenario',
    fileWith('steps: [{ set: { freq: 2220 } }, { after: 1h, mode: offline }]'),
  );
  expect(await outcome(run, 'freq')).toEqual(['2220']);
});

test.each([
  ['a key that is none', 'steps:\n  - blakout: 5s\n', /drill\.yaml:2:5: steps\.0\.blakout/],
  ['a value that the radio refuses', 'steps:\n  - set: { freq: 1 }\n', /steps\.0: .*freq.*"1"/],
  ['no steps', 'name: nothing\n', /drill\.yaml: steps: is missing/],
])('start and config check refuse a scenario with %s, and nothing listens', async (_, text, words) => {
  const file = fileWith(text);
  for (const command of [
    ['start', '--http-port', '0', '--maintenance-port', '0'],
    ['config', 'check'],
  ]) {
    const { code, stdout, stderr } = await cli(...command, '--scenario', file).ended;
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(stackTrace);
  }
});

const far = '{ latitude: 0, longitude: 0 }';

test.each([
  [
    'moves a neighbour out of reach',
    `- steer: { do: move, node: 310063, position: ${far} }`,
    [310_062, 310_061],
  ],
  [
    'cuts links',
    '- steer: { do: cut, from: 310061, to: 310062 }\n  - steer: { do: cut, from: 310063, to: 310062 }',
    [310_063, 310_061],
  ],
  ['tunes a neighbour', '- { node: 310062, set: { freq: 2490 } }', [310_063, 310_061]],
  ['takes one off the air', '- { node: 310063, mode: offline }', [310_062, 310_061]],
  ['names its own radio', '- { node: 310061, set: { nw_name: other } }', [310_061]],
  [
    'does so again and again',
    '- repeat: { times: 2, every: 1h, steps: [{ node: 310062, blackout: 1h }] }',
    [310_063, 310_061],
  ],
])('a scenario of a plain start %s', async (_, steps, tree) => {
  const run = await started('--scenario', fileWith(`steps:\n  ${steps}\n`));
  expect(await outcome(run, 'routing_tree')).toEqual(tree);
});

test('faults of a neighbour that has no ports act on what is broadcast to it', async () => {
  const run = await started(
    '--scenario',
    fileWith('steps: [{ node: 310063, fault: { kind: busy, match: { method: bw } } }]'),
  );
  expect(await broadcastOutcome(run, [310_062, 310_063], { method: 'bw' })).toEqual([[['20']], ['BUSY']]);
});

test('steps about neighbours come at their time, and a scenario that is run later has them too', async () => {
  const run = await started(
    ...['--control-port', '0', '--clock', 'virtual', '--scenario'],
    fileWith(`steps: [{ after: 10s, steer: { do: move, node: 310063, position: ${far} } }]`),
  );
  const control = ['--control', `http://127.0.0.1:${controlPortOf(run.stdout())}`];
  expect(await outcome(run, 'routing_tree')).toEqual([310_062, 310_063, 310_061]);
  expect((await cli('clock', 'advance', '10s', ...control).ended).code).toBe(0);
  expect(await outcome(run, 'routing_tree')).toEqual([310_062, 310_061]);
  const later = fileWith('steps: [{ node: 310062, mode: offline }]');
  expect(await cli('scenario', 'run', later, ...control).ended).toMatchObject({ code: 0 });
  expect(await outcome(run, 'routing_tree')).toEqual([310_061]);
});

test('one that is run later steers a radio whose start had none', async () => {
  const run = await started('--control-port', '0');
  expect(await outcome(run, 'routing_tree')).toEqual([310_062, 310_063, 310_061]);
  const control = ['--control', `http://127.0.0.1:${controlPortOf(run.stdout())}`];
  const later = fileWith(`steps: [{ steer: { do: move, node: 310062, position: ${far} } }]`);
  expect(await cli('scenario', 'run', later, ...control).ended).toMatchObject({ code: 0 });
  expect(await outcome(run, 'routing_tree')).toEqual([310_063, 310_061]);
});

const stray = 'steps:\n  - note: begin\n  - node: 310064\n    set: { freq: 2490 }\n';
const strayCut = 'steps:\n  - steer: { do: cut, from: 310061, to: 7 }\n  - { node: 9, mode: offline }\n';

test.each([
  [
    'a node that there is not',
    [],
    stray,
    [
      /drill\.yaml:3:5: steps\.1\.node: 310064: there is no such node; allowed: the ID of a node of the network/,
    ],
  ],
  [
    'nodes in several steps',
    [],
    strayCut,
    [/drill\.yaml:2:\d+: steps\.0\.steer\.to: 7/, /drill\.yaml:3:\d+: steps\.1\.node: 9/],
  ],
  [
    'a neighbour, where there is none',
    ['--alone'],
    'steps:\n  - node: 310062\n    mode: offline\n',
    [/drill\.yaml:2:5: steps\.0\.node: 310062: there is no such node/],
  ],
  [
    'a network, where there is none',
    ['--alone'],
    'steps:\n  - steer: { do: cut, from: 310061, to: 310062 }\n',
    [/drill\.yaml:2:5: steps\.0\.steer: the radio is in no network/],
  ],
])('a scenario about %s is refused before anything listens', async (_, flags, text, words) => {
  const { code, stdout, stderr } = await cli('start', '--port', '0', ...flags, '--scenario', fileWith(text))
    .ended;
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  for (const each of words) expect(stderr).toMatch(each);
  expect(stderr).not.toMatch(stackTrace);
});
