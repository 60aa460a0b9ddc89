import { expect, test } from 'vitest';
import { openPage } from '../support/browser.js';

test('the page opens on the network, and names the radio', async () => {
  const { page } = await openPage({ args: ['--nodeid', '310061'] });
  expect(await page.title()).toBe('Network – silvus-mock');
  expect(await page.getByRole('link', { name: 'Network' }).getAttribute('aria-current')).toBe('page');
  expect(await page.getByRole('combobox', { name: 'Radio' }).inputValue()).toBe('310061');
});
