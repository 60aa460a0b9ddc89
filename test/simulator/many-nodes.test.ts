import { expect, test } from 'vitest';
import type { Node } from '../../src/simulator/node.js';
import type { NodeParts, Simulator } from '../../src/simulator/simulator.js';
import { virtualClock } from '../../src/index.js';
import { httpCall } from '../support/control-plane-client.js';
import { EventReader } from '../support/event-reader.js';
import { call, outcome } from '../support/json-rpc-client.js';
import { losePort } from '../support/lost-port.js';
import { rawClient } from '../support/raw-client.js';
import { simulatorOf, startedSimulatorOf } from '../support/simulator.js';

const ids = (count: number): readonly NodeParts[] =>
  Array.from({ length: count }, (_, at) => ({ id: String(at + 1) }));

/** The node with this ID; fails the test where there is none. */
function nodeOf(simulator: Simulator, id: string): Node {
  const node = simulator.node(id);
  if (node === undefined) throw new Error(`there is no node ${id}`);
  return node;
}

/** A logger that keeps its lines. */
function keepingLogger() {
  const lines: { readonly node?: unknown; readonly message: string }[] = [];
  const write = (fields: object, message: string) => void lines.push({ ...fields, message });
  return { lines, logger: { debug: write, info: write, warn: write, error: write } };
}

test('each node has ports of its own, and answers as itself', async () => {
  const { simulator } = await startedSimulatorOf(ids(2));
  const [one, two] = [nodeOf(simulator, '1'), nodeOf(simulator, '2')];
  expect(new Set([one.http.port, two.http.port, one.maintenance.port, two.maintenance.port]).size).toBe(4);
  expect(await outcome(one, 'power_dBm', ['20'])).toEqual(['']);
  expect([await outcome(one, 'power_dBm'), await outcome(two, 'power_dBm')]).toEqual([['20'], ['30']]);
});

test('events, journal entries and log lines carry the ID of their node', async () => {
  const { lines, logger } = keepingLogger();
  const { simulator, port } = await startedSimulatorOf(ids(2), {}, logger);
  const events: unknown[] = [];
  simulator.on('command', ({ node, method }) => events.push([node, method]));
  const follower = await EventReader.open(port, '/events?node=2&types=command,exchange');
  await outcome(nodeOf(simulator, '1'), 'bw');
  await outcome(nodeOf(simulator, '2'), 'freq');
  expect(await follower.next('command')).toMatchObject({ node: '2', method: 'freq' });
  expect(await follower.next('exchange')).toMatchObject({ node: '2', commands: [{ method: 'freq' }] });
  expect(events).toEqual([
    ['1', 'bw'],
    ['2', 'freq'],
  ]);
  expect(nodeOf(simulator, '2').journal.entries).toMatchObject([{ node: '2', n: 1 }]);
  const commands = lines.filter(({ message }) => message === 'command').map(({ node }) => node);
  expect(commands).toEqual(['1', '2']);
});

test('a fault, a pause, a blackout and a reset of one node touch no other', async () => {
  const { simulator, clock } = await startedSimulatorOf(ids(3));
  const [one, two, three] = ['1', '2', '3'].map((id) => nodeOf(simulator, id));
  if (one === undefined || two === undefined || three === undefined) throw new Error('a node is missing');
  one.faults.add({ kind: 'busy' });
  two.blackout.begin('3s');
  expect(await outcome(one, 'freq')).toBe('BUSY');
  expect(await outcome(two, 'freq')).toBe('UNAVAILABLE');
  expect(await outcome(three, 'freq')).toEqual(['4700']);
  three.worker.pause();
  const waiting = outcome(three, 'freq');
  await three.received(2);
  await one.reset();
  expect(await outcome(one, 'freq')).toEqual(['4700']);
  expect(await outcome(two, 'freq')).toBe('UNAVAILABLE');
  expect([three.worker.figures.waiting, three.journal.total, one.journal.total]).toEqual([1, 1, 1]);
  await clock.advance('3s');
  expect(await outcome(two, 'freq')).toEqual(['4700']);
  three.worker.resume();
  expect(await waiting).toEqual(['4700']);
});

test('a node may have a clock of its own', async () => {
  const own = virtualClock();
  const { simulator, clock } = await startedSimulatorOf([{ id: '1' }, { id: '2', clock: own }]);
  for (const node of simulator.nodes) node.blackout.begin('5s');
  await own.advance('5s');
  expect(await Promise.all(simulator.nodes.map((node) => outcome(node, 'freq')))).toEqual([
    'UNAVAILABLE',
    ['4700'],
  ]);
  await clock.advance('5s');
  expect(await outcome(nodeOf(simulator, '1'), 'freq')).toEqual(['4700']);
});

test("a node's seed depends on the simulator's seed and its ID alone", () => {
  const seeds = (nodes: readonly NodeParts[], seed = 7) =>
    new Map(simulatorOf(nodes, { seed }).simulator.nodes.map((node) => [node.id, node.seed]));
  const forward = seeds([{ id: 'a' }, { id: 'b' }, { id: '1' }]);
  const backward = seeds([{ id: '1' }, { id: 'c' }, { id: 'b' }, { id: 'a' }]);
  for (const id of ['a', 'b', '1']) expect(backward.get(id)).toBe(forward.get(id));
  expect(new Set(forward.values()).size).toBe(3);
  // One radio draws as it always has.
  expect(forward.get('1')).toBe(7);
  expect(seeds([{ id: 'a' }], 8).get('a')).not.toBe(forward.get('a'));
  expect(seeds([{ id: 'a', seed: 9 }]).get('a')).toBe(9);
});

test('the control plane has paths for each node, and says so where a path alone is ambiguous', async () => {
  const { simulator, port } = await startedSimulatorOf(ids(2));
  const nodes = await httpCall(port, 'GET', '/nodes');
  expect(nodes.body).toMatchObject([
    {
      node: '1',
      lifecycle: 'running',
      http: { port: nodeOf(simulator, '1').http.port },
      health: { ready: true },
    },
    {
      node: '2',
      lifecycle: 'running',
      http: { port: nodeOf(simulator, '2').http.port },
      health: { ready: true },
    },
  ]);
  expect(await httpCall(port, 'PUT', '/nodes/2/mode', { body: { mode: 'offline' } })).toMatchObject({
    status: 200,
  });
  expect(simulator.nodes.map(({ mode }) => mode)).toEqual(['normal', 'offline']);
  expect((await httpCall(port, 'GET', '/nodes/2/status')).body).toMatchObject({ node: '2', mode: 'offline' });
  expect(await httpCall(port, 'GET', '/mode')).toMatchObject({
    status: 404,
    body: { error: { message: 'there are 2 nodes; allowed: /nodes/{node}/mode, with node 1, 2' } },
  });
  expect(await httpCall(port, 'GET', '/nodes/3/mode')).toMatchObject({
    status: 404,
    body: { error: { code: 'NOT_FOUND', message: 'node: there is no "3"; allowed: 1, 2' } },
  });
  expect(await httpCall(port, 'GET', '/events?node=3')).toMatchObject({ status: 404 });
});

test('one node that is not ready makes the simulator not ready, with its ID as a reason', async () => {
  const { simulator, port } = await startedSimulatorOf(ids(2));
  nodeOf(simulator, '2').worker.pause();
  expect(await httpCall(port, 'GET', '/readyz')).toMatchObject({
    status: 503,
    body: { ready: false, reasons: ['node 2: the worker is paused'] },
  });
});

test('a lost port of one node is opened again, and the others know nothing of it', async () => {
  const { simulator } = await startedSimulatorOf(ids(2));
  const [one, two] = [nodeOf(simulator, '1'), nodeOf(simulator, '2')];
  const activities: unknown[] = [];
  const reopened = new Promise<void>((resolve) => {
    simulator.on('activity', ({ node, activity, what }) => {
      activities.push([node, activity, what]);
      if (what === 'restarted') resolve();
    });
  });
  losePort(two.http.port);
  expect(await outcome(one, 'freq')).toEqual(['4700']);
  await reopened;
  expect(await outcome(two, 'freq')).toEqual(['4700']);
  expect(activities).toEqual([
    ['2', 'http', 'died'],
    ['2', 'http', 'restarted'],
  ]);
  expect(simulator.healthOf(one)).toMatchObject({ ready: true, reasons: [] });
});

test('a node whose port is taken at the end of its blackout is closed alone', async () => {
  const { simulator, port } = await startedSimulatorOf(ids(2), { blackout: 'refuse' });
  const [one, two] = [nodeOf(simulator, '1'), nodeOf(simulator, '2')];
  const lost = new Promise<unknown>((resolve) => simulator.on('node-lost', resolve));
  const follower = await EventReader.open(port, '/events?types=node-lost');
  const { createServer } = await import('node:net');
  const thief = createServer();
  two.blackout.begin('5s');
  await new Promise<void>((resolve) => thief.listen(two.http.port, '127.0.0.1', resolve));
  await two.blackout.end();
  expect(await lost).toMatchObject({ node: '2', error: { code: 'PORT_UNAVAILABLE' } });
  expect(await follower.next('node-lost')).toMatchObject({ node: '2', error: { code: 'PORT_UNAVAILABLE' } });
  expect(await outcome(one, 'freq')).toEqual(['4700']);
  expect(simulator.lifecycle).toBe('running');
  expect(simulator.healthOf(two)).toMatchObject({ ready: false, lifecycle: 'failed' });
  expect((await httpCall(port, 'GET', '/readyz')).status).toBe(503);
  await expect(rawClient(two.maintenance.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await simulator.close();
  await new Promise((resolve) => thief.close(resolve));
});

test('one close with one deadline ends all nodes, and adds up what it did', async () => {
  const { simulator } = await startedSimulatorOf(ids(3), { worker: { processingTime: '1h' } });
  const clients = await Promise.all(simulator.nodes.map((node) => rawClient(node.http.port)));
  expect(clients).toHaveLength(3);
  const answers = simulator.nodes.map((node) => call(node, 'freq'));
  await Promise.all(simulator.nodes.map((node) => node.received(1)));
  const report = await simulator.close();
  expect(report).toMatchObject({ drained: 3, rejected: 0, cut: 0, closed: 6, forced: 0 });
  expect(report.phases.map(({ phase }) => phase)).toEqual(['stop', 'drain', 'end', 'control', 'let-go']);
  expect([...report.activities].sort()).toEqual(['control', 'worker', 'http', 'maintenance'].sort());
  for (const answer of await Promise.all(answers)) expect(answer).toMatchObject({ result: ['4700'] });
  for (const node of simulator.nodes)
    await expect(rawClient(node.http.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('a start that fails at one node leaves no node open', async () => {
  const { createServer } = await import('node:net');
  const thief = createServer();
  await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve));
  const address = thief.address();
  const taken = typeof address === 'object' && address !== null ? address.port : 0;
  const { config: shared } = simulatorOf(ids(2)).configuration;
  const config = { ...shared, http: { ...shared.http, port: taken } };
  const { simulator: failing } = simulatorOf([{ id: '1' }, { id: '2', config }]);
  await expect(failing.start()).rejects.toMatchObject({ code: 'PORT_UNAVAILABLE' });
  expect(failing.lifecycle).toBe('failed');
  await expect(rawClient(nodeOf(failing, '1').http.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await new Promise((resolve) => thief.close(resolve));
});

test.each([
  [[], 'nodes: is empty; allowed: at least one node'],
  [
    [{ id: 'a b' }],
    'nodes: id: "a b" is not allowed; allowed: letters, digits, ".", "_" and "-", at most 64',
  ],
  [[{ id: '1' }, { id: '1' }], 'nodes: id: "1" is there twice; allowed: each ID once'],
])('nodes that can not be: %j', (nodes, message) => {
  expect(() => simulatorOf(nodes)).toThrow(message);
});

test('300 nodes: each answers, one blackout is one, and one close ends them all', async () => {
  const { simulator, port } = await startedSimulatorOf(ids(300));
  nodeOf(simulator, '150').blackout.begin('5s');
  const outcomes: unknown[] = [];
  for (const node of simulator.nodes) outcomes.push(await outcome(node, 'freq'));
  expect(outcomes.filter((each) => each === 'UNAVAILABLE')).toHaveLength(1);
  expect(outcomes[149]).toBe('UNAVAILABLE');
  expect((await httpCall(port, 'GET', '/nodes')).body).toHaveLength(300);
  expect(new Set(simulator.nodes.map(({ seed }) => seed)).size).toBe(300);
  const page = (await httpCall(port, 'GET', '/metrics')).text;
  // Fifty have series of their own, and the others one together.
  expect(page.match(/^silvus_mock_requests_total\{node="\d+"\} 1$/gm)).toHaveLength(50);
  expect(page).toMatch(/^silvus_mock_requests_total\{node="other"\} 250$/m);
  const report = await simulator.close();
  expect(report).toMatchObject({ cut: 0, forced: 0 });
  expect(report.phases.every(({ ended }) => ended === 'done')).toBe(true);
});
