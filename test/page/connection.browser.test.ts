import { expect, test } from 'vitest';
import { openPage } from '../support/browser.js';
import { simulatorWithPage } from '../support/simulator-with-page.js';
import { goToView, views } from '../support/views.js';

/** Chromium puts on the console that a request found nobody, or that its connection ended. */
const unreachable = [
  /net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING)/,
];

test.each(views)('the view %s says that the simulator is gone, and shows the next one', async (view) => {
  const { page, simulator, problems } = await openPage({ args: ['--radios', '2'] });
  problems.allow(...unreachable);
  const radios = page
    .getByRole('combobox', { name: 'Radio', exact: true })
    .getByRole('option', { name: /^\d+$/ });
  await goToView(page, view);
  await expect.poll(() => radios.count()).toBe(2);
  const lost = page.getByRole('status').getByText('What is shown may be out of date');
  expect(await lost.count()).toBe(0);

  await simulator.kill();
  await lost.waitFor();
  await simulatorWithPage({ args: ['--radios', '3'] }, simulator.url);
  await lost.waitFor({ state: 'hidden' });
  await expect.poll(() => radios.count()).toBe(3);
  await expect.poll(() => page.title()).toBe(`${view} – silvus-mock`);
});
