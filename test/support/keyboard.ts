import type { Page } from 'playwright-core';

/** What Tab has come to on a page. */
export interface TabOrder {
  /** Each element in its order. */
  readonly visited: string[];
  /** Elements that can be operated and that Tab has not come to. */
  readonly missed: string[];
  /** Elements that do not show that they have the focus. */
  readonly withoutOutline: string[];
}

/** More presses than any view needs: beyond it the focus is trapped. */
const maxPresses = 600;

/** Functions of the page: they run there, and know the elements that Tab has come to. */
const functions = `
  const nameOf = (e) => e.tagName.toLowerCase() + ' ' +
    (e.getAttribute('aria-label') ?? e.labels?.[0]?.textContent ?? e.textContent ?? '').trim().slice(0, 60);
  const operable = () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
    .filter((e) => e.tabIndex >= 0 && !e.matches(':disabled') && !e.closest('[inert]') &&
      e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) &&
      // Tab comes to one button of a group alone.
      !(e.matches('input[type=radio]:not(:checked)')));
`;

/** Presses Tab from the first element of a page until the focus has left it. */
export async function tabThrough(page: Page): Promise<TabOrder> {
  await page.evaluate(`{
    ${functions}
    window.atStart = operable();
    window.visitedByTab = new Set(window.atStart.slice(0, 1));
    window.atStart[0]?.focus();
  }`);
  const visited: string[] = [];
  const withoutOutline: string[] = [];
  for (;;) {
    if (visited.length > maxPresses)
      throw new Error(`the focus is trapped: ${visited.slice(-10).join(', ')}`);
    await page.keyboard.press('Tab');
    const now = await page.evaluate<{ name: string; hasOutline: boolean } | null>(`{
      ${functions}
      const e = document.activeElement;
      const isEnd = e === null || e === document.body || window.visitedByTab.has(e);
      if (!isEnd) window.visitedByTab.add(e);
      const style = isEnd ? undefined : getComputedStyle(e);
      isEnd ? null : { name: nameOf(e), hasOutline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 };
    }`);
    if (now === null) break;
    visited.push(now.name);
    if (!now.hasOutline) withoutOutline.push(now.name);
  }
  const missed = await page.evaluate<string[]>(`{
    ${functions}
    const now = new Set(operable());
    window.atStart.filter((e) => now.has(e) && !window.visitedByTab.has(e)).map(nameOf);
  }`);
  return { visited, missed, withoutOutline };
}
