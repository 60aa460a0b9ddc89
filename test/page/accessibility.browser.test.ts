import { describe, expect, test } from 'vitest';
import { violationsOf } from '../support/axe.js';
import { openPage } from '../support/browser.js';
import { goToView, views } from '../support/views.js';

const wide = { width: 1920, height: 1080 };
const narrow = { width: 360, height: 740 };

/** An element wider than the window, which the whole page would have to be scrolled for. */
const tooWide = `[...document.querySelectorAll('body *')]
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll'))
  .map((e) => e.tagName + '.' + e.className).slice(0, 5)`;

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  describe.each([wide, narrow])('$width px', (viewport) => {
    test('axe finds nothing against WCAG A and AA in any view', async () => {
      const { page } = await openPage({ network: 'triangle', colorScheme, viewport });
      for (const view of views) {
        await goToView(page, view);
        expect(await violationsOf(page), view).toEqual([]);
      }
    });
  });
});

test('nothing is wider than a window of 360 px', async () => {
  const { page } = await openPage({ network: 'triangle', viewport: narrow });
  for (const view of views) {
    await goToView(page, view);
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect({ view, width, wide: width > narrow.width ? await page.evaluate(tooWide) : [] }).toEqual({
      view,
      width: narrow.width,
      wide: [],
    });
  }
});

test('the form of the token has nothing against it either', async () => {
  const { page, problems } = await openPage({ token: 'a-secret-of-this-test', viewport: narrow });
  problems.allow(/status of 401/);
  await page.getByLabel('Token', { exact: true }).fill('another');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  expect(await violationsOf(page)).toEqual([]);
});
