import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from '../support/browser.js';
import { tabThrough } from '../support/keyboard.js';
import { goToView, untilShown, views } from '../support/views.js';

/** Whether an element has the focus. */
const focused = async (page: Page, element: Locator) =>
  (await element.and(page.locator(':focus')).count()) === 1;

test('the first Tab offers to skip the header, and Enter goes to the content', async () => {
  const { page } = await openPage();
  const address = page.url();
  await page.keyboard.press('Tab');
  const link = page.getByRole('link', { name: 'Skip to the content' });
  expect(await focused(page, link)).toBe(true);
  expect((await link.boundingBox())?.x).toBeGreaterThanOrEqual(0);
  await page.keyboard.press('Enter');
  expect(await focused(page, page.getByRole('main'))).toBe(true);
  expect(page.url()).toBe(address);
});

test('Tab and Enter go from view to view, and a letter chooses the theme', async () => {
  const { page } = await openPage();
  await untilShown(page, 'Network');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  for (const view of views) {
    await page.keyboard.press('Enter');
    await untilShown(page, view);
    await page.keyboard.press('Tab');
  }
  await page.getByRole('combobox', { name: 'Theme' }).focus();
  await page.keyboard.press('d');
  expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark');
});

test.each(views)(
  'Tab comes to all that can be operated in the view %s, shows where it is, and leaves it',
  async (view) => {
    const { page } = await openPage({ network: 'triangle' });
    await goToView(page, view);
    const { visited, missed, withoutOutline } = await tabThrough(page);
    expect(visited.length).toBeGreaterThan(views.length);
    expect({ missed, withoutOutline }).toEqual({ missed: [], withoutOutline: [] });
  },
);
