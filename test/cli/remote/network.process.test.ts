import { readFileSync, writeFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { startNetwork } from '../../../src/index.js';
import { cliIn } from '../../support/cli.js';
import { noControlVariables } from '../../support/cli-on-control-plane.js';
import { workingIn } from '../../support/folder.js';

/** Runs a command until it ends. */
const silvus = (...args: string[]) => cliIn(noControlVariables, ...args).ended;

async function running() {
  const network = await startNetwork({ network: 'triangle', clock: 'virtual', control: { enabled: true } });
  onTestFinished(async () => {
    await network.close();
  });
  return { network, control: ['--control', network.control?.url ?? ''] };
}

test('explain and map of a running simulator and of its network in a file say the same', async () => {
  const { control } = await running();
  for (const command of [
    ['explain', '310061', '310062'],
    ['map', '--routes-from', '310063'],
  ]) {
    const [live, file] = await Promise.all([
      silvus(...command, ...control),
      silvus(...command, '--network', 'triangle'),
    ]);
    expect(live).toMatchObject({ code: 0, stderr: '' });
    expect(file).toEqual(live);
  }
  const { stdout } = await silvus('explain', '310061', '310062', ...control);
  const [first, head, ...lines] = stdout.trimEnd().split('\n');
  expect(first).toMatch(/^310061 to 310062: SNR 5\.0 dB, MCS \d+, \d+\.\d Mb\/s$/);
  expect(head?.split(/ {2,}/)).toEqual(['LINE', 'VALUE', 'UNIT', 'WHY']);
  expect(lines.map((line) => line.split(/ {2,}/)[0])).toEqual(
    expect.arrayContaining([
      'distance',
      'power',
      'path loss',
      'noise',
      'interference',
      'SNR',
      'MCS',
      'margin',
    ]),
  );
});

test('explain gives the reason why there is no link, and refuses a node that is not there', async () => {
  const { network, control } = await running();
  network.cut(310061, 310062);
  const { code, stdout } = await silvus('explain', '310061', '310062', ...control);
  expect({ code, first: stdout.split('\n')[0] }).toEqual({
    code: 0,
    first: '310061 to 310062: no link: the link from 310061 to 310062 is cut (cut)',
  });
  const json = await silvus('explain', '310061', '310062', '--json', ...control);
  expect(JSON.parse(json.stdout)).toMatchObject({
    link: null,
    reason: { code: 'cut' },
    lines: expect.any(Array) as unknown,
  });
  expect(await silvus('explain', '310061', '9', ...control)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('query: to: 9 is not allowed') as string,
  });
  expect(await silvus('explain', '310061', '9', '--network', 'triangle')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('node: "9" is not allowed') as string,
  });
});

test('map prints the nodes with their routes and the links, the weakest first', async () => {
  const { stdout } = await silvus('map', '--network', 'triangle');
  const [nodes = '', links = ''] = stdout.trimEnd().split('\n\n');
  expect(nodes.split('\n').map((line) => line.split(/ {2,}/)[0])).toEqual([
    'NODE',
    '310061',
    '310062',
    '310063',
  ]);
  expect(nodes.split('\n')[2]).toMatch(
    /^310062 +east +served +48\.137000 +11\.580770 +0 +2 +2\d\.\d +310061 310063 310062$/,
  );
  expect(links.split('\n').map((line) => line.split(/ {2,}/).at(-1))).toEqual([
    'LEVEL',
    'below 10 dB',
    'above 20 dB',
    'above 20 dB',
  ]);
});

test('map --svg draws to a file, and over nothing of others', async () => {
  workingIn({ 'notes.txt': 'mine' });
  const draw = (file: string) => silvus('map', '--network', 'pair', '--svg', file);
  expect(await draw('net.svg')).toEqual({ code: 0, stdout: 'net.svg: 2 nodes, 1 link\n', stderr: '' });
  expect(readFileSync('net.svg', 'utf8')).toMatch(/^<!-- drawn by silvus-mock map -->\n<svg [^]*<\/svg>\n$/);
  const { code, stderr } = await draw('notes.txt');
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining(
      '--svg: "notes.txt" can\'t be written: there is a file that map has not',
    ) as string,
  });
  expect(readFileSync('notes.txt', 'utf8')).toBe('mine');
});

test('wrong files, times and nodes are refused', async () => {
  workingIn({});
  writeFileSync('net.yaml', 'nodes: [{ nodeid: 1 }]');
  for (const [args, code, message] of [
    [['map', '--network', 'net.yaml'], 3, 'net.yaml:1:9: nodes.0.position: is missing'],
    [['map', '--at', '5s'], 2, '--at: is for --network'],
    [['map', '--network', 'pair', '--routes-from', '5'], 2, '--routes-from: "5" is not allowed'],
  ] as const) {
    const ended = await silvus(...args);
    expect(ended.code).toBe(code);
    expect(ended.stderr).toContain(message);
  }
});
