import type { Request, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from '../support/browser.js';
import { PageTraffic } from '../support/page-traffic.js';
import { goToView, views } from '../support/views.js';
import { setHidden } from '../support/visibility.js';

/** Whether a request is the one that the page repeats each second. */
const isStatus = (request: Request) => request.url().endsWith('/status');

/** The streams of each view. */
const streamsOf: Readonly<Record<(typeof views)[number], readonly string[]>> = {
  Network: ['/network/events'],
  Radio: [],
  Faults: [],
  Journal: ['/events'],
};

test('no request leaves the machine: all go to the control plane', async () => {
  const { page, context, simulator } = await openPage({ network: 'triangle' });
  const traffic = new PageTraffic(context);
  await page.reload();
  for (const view of views) await goToView(page, view);
  await expect.poll(() => traffic.openStreams).toContain('/events');
  expect(new Set(traffic.requests.map((request) => new URL(request.url()).origin))).toEqual(
    new Set([simulator.url]),
  );
  expect(traffic.requests.length).toBeGreaterThan(views.length);
});

test.each(views)(
  'the view %s asks for nothing while it is hidden, and goes on when it is shown',
  async (view) => {
    const { page, context } = await openPage({ network: 'triangle' });
    await goToView(page, view);
    // The clock of the page: an hour passes at once.
    await page.clock.install();
    const traffic = new PageTraffic(context);
    await page.reload();
    // The third status: what the view asks for once has come.
    await expect.poll(() => traffic.calls.filter(isStatus).length).toBeGreaterThan(2);
    const streams = streamsOf[view];
    await expect.poll(() => traffic.openStreams).toEqual(streams);

    await setHidden(page, true);
    await expect.poll(() => traffic.open).toEqual([]);
    const before = traffic.requests.length;
    await page.clock.runFor('01:00:00');
    expect(traffic.requests.slice(before).map((request) => request.url())).toEqual([]);

    await setHidden(page, false);
    await expect.poll(() => traffic.requests.length).toBeGreaterThan(before);
    await expect.poll(() => traffic.openStreams).toEqual(streams);
  },
);

test('an answer that comes while the page is hidden asks for nothing more', async () => {
  const { page, context, simulator } = await openPage({ network: 'triangle' });
  await page.clock.install();
  const traffic = new PageTraffic(context);
  const held: Route[] = [];
  let isHeld = true;
  await page.route(/\/(status|openrpc\.json)$/, (route) =>
    isHeld ? void held.push(route) : route.continue(),
  );
  await page.goto(`${simulator.url}/#/radio`);
  await page.reload();
  // The readings are asked for with a status, the settings with the methods.
  const paths = () => new Set(held.map((route) => new URL(route.request().url()).pathname.split('/').at(-1)));
  await expect.poll(paths).toEqual(new Set(['status', 'openrpc.json']));

  await setHidden(page, true);
  const before = traffic.requests.length;
  isHeld = false;
  await Promise.all(held.map((route) => route.continue()));
  await expect.poll(() => traffic.open).toEqual([]);
  await page.clock.runFor('01:00:00');
  expect(traffic.requests.slice(before).map((request) => request.url())).toEqual([]);

  await setHidden(page, false);
  await expect
    .poll(() => traffic.calls.some((request) => request.url().includes('/state?methods=')))
    .toBe(true);
});

test('a page that is left open listens no more often than at its beginning', async () => {
  const { page, context, simulator } = await openPage();
  await page.addInitScript(`
    window.listening = 0;
    const { addEventListener, removeEventListener } = document;
    document.addEventListener = (...all) => { window.listening += 1; addEventListener.apply(document, all); };
    document.removeEventListener = (...all) => { window.listening -= 1; removeEventListener.apply(document, all); };
  `);
  await page.clock.install();
  await page.goto(`${simulator.url}/#/radio`);
  await page.reload();
  const traffic = new PageTraffic(context);
  for (let seconds = 0; seconds < 20; seconds += 1) {
    const before = traffic.calls.filter(isStatus).length;
    await page.clock.runFor(1_000);
    await expect.poll(() => traffic.calls.filter(isStatus).length).toBeGreaterThan(before);
  }
  expect(await page.evaluate<number>('window.listening')).toBeLessThan(20);
});

test('a blackout longer than a timer of a browser is asked for once a second', async () => {
  const { page, context, simulator } = await openPage();
  await simulator.drive('POST', '/blackout', { duration: '30d' });
  await goToView(page, 'Radio');
  await page.getByText('in blackout: manual', { exact: true }).waitFor();
  const times: number[] = [];
  context.on('request', (request) => {
    if (isStatus(request)) times.push(performance.now());
  });
  // Seven, of which some come at once: the view has just been opened.
  await expect.poll(() => times.length).toBeGreaterThan(6);
  expect((times[6] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(1_500);
});
