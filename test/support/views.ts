import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Views of the page, as the navigation names them. */
export const views = ['Network', 'Radio', 'Faults', 'Journal'] as const;

/** One of {@link views}. */
type View = (typeof views)[number];

/** What each view has once the simulator has answered. */
const content: Readonly<Record<View, (page: Page) => Locator>> = {
  Network: (page) => page.getByRole('group', { name: 'Nodes on the map' }).getByRole('button').first(),
  Radio: (page) => page.getByRole('form', { name: 'freq', exact: true }),
  Faults: (page) => page.getByRole('button', { name: 'busy', exact: true }),
  Journal: (page) => page.getByRole('button', { name: 'Pause', exact: true }),
};

/** Goes to a view by its link, and waits until it is shown. */
export async function goToView(page: Page, view: View): Promise<void> {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view }).click();
  await untilShown(page, view);
}

/** Waits until a view is shown with what it is about. */
export async function untilShown(page: Page, view: View): Promise<void> {
  await expect.poll(() => page.title()).toBe(`${view} – silvus-mock`);
  await content[view](page).waitFor();
}
