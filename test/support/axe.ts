import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Rules of WCAG 2.0, 2.1 and 2.2 of the levels A and AA. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds against a page as it is now: a line for each element. */
export async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(`${axe.source}; undefined`);
  return page.evaluate<string[]>(
    `axe.run(document, { runOnly: ${JSON.stringify(tags)}, resultTypes: ['violations'] }).then(({ violations }) =>
      violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, any, html }) =>
          id + ': ' + help + ': ' + target.join(' ') + ' ' + (any[0]?.message ?? '') + ' ' + html.slice(0, 120))))`,
  );
}
