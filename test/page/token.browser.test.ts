import { expect, test } from 'vitest';
import { openPage } from '../support/browser.js';
import { PageTraffic, isStream } from '../support/page-traffic.js';
import { goToView, untilShown, views } from '../support/views.js';

const token = 'a-secret-of-this-test';

/** Chromium puts each refusal on the console. */
const refusal = /status of 401/;

test('the page asks for the token, says that a wrong one is wrong, and opens with the right one', async () => {
  const { page, problems } = await openPage({ token });
  problems.allow(refusal);
  const field = page.getByLabel('Token', { exact: true });
  await field.waitFor();
  expect(await field.getAttribute('type')).toBe('password');
  expect(await page.getByRole('alert').count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Use this token' }).isDisabled()).toBe(true);
  await field.fill('another');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('has refused this token').waitFor();
  await field.fill(token);
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Radio' }).waitFor();
  await untilShown(page, 'Network');
});

test('the token goes with each request and stream as a header, and is nowhere else', async () => {
  const { page, context, simulator, problems } = await openPage({ token, args: ['--log-level', 'debug'] });
  problems.allow(refusal);
  const printed: string[] = [];
  page.on('console', (message) => printed.push(message.text()));
  await page.getByLabel('Token', { exact: true }).fill(token);
  const traffic = new PageTraffic(context);
  await page.getByRole('button', { name: 'Use this token' }).click();
  await page.getByRole('combobox', { name: 'Radio' }).waitFor();
  for (const view of views) await goToView(page, view);
  await expect.poll(() => traffic.openStreams).toContain('/events');

  const { calls } = traffic;
  // The first may have been on its way when the token was typed.
  const sent = calls.slice(1).map((request) => request.headers()['authorization']);
  expect(new Set(sent)).toEqual(new Set([`Bearer ${token}`]));
  expect(calls.some((request) => isStream(new URL(request.url()).pathname))).toBe(true);
  expect(traffic.requests.filter((request) => request.url().includes(token))).toEqual([]);
  expect(page.url()).not.toContain(token);
  expect(await context.cookies()).toEqual([]);
  expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain(token);
  expect(await page.content()).not.toContain(token);
  expect(printed.join('\n')).not.toContain(token);
  expect(simulator.stdout() + simulator.stderr()).not.toContain(token);
});

test('a reload keeps the token, a new tab asks for it', async () => {
  const { page, context, simulator, problems } = await openPage({ token });
  problems.allow(refusal);
  await page.getByLabel('Token', { exact: true }).fill(token);
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Radio' }).waitFor();
  await page.reload();
  await page.getByRole('combobox', { name: 'Radio' }).waitFor();
  expect(await page.getByLabel('Token', { exact: true }).count()).toBe(0);
  const tab = await context.newPage();
  await tab.goto(`${simulator.url}/`);
  await tab.getByLabel('Token', { exact: true }).waitFor();
});

test('a token in the address opens nothing, and the page does not take it from there', async () => {
  const { page, simulator, problems } = await openPage({ token });
  problems.allow(refusal);
  await page.goto(`${simulator.url}/?token=${token}`);
  await page.getByLabel('Token', { exact: true }).waitFor();
  expect(await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })')).not.toContain(token);
  const reply = await page.goto(`${simulator.url}/nodes?token=${token}`);
  expect(reply?.status()).toBe(401);
  expect(await reply?.text()).not.toContain(token);
});
