import { expect, test } from 'vitest';
import { systemClock } from '../../../src/core/time/clock.js';
import { Exposition } from '../../../src/control/metrics/exposition.js';
import { LoopDelay } from '../../../src/core/process/loop-delay.js';
import { outcome } from '../../support/json-rpc-client.js';
import { running } from '../../support/radio.js';
import { Scrape } from '../../support/scrape.js';

test('the figures of several radios are added up, those of the process are not', async () => {
  const radios = await Promise.all([running(), running({ mode: 'offline' })]);
  for (const radio of radios) await outcome(radio, 'freq');
  await outcome(radios[0], 'freq');
  const told = new Scrape(await new Exposition(radios, new LoopDelay(systemClock())).text());
  expect(told.value('silvus_mock_requests_total')).toBe(3);
  expect(told.value('silvus_mock_commands_total', { method: 'freq', outcome: 'ok' })).toBe(2);
  expect(told.value('silvus_mock_command_run_seconds_count')).toBe(3);
  expect(told.value('silvus_mock_command_run_seconds_bucket', { le: '+Inf' })).toBe(3);
  expect(told.value('silvus_mock_queue_capacity')).toBe(200);
  expect(told.value('silvus_mock_mode', { mode: 'normal' })).toBe(1);
  expect(told.value('silvus_mock_mode', { mode: 'offline' })).toBe(1);
  expect(told.all('process_resident_memory_bytes')).toHaveLength(1);
  expect(told.all('silvus_mock_build_info').map(({ value }) => value)).toEqual([1]);
});
