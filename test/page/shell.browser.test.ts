import { expect, test } from 'vitest';
import { openPage } from '../support/browser.js';
import { goToView, untilShown, views } from '../support/views.js';

test('the page opens on the network, and names the radio', async () => {
  const { page } = await openPage({ network: 'pair' });
  await untilShown(page, 'Network');
  expect(await page.getByRole('link', { name: 'Network' }).getAttribute('aria-current')).toBe('page');
  expect(await page.getByRole('combobox', { name: 'Radio' }).inputValue()).toBe('310061');
});

test('each view has an address of its own, which the back button and a reload come to', async () => {
  const { page, simulator } = await openPage();
  for (const view of views) {
    await goToView(page, view);
    expect(page.url()).toBe(`${simulator.url}/#/${view.toLowerCase()}`);
    expect(await page.getByRole('link', { name: view }).getAttribute('aria-current')).toBe('page');
  }
  await page.goBack();
  await untilShown(page, 'Faults');
  await page.goBack();
  await untilShown(page, 'Radio');
  await page.goForward();
  await untilShown(page, 'Faults');
  await page.reload();
  await untilShown(page, 'Faults');
});

test('an address that no view has opens the first one', async () => {
  const { page } = await openPage({ route: '#/no-such-view/%E0%A4%A' });
  await untilShown(page, 'Network');
});

test('an address names a radio, and the choice of another one changes the address', async () => {
  const { page, simulator } = await openPage({ network: 'triangle', route: '#/radio/310063' });
  await untilShown(page, 'Radio');
  const choice = page.getByRole('combobox', { name: 'Radio', exact: true });
  await expect.poll(() => choice.inputValue()).toBe('310063');
  await choice.selectOption('310062');
  expect(page.url()).toBe(`${simulator.url}/#/radio/310062`);
  await goToView(page, 'Journal');
  expect(page.url()).toBe(`${simulator.url}/#/journal/310062`);
});

test('the theme is that of the system until one is chosen, which stays for this browser', async () => {
  const { page } = await openPage({ colorScheme: 'dark' });
  const background = () =>
    page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor');
  const theme = page.getByRole('combobox', { name: 'Theme' });
  expect(await theme.inputValue()).toBe('system');
  const dark = await background();
  await theme.selectOption('light');
  const light = await background();
  expect(light).not.toBe(dark);
  await page.reload();
  await untilShown(page, 'Network');
  expect(await theme.inputValue()).toBe('light');
  expect(await background()).toBe(light);
  await theme.selectOption('system');
  expect(await background()).toBe(dark);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await background()).toBe(light);
});
