import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { type OpenOptions, type OpenedPage, openPage } from '../support/browser.js';
import { rpc } from '../support/json-rpc-client.js';

/** A page on the journal, and a client of its radio. */
async function openJournal(
  options: OpenOptions = {},
): Promise<OpenedPage & { send: (body: string) => Promise<void>; rows: () => Promise<string[]> }> {
  const opened = await openPage({ route: '#/journal', ...options });
  const { page, simulator } = opened;
  await page.getByText('Live', { exact: true }).waitFor();
  return {
    ...opened,
    send: async (body) => {
      const url = `http://127.0.0.1:${simulator.httpPort}/streamscape_api`;
      // A fault may end the connection.
      await fetch(url, { method: 'POST', body, headers: { Connection: 'close' } }).catch(() => undefined);
    },
    rows: () => namesOfRows(page),
  };
}

/** The rows in view, newest first: `freq, ok`. */
async function namesOfRows(page: Page): Promise<string[]> {
  const labels = `[...document.querySelectorAll('button[aria-label^="Exchange "]')].map((each) => each.ariaLabel)`;
  const names = await page.evaluate<string[]>(labels);
  return names.map((name) => name.replace(/^Exchange \d+: /, ''));
}

/** The row of an exchange, by its number. */
const row = (page: Page, n: number) => page.getByRole('button', { name: new RegExp(`^Exchange ${n}: `) });

/** What was copied last. */
const clipboard = (page: Page) => page.evaluate<string>('navigator.clipboard.readText()');

test('exchanges show as they happen, and a filter is part of the address', async () => {
  const { page, send, rows } = await openJournal();
  await page.getByText('No exchange yet.').waitFor();
  for (const method of ['freq', 'bw', 'frq']) await send(rpc(method));
  await expect.poll(rows).toEqual(['frq, Method not found', 'bw, ok', 'freq, ok']);

  await page.getByRole('combobox', { name: 'Method' }).fill('freq');
  await page.keyboard.press('Enter');
  await expect.poll(rows).toEqual(['freq, ok']);
  expect(new URL(page.url()).hash).toBe('#/journal?method=freq');
  await send(rpc('bw'));
  await send(rpc('freq', 2, ['99999']));
  await expect.poll(rows).toEqual(['freq, INVALID_RANGE', 'freq, ok']);

  await page.reload();
  await expect.poll(rows).toEqual(['freq, INVALID_RANGE', 'freq, ok']);
  await page.getByRole('combobox', { name: 'Outcome' }).fill('INVALID_RANGE');
  await page.keyboard.press('Enter');
  await expect.poll(rows).toEqual(['freq, INVALID_RANGE']);

  await page.getByRole('button', { name: 'No filter' }).click();
  await expect.poll(async () => (await rows()).length).toBe(5);
  await page.getByRole('combobox', { name: 'Method' }).fill('frq');
  await page.keyboard.press('Enter');
  await expect.poll(rows).toEqual(['frq, Method not found']);
});

test('an exchange is opened by keyboard, read as JSON and as bytes, and copied', async () => {
  const { page, context, simulator, send } = await openJournal();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const request = rpc('power_dBm', 'it’s', ["20'"]);
  await send(request);
  await send(rpc('freq'));
  await row(page, 2).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const detail = page.getByRole('region', { name: /^Exchange 1 of radio 1: power_dBm/ });
  await detail.waitFor();
  expect(await detail.getByLabel('Request as JSON').innerText()).toContain(`"params": ["20'"]`);
  await detail.getByRole('radio', { name: 'bytes' }).check();
  expect(await detail.getByLabel('Request as bytes').innerText()).toMatch(
    /^0000 {2}7b 22 6a 73 .*\{"jsonrpc":"2\.0/,
  );

  await detail.getByRole('button', { name: 'Copy as curl' }).click();
  await expect
    .poll(() => clipboard(page))
    .toBe(
      `curl -sS -H 'Content-Type: application/json' --data-raw '${request.replace("'", String.raw`'\''`)}' ` +
        `'http://127.0.0.1:${simulator.httpPort}/streamscape_api'`,
    );
  await detail.getByRole('button', { name: 'Copy as fixture' }).click();
  await expect
    .poll(async () => JSON.parse(await clipboard(page)) as unknown)
    .toEqual(await simulator.drive('GET', '/journal/fixture?method=power_dBm'));
  await detail.getByRole('button', { name: 'Copy as verify in JavaScript' }).click();
  await expect
    .poll(() => clipboard(page))
    .toBe(
      String.raw`mock.journal.verify({ method: 'power_dBm', params: ['20\''], outcome: 'INVALID_RANGE' });`,
    );

  await page.keyboard.press('Escape');
  await detail.waitFor({ state: 'detached' });
  expect(await page.locator(':focus').getAttribute('aria-label')).toBe(
    'Exchange 1: power_dBm, INVALID_RANGE',
  );
});

test('the list stays as it is while an exchange is open or the list is paused', async () => {
  const { page, send, rows } = await openJournal();
  await send(rpc('freq'));
  await row(page, 1).click();
  await send(rpc('bw'));
  await send(rpc('bw'));
  await page.getByRole('button', { name: 'Show 2 new' }).waitFor();
  expect(await rows()).toEqual(['freq, ok']);
  await page.getByRole('button', { name: 'Show 2 new' }).click();
  await expect.poll(rows).toEqual(['bw, ok', 'bw, ok', 'freq, ok']);
  await page.getByRole('button', { name: 'Close the exchange' }).click();

  await page.getByRole('button', { name: 'Pause' }).click();
  await send(rpc('nodeid'));
  await page.getByRole('button', { name: 'Show 1 new' }).waitFor();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect.poll(async () => (await rows())[0]).toBe('nodeid, ok');
});

test('a list that is scrolled stays where it is', async () => {
  const viewport = { width: 1024, height: 500 };
  const { page, send, rows } = await openJournal({ viewport, route: '#/journal?rate=1000' });
  const batch = (count: number) => Promise.all(Array.from({ length: count }, () => send(rpc('freq'))));
  await batch(60);
  await row(page, 60).waitFor();
  await row(page, 60).hover();
  await page.mouse.wheel(0, 900);
  await page.getByText('held while you read').waitFor();
  const before = await rows();
  await batch(5);
  await page.getByRole('button', { name: 'Show 5 new' }).waitFor();
  expect(await rows()).toEqual(before);
  await page.getByRole('button', { name: 'Show 5 new' }).click();
  await row(page, 65).waitFor();
});

test('what a client sends is text: neither markup nor control characters act', async () => {
  const { page, send } = await openJournal();
  const markup = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
  await send(rpc(markup, 'a\u202eb', ['\u001b[31m']));
  await send('\u0000<b>');
  await row(page, 1).click();
  const detail = page.getByRole('region', { name: /^Exchange 1 of radio 1: <img src=x/ });
  await detail.getByText(String.raw`"a\u202eb"`, { exact: true }).waitFor();
  await detail.getByRole('radio', { name: 'text' }).check();
  expect(await detail.getByLabel('Request as text').innerText()).toContain(
    '<script>document.title=2</script>',
  );
  await page.getByRole('button', { name: 'Newer' }).click();
  await page.getByText(String.raw`\u0000<b>`).waitFor();
  expect(await page.locator('main img, main b, main script').count()).toBe(0);
  expect(await page.title()).toBe('Journal – silvus-mock');
});

test('a reply that a fault bent says so, and how it ended', async () => {
  const { page, simulator, send } = await openJournal();
  await simulator.drive('POST', '/faults', { kind: 'close', name: 'hang up', match: { method: 'bw' } });
  await send(rpc('freq'));
  await send(rpc('bw'));
  await page.getByRole('searchbox', { name: 'Fault' }).fill('hang up');
  await page.keyboard.press('Enter');
  await row(page, 1).waitFor({ state: 'detached' });
  await row(page, 2).click();
  await page.getByText('The connection was closed (FIN)').first().waitFor();
  await page.getByRole('link', { name: 'hang up' }).click();
  expect(new URL(page.url()).hash).toBe('#/faults/1');
});

test('a long reply is cut in the list, and shown as a whole when asked for', async () => {
  const { page, send } = await openJournal();
  await send(rpc('system_name', 'x'.repeat(3_000)));
  await row(page, 1).click();
  await page
    .getByText(/^Cut after 2,000 bytes of 3,0/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Show all of the request' }).click();
  await expect.poll(() => page.getByLabel('Request as JSON').innerText()).toContain('x'.repeat(3_000));
});

describe('a journal that is cleared', () => {
  test('by the page, once confirmed', async () => {
    const { page, simulator, send } = await openJournal();
    await send(rpc('freq'));
    await row(page, 1).waitFor();
    await page.getByRole('button', { name: 'Clear journal' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await row(page, 1).waitFor();
    await page.getByRole('button', { name: 'Clear journal' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Clear', exact: true }).click();
    await page.getByText('No exchange yet.').waitFor();
    expect(await simulator.drive('GET', '/journal')).toEqual({ total: 0, entries: [] });
  });

  test('by a reset: the rows before it stay, and say so', async () => {
    const { page, simulator, send, rows } = await openJournal();
    await send(rpc('freq'));
    await row(page, 1).waitFor();
    await simulator.drive('POST', '/reset');
    await page.getByRole('button', { name: /from before the journal was cleared$/ }).waitFor();
    await send(rpc('bw'));
    await expect.poll(rows).toEqual(['bw, ok', 'freq, ok, from before the journal was cleared']);
  });
});

test('what is shown is saved as a fixture, oldest first', async () => {
  const { page, simulator, send } = await openJournal();
  for (const method of ['freq', 'bw']) await send(rpc(method));
  await row(page, 2).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download fixture' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('journal-fixture.json');
  const saved = JSON.parse(await readFile(await download.path(), 'utf8')) as unknown;
  expect(saved).toEqual(await simulator.drive('GET', '/journal/fixture'));
});

test('more exchanges than are asked for are sampled, and it says so', async () => {
  const { page, send, rows } = await openJournal({ route: '#/journal?rate=5' });
  const seen = { is: false };
  const status = page.getByText(/showing \d of \d+ exchanges a second/);
  const watching = status.waitFor().then(() => {
    seen.is = true;
  });
  while (!seen.is) await Promise.all(Array.from({ length: 20 }, () => send(rpc('freq'))));
  await watching;
  // Once it is calm, what was left out last is there too.
  await send(rpc('nodeid'));
  await expect.poll(async () => (await rows())[0], { timeout: 30_000 }).toBe('nodeid, ok');
});

test('a link names the radio and a method that no radio has', async () => {
  const { page, send, rows } = await openJournal({ route: '#/journal/1?method=frq' });
  for (const method of ['freq', 'frq']) await send(rpc(method));
  await expect.poll(rows).toEqual(['frq, Method not found']);
  expect(await page.getByRole('combobox', { name: 'Method' }).inputValue()).toBe('frq');
});

test('the exchanges of all radios, or of one; a radio that vanishes leaves its rows', async () => {
  const { page, simulator, problems, rows } = await openJournal({ args: ['--radios', '2'] });
  const added = (await simulator.drive('POST', '/nodes', {})) as { node: string; http: { url: string } };
  const listed = (await simulator.drive('GET', '/nodes')) as { node: string; http: { url: string } }[];
  for (const { http } of listed) await fetch(http.url, { method: 'POST', body: rpc('freq') });
  await expect.poll(async () => (await rows()).length).toBe(3);
  await page.getByRole('combobox', { name: 'Radio' }).selectOption(added.node);
  await expect.poll(rows).toEqual(['freq, ok']);
  expect(new URL(page.url()).hash).toBe(`#/journal/${added.node}`);
  // Requests that were under way as it vanished.
  problems.allow(new RegExp(`404 .*/nodes/${added.node}/`));
  await simulator.drive('DELETE', `/nodes/${added.node}`);
  await page.getByText(`There is no radio ${added.node}`).waitFor();
  expect(await rows()).toEqual(['freq, ok']);
});

test('a journal that is off says so', async () => {
  const { page } = await openJournal({ args: ['--journal-entries', '0'] });
  await page.getByText('The journal is off').waitFor();
});

test('an exchange that is open stays open when another radio comes', async () => {
  const { page, send, simulator, rows } = await openJournal({ args: ['--alone'] });
  await send(rpc('freq'));
  await row(page, 1).click();
  const detail = page.getByRole('region', { name: /^Exchange 1/ });
  await detail.waitFor();
  await page.getByRole('button', { name: 'Pause' }).click();
  await simulator.drive('POST', '/nodes', {});
  await expect
    .poll(() => page.getByRole('combobox', { name: 'Radio', exact: true }).getByRole('option').count())
    .toBe(3);
  expect(await detail.isVisible()).toBe(true);
  expect(await page.getByRole('button', { name: 'Resume' }).isVisible()).toBe(true);
  expect(await rows()).toEqual(['freq, ok']);
});

test('the past of all radios is there where one was removed that the page still knows', async () => {
  const { page, send, simulator, problems, rows } = await openJournal({ args: ['--alone'] });
  problems.allow(/404/);
  await send(rpc('freq'));
  const added = (await simulator.drive('POST', '/nodes', {})) as { readonly node: string };
  const known = JSON.stringify(await simulator.drive('GET', '/nodes'));
  await page.route(/\/nodes$/, (route) => route.fulfill({ body: known, contentType: 'application/json' }));
  const options = page.getByRole('combobox', { name: 'Radio', exact: true }).getByRole('option');
  await expect.poll(() => options.count()).toBe(3);
  await simulator.drive('DELETE', `/nodes/${added.node}`);
  await page.getByRole('combobox', { name: 'Method' }).fill('freq');
  await page.keyboard.press('Enter');
  await expect.poll(rows).toEqual(['freq, ok']);
});
