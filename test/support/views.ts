import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Views of the page, as the navigation names them. */
export const views = ['Network', 'Radio', 'Faults', 'Journal'] as const;

/** One of {@link views}. */
type View = (typeof views)[number];

/** Goes to a view by its link, and waits until it is shown. */
export async function goToView(page: Page, view: View): Promise<void> {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view }).click();
  await untilShown(page, view);
}

/** Waits until a view is shown. */
export async function untilShown(page: Page, view: View): Promise<void> {
  await expect.poll(() => page.title()).toBe(`${view} – silvus-mock`);
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
}
