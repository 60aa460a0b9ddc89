import { expect, test } from 'vitest';
import { openPage } from '../support/browser.js';

const route = '#/faults';

/** Sends a call as a client of the radio does; gives the message of its error, or its result. */
async function outcome(httpPort: number, method: string): Promise<unknown> {
  const reply = await fetch(`http://127.0.0.1:${httpPort}/streamscape_api`, {
    method: 'POST',
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method }),
  });
  const { result, error } = (await reply.json()) as { result?: unknown; error?: { message: string } };
  return error?.message ?? result;
}

test('a busy fault is put on with one click, a client fails, its count rises, and it is removed', async () => {
  const { page, simulator } = await openPage({ route });
  await page.getByText('No fault is on: the radio answers as it should.').waitFor();
  await page.getByRole('button', { name: 'busy', exact: true }).click();
  const row = page.getByRole('row', { name: /busy/ });
  await row.waitFor();
  expect(await outcome(simulator.httpPort, 'freq')).toBe('BUSY');
  await row.getByRole('cell', { name: '1', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Remove the fault busy' }).click();
  await row.waitFor({ state: 'detached' });
  expect(await outcome(simulator.httpPort, 'freq')).toEqual(['4700']);
});

test('a fault is made with its form, switched off and on again, and all are removed once confirmed', async () => {
  const { page, simulator } = await openPage({ route });
  await page.getByRole('searchbox', { name: 'Search kinds' }).fill('error choice');
  await page.getByRole('navigation', { name: 'Kinds of faults' }).getByRole('button').click();
  const form = page.getByRole('form', { name: 'Fault error' });
  await form.getByLabel('message').fill('TOO HOT');
  await form.getByLabel('method').fill('freq');
  await form.getByLabel('access').selectOption('read');
  await form.getByLabel('times').fill('5');
  await form.getByLabel('name').fill('hot');
  await form.getByRole('button', { name: 'Put error on' }).click();
  const row = page.getByRole('row', { name: /hot/ });
  await row.waitFor();
  expect(await outcome(simulator.httpPort, 'freq')).toBe('TOO HOT');
  expect(await outcome(simulator.httpPort, 'bw')).toEqual(['20']);
  await row.getByRole('cell', { name: '1 of 5' }).waitFor();

  await row.getByRole('switch', { name: 'The fault hot is on' }).click();
  await page.getByText('A fault that is off is removed from the simulator').waitFor();
  await row.locator(':focus').waitFor();
  expect(await simulator.drive('GET', '/faults')).toEqual([]);
  expect(await outcome(simulator.httpPort, 'freq')).toEqual(['4700']);
  // Another view in between: what is off is kept by the page.
  await page.getByRole('link', { name: 'Journal' }).click();
  await page.getByRole('link', { name: 'Faults' }).click();
  await row.getByRole('switch', { name: 'The fault hot is on' }).click();
  await row.getByRole('cell', { name: '0 of 5' }).waitFor();
  expect(await simulator.drive('GET', '/faults')).toMatchObject([
    { name: 'hot', params: { message: 'TOO HOT' }, match: { method: 'freq', access: 'read' }, times: 5 },
  ]);

  await page.getByRole('button', { name: 'Remove all …' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  expect(await simulator.drive('GET', '/faults')).toHaveLength(1);
  await page.getByRole('button', { name: 'Remove all …' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove all faults' }).click();
  await row.waitFor({ state: 'detached' });
  expect(await simulator.drive('GET', '/faults')).toEqual([]);
});

test('a wrong value is refused beside its field, which gets the focus, and nothing is put on', async () => {
  const { page, simulator, problems } = await openPage({ route });
  problems.allow(/status of 400/);
  const form = page.getByRole('form', { name: 'Fault latency' });
  const submit = form.getByRole('button', { name: 'Put latency on' });
  const ms = form.getByRole('textbox', { name: 'ms required' });
  await submit.click();
  await form.getByText('is required, such as 400ms').waitFor();
  expect(await ms.getAttribute('aria-invalid')).toBe('true');

  await ms.fill('5 parsec');
  await form.getByRole('textbox', { name: 'nth' }).fill('0');
  await submit.click();
  await form.getByText('is no duration; allowed: a number of ms').waitFor();
  await form.getByText('0: is not allowed; allowed: at least 1').waitFor();
  expect(await ms.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
  const described = await ms.getAttribute('aria-describedby');
  expect(await page.locator(`[id="${described?.split(' ').at(-1) ?? ''}"]`).innerText()).toMatch(
    /is no duration/,
  );
  expect(await simulator.drive('GET', '/faults')).toEqual([]);

  await ms.fill('250ms');
  await form.getByRole('textbox', { name: 'nth' }).fill('2');
  await submit.click();
  await page.getByRole('row', { name: /latency ms=250/ }).waitFor();
  await page.getByText('1 fault never acted since the last reset').click();
  await page
    .getByText('latency (latency ms=250 jitter=0 distribution=uniform) acts on only no. 2; on')
    .waitFor();
});

test('a bundled scenario is started, its time line moves, and it is stopped', async () => {
  const { page, simulator } = await openPage({ route });
  await page.getByText('No scenario has run since the start or the last reset.').waitFor();
  await page.getByRole('button', { name: 'Start edge-of-range' }).click();
  await page.getByText(/edge-of-range is running for \d+ s; 1 step has begun\./).waitFor();
  const steps = page.getByRole('region', { name: 'Steps of the scenario' });
  await steps.getByRole('row', { name: /^1 0 note within range steps\.0 done/ }).waitFor();
  await steps.getByRole('row', { name: /^2 20 s fault latency far steps\.1 waiting, in/ }).waitFor();
  await page.getByRole('img', { name: /Time line of the scenario/ }).waitFor();
  expect(await page.getByRole('button', { name: 'Start brown-out' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Stop edge-of-range' }).click();
  await page.getByText(/edge-of-range was stopped after/).waitFor();
  expect(await simulator.drive('GET', '/scenario')).toMatchObject({ state: 'stopped' });
});

test("one's own scenario is started as YAML, and a wrong one is refused with its place", async () => {
  const { page, problems } = await openPage({ route });
  problems.allow(/status of 400/);
  const text = page.getByRole('textbox', { name: 'Scenario as YAML or JSON' });
  const start = page.getByRole('button', { name: 'Start this scenario' });
  await text.fill('name: mine\nsteps:\n  - fault: { kind: bussy }\n');
  await start.click();
  await page
    .getByRole('alert')
    .filter({ hasText: /body:3:5: steps\.0\.fault: kind: "bussy" is not allowed/ })
    .waitFor();
  await text.fill('name: mine\nsteps:\n  - fault: { kind: busy, name: full }\n');
  await start.click();
  await page.getByText(/mine has ended after/).waitFor();
  await page.getByRole('region', { name: 'Faults' }).getByRole('row', { name: /full/ }).waitFor();
  await page.getByLabel('From a file').setInputFiles({
    name: 'off.yaml',
    mimeType: 'application/yaml',
    buffer: Buffer.from('name: off\nsteps:\n  - removeFault: full\n'),
  });
  await start.click();
  await page.getByText(/off has ended after/).waitFor();
  await page
    .getByRole('region', { name: 'Faults' })
    .getByRole('row', { name: /full/ })
    .waitFor({ state: 'detached' });
});

test('chaos is shown where it is on', async () => {
  const { page } = await openPage({ route, args: ['--chaos', 'radio', '--seed', '7'] });
  const chaos = page.getByRole('region', { name: 'Chaos' });
  await chaos.getByText('radio', { exact: true }).waitFor();
  await chaos.getByText('7', { exact: true }).waitFor();
});
