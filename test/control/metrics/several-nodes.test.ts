import { expect, test } from 'vitest';
import { httpCall } from '../../support/control-plane-client.js';
import { outcome } from '../../support/json-rpc-client.js';
import { Scrape } from '../../support/scrape.js';
import { startedSimulatorOf } from '../../support/simulator.js';

test('of several nodes each has its own figures, by the label node; those of the process stand once', async () => {
  const { simulator, port } = await startedSimulatorOf([{ id: 'a' }, { id: 'b' }]);
  const [a, b] = simulator.nodes;
  for (const node of simulator.nodes) await outcome(node, 'freq');
  if (a !== undefined) await outcome(a, 'freq');
  await b?.setMode('offline');
  const page = new Scrape((await httpCall(port, 'GET', '/metrics')).text);
  expect(page.value('silvus_mock_requests_total', { node: 'a' })).toBe(2);
  expect(page.value('silvus_mock_requests_total', { node: 'b' })).toBe(1);
  expect(page.value('silvus_mock_commands_total', { node: 'a', method: 'freq', outcome: 'ok' })).toBe(2);
  expect(page.value('silvus_mock_command_run_seconds_count', { node: 'a' })).toBe(2);
  expect(page.value('silvus_mock_command_run_seconds_bucket', { node: 'b', le: '+Inf' })).toBe(1);
  expect(page.value('silvus_mock_queue_capacity', { node: 'b' })).toBe(100);
  expect(page.value('silvus_mock_mode', { node: 'a', mode: 'normal' })).toBe(1);
  expect(page.value('silvus_mock_mode', { node: 'b', mode: 'offline' })).toBe(1);
  expect(page.value('silvus_mock_activity_up', { activity: 'control' })).toBe(1);
  expect(page.value('silvus_mock_activity_up', { node: 'b', activity: 'http' })).toBe(1);
  expect(page.all('silvus_mock_config_reloads_total').map(({ labels }) => labels['node'])).not.toContain('a');
  expect(page.all('process_resident_memory_bytes')).toHaveLength(1);
  expect(page.all('silvus_mock_build_info').map(({ value }) => value)).toEqual([1]);
});

test('of one node no figure has the label node', async () => {
  const { port } = await startedSimulatorOf([{ id: '1' }]);
  const page = new Scrape((await httpCall(port, 'GET', '/metrics')).text);
  const labelled = page.samples.filter(
    ({ name, labels }) => 'node' in labels && !name.endsWith('build_info'),
  );
  expect(page.samples.length).toBeGreaterThan(100);
  expect(labelled).toEqual([]);
});

test('of more than 50 nodes the others have one value together; those with ports have their own first', async () => {
  const unserved = Array.from({ length: 53 }, (_, index) => ({ id: `u${index}`, isServed: false }));
  const { simulator, port } = await startedSimulatorOf([...unserved, { id: 'a' }, { id: 'b' }]);
  const [b, last] = [simulator.node('b'), simulator.node('u52')];
  if (b !== undefined) await outcome(b, 'freq');
  await last?.setMode('offline');
  last?.worker.pause();
  last?.blackout.begin('9s');
  const page = new Scrape((await httpCall(port, 'GET', '/metrics')).text);
  const nodes = new Set(page.all('silvus_mock_ready').map(({ labels }) => labels['node']));
  expect(nodes.size).toBe(51);
  for (const id of ['a', 'b', 'u0', 'u47', 'other']) expect(nodes).toContain(id);
  expect(nodes).not.toContain('u48');
  expect(page.value('silvus_mock_requests_total', { node: 'b' })).toBe(1);
  const other = { node: 'other' };
  expect(page.value('silvus_mock_queue_capacity', other)).toBe(500);
  expect(page.value('silvus_mock_mode', { ...other, mode: 'normal' })).toBe(4);
  expect(page.value('silvus_mock_mode', { ...other, mode: 'offline' })).toBe(1);
  expect(page.value('silvus_mock_ready', other)).toBe(0);
  expect(page.value('silvus_mock_worker_held', other)).toBe(1);
  expect(page.value('silvus_mock_dark', other)).toBe(1);
  expect(page.value('silvus_mock_activity_up', { ...other, activity: 'worker' })).toBe(1);
  expect(page.value('silvus_mock_command_run_seconds_count', other)).toBe(0);
});
