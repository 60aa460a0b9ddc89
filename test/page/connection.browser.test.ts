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

test('a proxy that answers in place of the simulator is told apart from it', async () => {
  const { page, problems } = await openPage();
  problems.allow(/502/);
  await goToView(page, 'Radio');
  const lost = page.getByRole('status').getByText('The simulator does not answer.');
  await page.route(/\/(nodes|status|state)/, (route) => route.fulfill({ status: 502, body: 'Bad Gateway' }));
  await lost.waitFor();
  await page.unrouteAll();
  await lost.waitFor({ state: 'hidden' });
});

test('a simulator with the process ID of the one before is told apart from it', async () => {
  const { page, simulator } = await openPage({ route: '#/faults/1' });
  await simulator.drive('POST', '/faults', { kind: 'busy', name: 'full' });
  const full = page.getByRole('switch', { name: 'The fault full is on' });
  await full.click();
  await expect.poll(() => full.isChecked()).toBe(false);
  await page.route(/\/(nodes|status|faults)/, async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), 'silvus-mock-started': '2026-01-01T00:00:00.000Z' };
    await route.fulfill({ response, headers });
  });
  // A fault that was switched off is kept by the page alone, for one run of the simulator.
  await full.waitFor({ state: 'detached' });
  // Requests are under way.
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});
