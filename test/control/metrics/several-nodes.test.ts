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
