import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openPage } from '../support/browser.js';
import { folderWith } from '../support/folder.js';
import type { SimulatorWithPage } from '../support/simulator-with-page.js';
import { goToView, views } from '../support/views.js';

/** Markup that becomes an element of the class `attack`, and runs a script, wherever text is taken for markup. */
const markup = (where: string) => `<img src=x class=attack onerror=attacked=1>${where}`;

/** Two radios whose names are markup. */
function networkOfMarkup(): string {
  const node = (nodeid: number, longitude: number) => ({
    nodeid,
    name: markup('name'),
    position: { latitude: 48.1, longitude },
  });
  const network = { nodes: [node(310061, 11.6), node(310062, 11.61)] };
  return join(folderWith({ 'network.json': JSON.stringify(network) }), 'network.json');
}

/** A client that sends markup in all that it may choose. */
async function sendMarkup({ httpPort }: SimulatorWithPage): Promise<void> {
  const send = (method: string, params: readonly unknown[]) =>
    fetch(`http://127.0.0.1:${httpPort}/streamscape_api`, {
      method: 'POST',
      headers: { 'User-Agent': markup('agent'), 'Content-Type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: markup('id'), method, params }),
    });
  await send(markup('method'), [markup('parameter')]);
  await send('save_node_labels_flash', ['1', JSON.stringify({ 310061: markup('label') })]);
  await send('freq', []);
}

/** A program that puts markup into a fault and a scenario. */
async function driveMarkup({ drive }: SimulatorWithPage): Promise<void> {
  const node = '/nodes/310061';
  await drive('POST', `${node}/faults`, {
    kind: 'error',
    code: -32000,
    message: markup('message'),
    name: markup('fault'),
    match: { method: 'freq' },
  });
  await drive('PUT', `${node}/scenario`, {
    name: markup('scenario'),
    steps: [{ at: '1h', set: { system_name: markup('later') } }],
  });
}

/** What the page shows as text, also in fields. */
const shownText = `document.body.innerText + [...document.querySelectorAll('input, textarea')].map((e) => e.value).join()`;

test.each([
  ['Network', ['name']],
  ['Radio', ['name', 'label']],
  ['Faults', ['fault', 'message', 'scenario']],
  ['Journal', ['method', 'message']],
] as const)('the view %s shows markup of others as text', async (view, places) => {
  const { page, simulator } = await openPage({ network: networkOfMarkup() });
  await driveMarkup(simulator);
  await sendMarkup(simulator);
  await goToView(page, view);
  for (const place of places)
    await expect.poll(() => page.evaluate<string>(shownText)).toContain(markup(place));
  expect(await page.locator('.attack').count()).toBe(0);
  expect(await page.evaluate('typeof attacked')).toBe('undefined');
});

test('an exchange of markup, opened, is text', async () => {
  const { page, simulator } = await openPage({ network: networkOfMarkup(), route: '#/journal' });
  await sendMarkup(simulator);
  await page.getByRole('button', { name: /^Exchange 1: / }).click();
  await expect.poll(() => page.evaluate<string>(shownText)).toContain(markup('parameter'));
  expect(await page.locator('.attack').count()).toBe(0);
  expect(await page.evaluate('typeof attacked')).toBe('undefined');
});

test('markup in the address is text', async () => {
  const { page, problems } = await openPage();
  // There is no such radio.
  problems.allow(/status of 404/);
  for (const view of views) {
    await page.goto(`${page.url().replace(/#.*/, '')}#/${view.toLowerCase()}/${markup('address')}`);
    await expect.poll(() => page.title()).toBe(`${view} – silvus-mock`);
    expect(await page.locator('.attack').count()).toBe(0);
  }
  expect(await page.evaluate('typeof attacked')).toBe('undefined');
});
