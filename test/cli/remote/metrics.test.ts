import { expect, test } from 'vitest';
import { radioWithCli } from '../../support/cli-on-control-plane.js';
import { outcome } from '../../support/json-rpc-client.js';
import { Scrape } from '../../support/scrape.js';

test('metrics prints what a scrape gets', async () => {
  const { mock, silvus } = await radioWithCli();
  await outcome(mock, 'freq');
  const { code, stdout, stderr } = await silvus('metrics');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const told = new Scrape(stdout);
  expect(told.value('silvus_mock_commands_total', { method: 'freq', outcome: 'ok' })).toBe(1);
});

test('where a token is asked for and not given it says so', async () => {
  const { silvus } = await radioWithCli({}, 'hush');
  const { code, stdout, stderr } = await silvus('metrics');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('set it with --token');
});
