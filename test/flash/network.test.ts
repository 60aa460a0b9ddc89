import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadSettings } from '../../src/config/program-settings.js';
import { networkOf } from '../../src/config/network/parse.js';
import { radioKindOf } from '../../src/config/network/radio-kind.js';
import { resolve } from '../../src/config/resolve.js';
import type { Disk } from '../../src/files/disk.js';
import {
  type NetworkDocument,
  type NetworkOptions,
  type RadioNetwork,
  startNetwork,
} from '../../src/index.js';
import { networkFrom } from '../../src/library/create-network.js';
import { clockOf } from '../../src/simulator/clock-of.js';
import { radioWithControlPlane } from '../support/control-plane-client.js';
import { folderWith } from '../support/folder.js';
import { type Listening, maintain, outcome } from '../support/json-rpc-client.js';
import { MemoryDisk, type Step } from '../support/memory-disk.js';
import { keptLog, lifeIn, saveDistance } from '../support/state-folder.js';

const node = (nodeid: number, more = {}) => ({
  nodeid,
  position: { latitude: (nodeid - 1_001) / 400, longitude: 0 },
  ...more,
});

/** Two radios that hear each other, and a neighbour without ports. */
const three: NetworkDocument = {
  settings: { freq: 2490, max_link_distance: 5000 },
  nodes: [node(1001), node(1002), node(1003, { served: false })],
};

/** Starts a network that keeps its flash there; it is closed with the test. */
async function networkIn(
  stateDir: string,
  network: NetworkOptions['network'] = three,
  options: Partial<NetworkOptions> = {},
): Promise<RadioNetwork> {
  const started = await startNetwork({ clock: 'virtual', ...options, network, stateDir });
  onTestFinished(async () => {
    await started.close();
  });
  return started;
}

/** As {@link networkIn}, on a disk of the test's; nothing is opened yet. */
function networkOn(disk: Disk, document: NetworkDocument): RadioNetwork {
  const settings = { stateDir: '/state', clock: 'virtual' } as const;
  const loaded = loadSettings(settings);
  const configuration = resolve(loaded);
  const radio = radioKindOf(configuration.config);
  const parts = { configuration, settings, clock: clockOf(loaded.config), disk };
  const network = networkFrom(parts, networkOf(document, { radio }), radio);
  onTestFinished(async () => {
    await network.close({ graceMs: 50 });
  });
  return network;
}

const fileIn = (folder: string, nodeid: number) => join(folder, `${nodeid}.json`);

const save = (network: RadioNetwork, nodeid: number, method: string) =>
  outcome(network.radio(nodeid), 'setenvlinsingle', [method]);

/** Gives one radio another channel, and saves it. */
async function saveChannel(network: RadioNetwork, nodeid: number, freq: string): Promise<void> {
  network.radio(nodeid).state.patch({ freq });
  expect(await save(network, nodeid, 'freq_bw')).toEqual(['']);
}

const inUse = (folder: string) => ({
  code: 'STATE_DIR_IN_USE',
  message: expect.stringContaining(`"${folder}"`) as unknown,
});

test('each radio with ports has a file of its own, and the links follow the settings that were loaded', async () => {
  const folder = folderWith();
  const first = await networkIn(folder);
  expect(readdirSync(folder).filter((name) => name.endsWith('.json'))).toEqual([]);
  expect(first.route(1001, 1002)).toEqual([1001, 1002]);
  await saveChannel(first, 1002, '2400');
  expect(await saveDistance(first.radio(1001), 4_000)).toEqual(['']);
  await first.close();
  expect(readdirSync(folder).sort()).toEqual(['1001.json', '1002.json']);
  const second = await networkIn(folder);
  expect(await outcome(second.radio(1002), 'freq')).toEqual(['2400']);
  expect(await outcome(second.radio(1001), 'freq')).toEqual(['2490']);
  expect(await outcome(second.radio(1001), 'max_link_distance')).toEqual(['4000']);
  expect(second.route(1001, 1002)).toBeUndefined();
  expect(second.route(1001, 1003)).toEqual([1001, 1003]);
  expect(second.explain(1001, 1002).reason?.text).toContain('2400');
});

test('a neighbour without ports keeps its flash in memory only', async () => {
  const folder = folderWith();
  const network = await networkIn(folder, {
    ...three,
    nodes: [node(1001, { served: false }), node(1002, { served: false })],
  });
  await network.close();
  expect(readdirSync(folder)).toEqual([]);
});

test('a zeroize and a factory reset are those of one radio, and are kept', async () => {
  const folder = folderWith();
  const first = await networkIn(folder);
  for (const nodeid of [1001, 1002]) {
    const radio = first.radio(nodeid);
    radio.state.patch({ max_link_distance: 77, enc_key: ['an-own-key'] });
    expect(await save(first, nodeid, 'max_link_distance')).toEqual(['']);
    expect(await save(first, nodeid, 'enc_key')).toEqual(['']);
  }
  expect(await maintain(first.radio(1001), 'zeroize')).toMatchObject({ result: [''] });
  expect(await maintain(first.radio(1002), 'factory_reset')).toMatchObject({ result: [''] });
  await first.close();
  const second = await networkIn(folder);
  const [one, other] = [1001, 1002].map((nodeid) => second.radio(nodeid).state.saved());
  expect(one).toMatchObject({ max_link_distance: ['77'], freq: ['2490'] });
  expect(other).toMatchObject({ max_link_distance: ['1000'], freq: ['4700'] });
  // Both have the key that the network has from the factory.
  expect(one?.['enc_key']).toEqual(other?.['enc_key']);
  expect(one?.['enc_key']).not.toEqual(['an-own-key']);
});

test('a reset puts each radio back to what its file had at the start, and the file follows', async () => {
  const folder = folderWith();
  const first = await networkIn(folder);
  for (const nodeid of [1001, 1002]) await saveDistance(first.radio(nodeid), 60 + nodeid);
  await first.close();
  const second = await networkIn(folder);
  for (const nodeid of [1001, 1002]) await saveDistance(second.radio(nodeid), 5);
  await second.radio(1002).reset();
  await second.close();
  const saved = [1001, 1002].map((nodeid) => readFileSync(fileIn(folder, nodeid), 'utf8'));
  expect(saved[0]).toMatch(/"max_link_distance":\s*\[\s*"5"/);
  expect(saved[1]).toMatch(/"max_link_distance":\s*\[\s*"1062"/);
});

test('a radio that is added loads its file, and what it was recorded with is what it loaded', async () => {
  const folder = folderWith();
  const network = await networkIn(folder);
  await network.add(node(1004));
  await saveChannel(network, 1004, '2400');
  await network.remove(1004);
  expect(existsSync(fileIn(folder, 1004))).toBe(true);
  const again = await network.add(node(1004));
  expect(await outcome(again, 'freq')).toEqual(['2400']);
  expect(network.route(1001, 1004)).toBeUndefined();
  const added = network.steering().filter((line) => line.do === 'add');
  expect(added).toMatchObject([{ node: { nodeid: 1004 } }, { node: { settings: { freq: ['2400'] } } }]);
});

test('the folder is owned as long as the network runs, whatever was removed, and is free afterwards', async () => {
  const folder = folderWith();
  const network = await networkIn(folder);
  await expect(networkIn(folder)).rejects.toMatchObject(inUse(folder));
  await expect(lifeIn(folder)).rejects.toMatchObject(inUse(folder));
  for (const nodeid of [1001, 1002, 1003]) await network.remove(nodeid);
  await expect(networkIn(folder)).rejects.toMatchObject(inUse(folder));
  await network.close();
  expect(readdirSync(folder)).toEqual([]);
  await (await networkIn(folder)).close();
});

test('a close without a grace has released the folder too', async () => {
  const folder = folderWith();
  const network = await networkIn(folder);
  await network.close({ graceMs: 0 });
  expect(readdirSync(folder)).toEqual([]);
});

test('a file of another node ends the start and is named, with the first of several; nothing is held', async () => {
  const folder = folderWith();
  const first = await networkIn(folder);
  for (const nodeid of [1001, 1002]) await saveDistance(first.radio(nodeid), 61);
  await first.close();
  const good = readFileSync(fileIn(folder, 1002), 'utf8');
  for (const nodeid of [1001, 1002])
    writeFileSync(fileIn(folder, nodeid), good.replace('"nodeid": "1002"', '"nodeid": "5"'));
  const message = `"${fileIn(folder, 1001)}" can't be used: it is the flash of node ID "5"; allowed: "1001", as in its name`;
  await expect(networkIn(folder)).rejects.toMatchObject({ code: 'STATE_DIR_UNUSABLE', message });
  expect(readdirSync(folder).sort()).toEqual(['1001.json', '1002.json']);
  writeFileSync(fileIn(folder, 1001), good.replace('"nodeid": "1002"', '"nodeid": "1001"'));
  const second = `"${fileIn(folder, 1002)}" can't be used`;
  const named = expect.stringContaining(second) as unknown;
  await expect(networkIn(folder)).rejects.toMatchObject({ message: named });
  writeFileSync(fileIn(folder, 1002), good);
  expect(await outcome((await networkIn(folder)).radio(1002), 'max_link_distance')).toEqual(['61']);
});

test('a radio whose file is of another is not added, and the network goes on', async () => {
  const folder = folderWith();
  const network = await networkIn(folder);
  await saveDistance(network.radio(1001), 61);
  writeFileSync(fileIn(folder, 1004), readFileSync(fileIn(folder, 1001)));
  await expect(network.add(node(1004))).rejects.toMatchObject({
    code: 'STATE_DIR_UNUSABLE',
    message: expect.stringContaining(fileIn(folder, 1004)) as unknown,
  });
  expect(network.radios.map(({ nodeid }) => nodeid)).toEqual([1001, 1002, 1003]);
  expect(network.steering()).toEqual([]);
  expect(await saveDistance(network.radio(1001), 62)).toEqual(['']);
});

test('of a damaged file and of values that are not allowed the network says which radio has them', async () => {
  const settings = { freq: ['9999'], max_link_distance: ['4321'] };
  const folder = folderWith({
    '1001.json': 'freq=2400',
    '1002.json': JSON.stringify({ format: 1, model: 'default', nodeid: '1002', settings }),
  });
  const { logger, lines } = keptLog();
  const network = await networkIn(folder, three, { logger });
  // Both are as the document has them, but for what could be loaded.
  expect(network.route(1001, 1002)).toEqual([1001, 1002]);
  expect(await outcome(network.radio(1002), 'max_link_distance')).toEqual(['4321']);
  const reasons = [1001, 1002].map((nodeid) => network.radio(nodeid).health().reasons);
  expect(reasons).toEqual([
    [
      `flash in "${fileIn(folder, 1001)}": it is no whole JSON; set aside as "${fileIn(folder, 1001)}.damaged-1", initial settings are used`,
    ],
    [expect.stringContaining('freq: "9999" is not allowed any more')],
  ]);
  expect(reasons[1]?.[0]).toContain('the initial value is used');
  expect(lines.filter(({ level }) => level === 'warn')).toHaveLength(2);
});

test.each([16, 17])('of the files of %i radios 16 are read or written at a time', async (count) => {
  const memory = new MemoryDisk();
  memory.put('/state', memory.create('folder'));
  const most: Partial<Record<Step, number>> = {};
  const now: Partial<Record<Step, number>> = {};
  const counted = (step: Step, by: number) => {
    now[step] = (now[step] ?? 0) + by;
    most[step] = Math.max(most[step] ?? 0, now[step]);
  };
  const machine = memory.process(() => 'is slow');
  const disk = new Proxy<Disk>(machine, {
    get: (_, name: keyof Disk) =>
      name === 'facts' || name === 'createFile'
        ? async (path: string) => {
            if (!path.includes('.json')) return machine[name](path);
            counted(name, 1);
            return machine[name](path).finally(() => counted(name, -1));
          }
        : machine[name].bind(machine),
  });
  const nodes = Array.from({ length: count }, (_, index) => node(1_001 + index));
  const network = await networkOn(disk, { nodes }).start();
  expect(most.facts).toBe(16);
  const saves = await Promise.all(network.radios.map((radio) => saveDistance(radio, 72)));
  expect(saves).toEqual(nodes.map(() => ['']));
  expect(most.createFile).toBe(16);
  await network.close();
  expect(memory.namesIn('/state')).toHaveLength(count);
});

test('a close ends while a file is being loaded, and the folder is released when that ends', async () => {
  const memory = new MemoryDisk();
  memory.put('/state', memory.create('folder'));
  let hangs = false;
  const disk = memory.process((step) => (hangs && step === 'facts' ? 'hangs' : undefined));
  const network = await networkOn(disk, { nodes: [node(1001)] }).start();
  hangs = true;
  const adding = network.add(node(1002));
  await disk.stuck;
  await network.close({ graceMs: 50 });
  expect(network.lifecycle).toBe('closed');
  expect(memory.namesIn('/state')).toHaveLength(1);
  disk.release();
  await expect(adding).rejects.toMatchObject({ code: 'NOT_RUNNING' });
  expect(memory.namesIn('/state')).toEqual([]);
});

test('a radio that is added over the control plane has a file too; one that can not be used is a conflict', async () => {
  const folder = folderWith();
  const radio = await radioWithControlPlane({ stateDir: folder });
  const add = (nodeid: number) => radio.take('POST', '/nodes', { nodeid }) as Promise<Listening>;
  await saveDistance(radio.mock, 73);
  await saveDistance(await add(1004), 74);
  await radio.take('DELETE', '/nodes/1004');
  expect(await outcome(await add(1004), 'max_link_distance')).toEqual(['74']);
  writeFileSync(fileIn(folder, 1005), readFileSync(fileIn(folder, 1004)));
  const { status, body } = await radio.ask('POST', '/nodes', { nodeid: 1005 });
  expect({ status, body }).toMatchObject({
    status: 409,
    body: { error: { code: 'CONFLICT', message: expect.stringContaining(fileIn(folder, 1005)) as unknown } },
  });
  await radio.mock.close();
  expect(readdirSync(folder).sort()).toEqual(['1004.json', '1005.json', '310061.json']);
});
