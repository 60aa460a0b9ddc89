import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openPage } from '../support/browser.js';
import { outcome } from '../support/json-rpc-client.js';
import { goToView } from '../support/views.js';

/** Shown by `npx playwright-core show-trace`: each step with what the page looked like. */
const trace = 'reports/page-path.zip';

test('a frequency is set, its blackout watched, a fault put on, a failed exchange copied, and all is reset', async () => {
  const { page, context, simulator } = await openPage({ args: ['--soft-boot', '4s'] });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await context.tracing.start({ screenshots: true, snapshots: true });

  await goToView(page, 'Radio');
  await page.getByRole('textbox', { name: 'freq', exact: true }).fill('2490');
  await page.getByRole('button', { name: 'Set freq', exact: true }).click();
  const state = page.getByRole('region', { name: 'Blackout' }).getByRole('status');
  await expect.poll(() => state.textContent()).toBe('in blackout: soft-boot');
  await page.getByRole('progressbar', { name: 'Time left of the blackout' }).waitFor();
  await expect.poll(() => state.textContent()).toBe('online');

  await goToView(page, 'Faults');
  await page.getByRole('button', { name: 'busy', exact: true }).click();
  await page.getByRole('row', { name: /busy/ }).waitFor();

  await goToView(page, 'Journal');
  expect(await outcome(simulator, 'power_dBm')).toBe('BUSY');
  await page.getByRole('button', { name: /^Exchange \d+: power_dBm, BUSY/ }).click();
  await page.getByRole('button', { name: 'Copy as curl' }).click();
  await page.getByText('Copied: curl.').waitFor();
  const copied = await page.evaluate<string>('navigator.clipboard.readText()');
  expect(copied).toMatch(/^curl /);
  expect(copied).toContain('power_dBm');

  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Reset/ })
    .click();
  await expect.poll(() => simulator.drive('GET', '/faults')).toEqual([]);
  expect(await outcome(simulator, 'freq')).toEqual(['4700']);

  mkdirSync('reports', { recursive: true });
  await context.tracing.stop({ path: trace });
});
