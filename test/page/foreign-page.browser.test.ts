import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { openPage, reboundHost, sharedBrowser } from '../support/browser.js';
import { foreignSite } from '../support/foreign-site.js';
import { type SimulatorWithPage, simulatorWithPage } from '../support/simulator-with-page.js';

/** A page of another site, of the same name or another, beside a simulator with one fault. */
async function foreignPage(
  name: string,
  body: (url: string) => string = () => '',
): Promise<{ page: Page; simulator: SimulatorWithPage }> {
  const simulator = await simulatorWithPage();
  await simulator.drive('POST', '/faults', { kind: 'latency', ms: 1, name: 'stays' });
  const port = await foreignSite(body(simulator.url));
  const context = await (await sharedBrowser()).newContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(`http://${name}:${port}/`);
  return { page, simulator };
}

/** Nothing was changed: the fault is there, and there is no blackout. */
async function expectUntouched({ drive }: SimulatorWithPage): Promise<void> {
  expect(await drive('GET', '/faults')).toMatchObject([{ name: 'stays' }]);
  expect(await drive('GET', '/blackout')).toBeNull();
}

/** Names of the machine: the same site as the control plane, and another one. */
const names = ['127.0.0.1', 'localhost'];

test.each(names)('a script of a page on %s can neither read nor change anything', async (name) => {
  const { page, simulator } = await foreignPage(name);
  const attempts = await page.evaluate<Record<string, string>>(`(async () => {
    const url = '${simulator.url}';
    const attempt = (path, options) => fetch(url + path, options).then(async (reply) => reply.type + ' ' + (await reply.text()), (e) => e.name);
    const json = { 'Content-Type': 'application/json' };
    const body = JSON.stringify({ duration: '1h' });
    const stream = await new Promise((resolve) => {
      const source = new EventSource(url + '/events');
      source.onopen = () => resolve('open');
      source.onerror = () => { source.close(); resolve('error'); };
    });
    const script = await new Promise((resolve) => {
      const element = document.createElement('script');
      element.src = url + '/nodes';
      element.onload = () => resolve('loaded');
      element.onerror = () => resolve('error');
      document.head.append(element);
    });
    return {
      read: await attempt('/status'),
      page: await attempt('/'),
      withJson: await attempt('/blackout', { method: 'POST', headers: json, body }),
      simple: await attempt('/blackout', { method: 'POST', mode: 'no-cors', body }),
      reset: await attempt('/reset', { method: 'POST', mode: 'no-cors' }),
      remove: await attempt('/faults', { method: 'DELETE' }),
      stream, script,
    };
  })()`);
  expect(attempts).toEqual({
    read: 'TypeError',
    page: 'TypeError',
    withJson: 'TypeError',
    // The reply is opaque: the script can't read it, and it is a refusal.
    simple: 'opaque ',
    reset: 'opaque ',
    remove: 'TypeError',
    stream: 'error',
    script: 'error',
  });
  await expectUntouched(simulator);
});

test.each(names)('a form of a page on %s posts nothing', async (name) => {
  const form = (action: string, type: string, text: string) =>
    `<form method="post" action="${action}" enctype="${type}"><input name='${text}' value=""><button>${type}</button></form>`;
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
    const { page, simulator } = await foreignPage(name, (url) =>
      form(`${url}/blackout`, type, '{"duration":"1h","cause":"'),
    );
    const [reply] = await Promise.all([
      page.waitForResponse(`${simulator.url}/blackout`),
      page.getByRole('button').click(),
    ]);
    expect(reply.status()).toBe(403);
    await expectUntouched(simulator);
  }
});

test.each(names)('a page on %s can not show the page in a frame', async (name) => {
  const { page, simulator } = await foreignPage(
    name,
    (url) => `<iframe title="framed" src="${url}/"></iframe>`,
  );
  const [reply] = await Promise.all([page.waitForResponse(`${simulator.url}/`), page.reload()]);
  expect(reply.status()).toBe(403);
  const frame = page.frameLocator('iframe');
  expect(await frame.getByRole('navigation').count()).toBe(0);
  expect(await frame.getByText('silvus-mock').count()).toBe(0);
});

test('a name of another site that resolves to this machine is refused', async () => {
  const { page, simulator, problems } = await openPage();
  problems.allow(/status of 403/);
  const { port } = new URL(simulator.url);
  for (const path of ['/', '/nodes', '/page/index.js']) {
    const reply = await page.goto(`http://${reboundHost}:${port}${path}`);
    expect(reply?.status()).toBe(403);
    expect(await reply?.text()).toContain('the Host header names another host');
  }
});
