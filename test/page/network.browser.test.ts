import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from '../support/browser.js';
import { goToView } from '../support/views.js';

/** What these tests read of GET /network. */
interface NetworkReply {
  readonly now: {
    readonly nodes: readonly {
      readonly nodeid: number;
      readonly position: { readonly latitude: number; readonly longitude: number; readonly altitude: number };
    }[];
  };
}

const nodesOnMap = (page: Page) => page.getByRole('group', { name: 'Nodes on the map' });
const node = (page: Page, name: string) => nodesOnMap(page).getByRole('button', { name: `${name},` });
const chosen = (page: Page) => page.getByRole('region', { name: 'Chosen' });
const table = (page: Page) => page.getByRole('region', { name: 'Table of nodes' });
const rowNames = (page: Page) => table(page).getByRole('rowheader').allInnerTexts();

/** The middle of an element on the screen. */
async function middleOf(page: Page, name: string): Promise<{ x: number; y: number }> {
  const box = await node(page, name).boundingBox();
  if (box === null) throw new Error(`${name} is not on the map`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function dragTo(page: Page, name: string, dx: number, dy: number): Promise<void> {
  const { x, y } = await middleOf(page, name);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx / 2, y + dy / 2, { steps: 4 });
  await page.mouse.move(x + dx, y + dy, { steps: 4 });
  await page.mouse.up();
}

test('the radio of start stands on the map with its two neighbours, and opens from there', async () => {
  const { page } = await openPage();
  await expect.poll(() => nodesOnMap(page).getByRole('button').count()).toBe(3);
  await expect.poll(() => table(page).getByRole('row').count()).toBe(4);
  await nodesOnMap(page).getByRole('button', { name: 'radio' }).click();
  await chosen(page).getByRole('link', { name: 'Open radio' }).click();
  await expect.poll(() => page.url()).toContain('#/radio/1');
});

test.each([
  ['with the clock of the machine', []],
  ['with a virtual clock, whose buttons are a row of their own', ['--clock', 'virtual']],
])('map, table and the line below the map fit into the window: %s', async (_, args) => {
  const { page } = await openPage({ network: 'triangle', args });
  await page.getByText('Network time').waitFor();
  const overflow = () =>
    page.evaluate<number>('document.documentElement.scrollHeight - document.documentElement.clientHeight');
  expect(await overflow()).toBe(0);
  const table = page.getByRole('region', { name: 'Table of nodes' });
  const [box, line] = [await table.boundingBox(), await page.getByText('Network time').boundingBox()];
  for (const each of [box, line]) expect((each?.y ?? 0) + (each?.height ?? 0)).toBeLessThanOrEqual(800);
  // Higher than that only where there is no room.
  await page.setViewportSize({ width: 1280, height: 300 });
  expect(await overflow()).toBeGreaterThan(0);
});

test('a node that is chosen shows its state, its route and its links; the table shows the same one', async () => {
  const { page } = await openPage({ network: 'triangle' });
  await node(page, 'east').click();
  await expect.poll(() => chosen(page).innerText()).toContain('west → north → east');
  expect(await table(page).getByRole('button', { name: 'east' }).getAttribute('aria-pressed')).toBe('true');
  await table(page).getByRole('button', { name: 'north' }).press('Enter');
  expect(await node(page, 'north').getAttribute('aria-pressed')).toBe('true');
  expect(await chosen(page).getByRole('heading', { name: 'north' }).isVisible()).toBe(true);
  await page.getByRole('combobox', { name: 'Radio' }).selectOption('310062');
  await expect.poll(() => chosen(page).innerText()).toContain('east → north');
  await chosen(page).getByRole('button', { name: 'Close this panel' }).click();
  expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Map of the network');
});

test('routes begin at the chosen radio, also after another view', async () => {
  const { page } = await openPage({ network: 'triangle' });
  const origin = () => nodesOnMap(page).getByRole('button', { name: 'routes begin here' }).innerText();
  await page.getByRole('combobox', { name: 'Radio' }).selectOption('310062');
  await expect.poll(origin).toBe('east');
  await goToView(page, 'Radio');
  const asked = page.waitForRequest((request) => request.url().includes('/network/events'));
  await goToView(page, 'Network');
  expect((await asked).url()).toContain('from=310062');
  const time = () => page.getByText('Network time').innerText();
  // Until a snapshot and an event have come.
  for (let count = 0; count < 2; count += 1) {
    const before = await time();
    await expect.poll(time).not.toBe(before);
  }
  expect(await origin()).toBe('east');
});

test('a node that is dragged stays where it is dropped, also after a reload, and no other moves', async () => {
  const { page, simulator } = await openPage({ network: 'triangle' });
  const before = await middleOf(page, 'east');
  const from = await middleOf(page, 'north');
  await dragTo(page, 'north', -120, 60);
  await page.getByText('north was moved').waitFor();
  const after = await middleOf(page, 'north');
  expect(after.x - from.x).toBeCloseTo(-120, -1);
  expect(after.y - from.y).toBeCloseTo(60, -1);
  expect(await middleOf(page, 'east')).toEqual(before);
  const { now } = (await simulator.drive('GET', '/network')) as NetworkReply;
  const { longitude } = now.nodes.find(({ nodeid }) => nodeid === 310063)?.position ?? { longitude: 0 };
  await page.reload();
  await node(page, 'north').click();
  expect(await chosen(page).innerText()).toContain(longitude.toFixed(6));
});

test('Escape while a node is dragged leaves it where it is', async () => {
  const { page } = await openPage({ network: 'triangle' });
  const { x, y } = await middleOf(page, 'north');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 90, y + 90, { steps: 3 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await middleOf(page, 'north')).toEqual({ x, y });
  expect(await page.getByText('was moved').count()).toBe(0);
});

test('a click on a link explains it both ways; each way is cut and joined', async () => {
  const { page } = await openPage({ network: 'triangle' });
  const [west, north] = [await middleOf(page, 'west'), await middleOf(page, 'north')];
  // Beside the middle, where its SNR is written.
  await page.mouse.click(west.x + (north.x - west.x) * 0.3, west.y + (north.y - west.y) * 0.3);
  await chosen(page).getByRole('heading', { name: 'Link west – north' }).waitFor();
  const there = chosen(page).getByRole('region', { name: 'west to north' });
  const back = chosen(page).getByRole('region', { name: 'north to west' });
  await there.getByRole('cell', { name: 'power of 310061' }).waitFor();
  await back.getByRole('cell', { name: 'power of 310063' }).waitFor();
  await there.getByRole('button', { name: 'Cut west to north' }).click();
  await there.getByText('north hears nothing').waitFor();
  expect(await back.getByText('hears nothing').count()).toBe(0);
  await there.getByRole('button', { name: 'Join west to north' }).click();
  await there.getByText(/SNR .* dB, MCS/).waitFor();
});

test('two nodes that do not hear each other have a reason', async () => {
  const { page } = await openPage({ network: 'triangle' });
  await node(page, 'west').click();
  await chosen(page).getByLabel('Other node').fill('south');
  await chosen(page).getByLabel('Other node').press('Enter');
  expect(await chosen(page).getByRole('alert').innerText()).toContain('"south" is not allowed');
  await chosen(page).getByLabel('Other node').fill('east');
  await chosen(page).getByLabel('Other node').press('Enter');
  await chosen(page).getByRole('heading', { name: 'Link west – east' }).waitFor();
  await chosen(page).getByRole('region', { name: 'east to west' }).getByText('Budget').waitFor();
});

test('the keyboard reaches a node, its links and its position', async () => {
  const { page, simulator } = await openPage({ network: 'triangle' });
  await node(page, 'west').focus();
  await page.keyboard.press('ArrowUp');
  expect(await nodesOnMap(page).locator(':focus').getAttribute('aria-label')).toContain('north');
  await page.keyboard.press('Enter');
  await chosen(page).getByText('Move to a position').press('Enter');
  const form = chosen(page).getByRole('form', { name: 'Position of north' });
  await form.getByLabel('Latitude').fill('91');
  await form.getByLabel('Latitude').press('Enter');
  expect(await form.getByRole('alert').innerText()).toBe(
    'latitude: "91" is not allowed; allowed: -90 to 90 degrees',
  );
  await form.getByLabel('Latitude').fill('48.14');
  await form.getByLabel('Altitude').fill('120');
  await form.getByLabel('Altitude').press('Enter');
  await page.getByText('north was moved').waitFor();
  const { now } = (await simulator.drive('GET', '/network')) as NetworkReply;
  expect(now.nodes.find(({ nodeid }) => nodeid === 310063)?.position).toMatchObject({
    latitude: 48.14,
    altitude: 120,
  });
  await chosen(page).getByRole('button', { name: 'Link to west' }).press('Enter');
  await chosen(page).getByRole('heading', { name: 'Link west – north' }).waitFor();
});

test('a node that moves does not come between what is selected in its position and what is typed', async () => {
  const { page, simulator } = await openPage({ network: 'triangle' });
  await node(page, 'north').press('Enter');
  await chosen(page).getByText('Move to a position').press('Enter');
  const field = chosen(page).getByLabel('Latitude');
  await field.selectText();
  const position = { latitude: 48.15, longitude: 11.5, altitude: 100 };
  await simulator.drive('POST', '/network/steering', { do: 'move', node: 310063, position });
  await chosen(page).getByText('48.150000, 11.500000').waitFor();
  await page.keyboard.insertText('48.14');
  expect(await field.inputValue()).toBe('48.14');
});

test('the view is moved by the user alone, and a node that moves moves on the map', async () => {
  const { page } = await openPage({ network: 'convoy' });
  const map = page.getByRole('group', { name: 'Map of the network' });
  await node(page, 'vehicle 1').waitFor();
  await map.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('-');
  await page.keyboard.press('-');
  const scale = await map.locator('..').innerText();
  const first = await middleOf(page, 'vehicle 1');
  await expect.poll(async () => (await middleOf(page, 'vehicle 1')).y, { timeout: 20_000 }).not.toBe(first.y);
  expect(await map.locator('..').innerText()).toBe(scale);
});

test('a node that moves by itself stays below the pointer while it is dragged', async () => {
  const { page } = await openPage({ network: 'convoy' });
  await node(page, 'vehicle 1').waitFor();
  const other = await middleOf(page, 'vehicle 2');
  const { x, y } = await middleOf(page, 'vehicle 1');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 80, y + 40, { steps: 5 });
  const held = await middleOf(page, 'vehicle 1');
  await expect.poll(async () => (await middleOf(page, 'vehicle 2')).y).not.toBe(other.y);
  expect(await middleOf(page, 'vehicle 1')).toEqual(held);
  await page.mouse.up();
  await page.getByText('vehicle 1 was moved').waitFor();
  // Within half a pixel: the simulator sends ten millionths of a degree.
  const dropped = await middleOf(page, 'vehicle 1');
  expect(Math.hypot(dropped.x - held.x, dropped.y - held.y)).toBeLessThan(1);
});

test('nodes on one point open as a list', async () => {
  const { page, simulator } = await openPage({ network: 'triangle' });
  const { now } = (await simulator.drive('GET', '/network')) as NetworkReply;
  const position = now.nodes.find(({ nodeid }) => nodeid === 310062)?.position;
  await simulator.drive('POST', '/network/steering', { do: 'move', node: 310063, position });
  await nodesOnMap(page).getByRole('button', { name: '2 nodes at one point' }).click();
  await chosen(page).getByRole('button', { name: 'north' }).click();
  expect(await node(page, 'north').getAttribute('aria-pressed')).toBe('true');
});

test('a radio in blackout says so on the map and in the table', async () => {
  const { page, simulator } = await openPage({ network: 'triangle' });
  await node(page, 'north').waitFor();
  await simulator.drive('POST', '/nodes/310063/blackout', { duration: '30s' });
  await nodesOnMap(page)
    .getByRole('button', { name: /^north, .*blackout/ })
    .waitFor();
  await table(page)
    .getByRole('row', { name: /north .*blackout/ })
    .waitFor();
});

test('the table of nodes is sorted and filtered', async () => {
  const { page } = await openPage({ network: 'triangle' });
  await node(page, 'north').waitFor();
  await expect.poll(() => rowNames(page)).toEqual(['west', 'east', 'north']);
  await table(page).getByRole('button', { name: 'Name' }).click();
  expect(await rowNames(page)).toEqual(['east', 'north', 'west']);
  await table(page).getByRole('button', { name: 'Name' }).click();
  expect(await rowNames(page)).toEqual(['west', 'north', 'east']);
  expect(await table(page).getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe(
    'descending',
  );
  await page.getByRole('searchbox', { name: 'Filter nodes' }).fill('310062');
  expect(await rowNames(page)).toEqual(['east']);
  await page.getByText('1 of 3 nodes').waitFor();
});

test('of 1,000 nodes at most 300 marks are made: groups, which a click zooms into', async () => {
  // In virtual time nobody moves: the groups stay as they were counted.
  const { page } = await openPage({ network: 'city', args: ['--clock', 'virtual'] });
  const groups = nodesOnMap(page).getByRole('button', { name: /^\d+ nodes$/ });
  await groups.first().waitFor();
  expect(await nodesOnMap(page).getByRole('button').count()).toBeLessThanOrEqual(300);
  const sizes = (await groups.allInnerTexts()).map(Number);
  const largest = Math.max(...sizes);
  expect(sizes.reduce((total, size) => total + size, 0)).toBeGreaterThan(900);
  await nodesOnMap(page)
    .getByRole('button', { name: `${largest} nodes`, exact: true })
    .first()
    .click();
  await expect
    .poll(() =>
      nodesOnMap(page)
        .getByRole('button', { name: /neighbour/ })
        .count(),
    )
    .toBeGreaterThan(largest / 2);
  await expect.poll(() => table(page).getByRole('row').count()).toBe(101);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('Page 2 of 10').waitFor();
});

test('a simulator without a network shows its radios as a table, with a reason', async () => {
  const { page, problems } = await openPage({ args: ['--alone'] });
  problems.allow(/409/);
  await page.getByText('This simulator has no network').waitFor();
  await page.getByRole('region', { name: 'Table of radios' }).getByRole('link', { name: '1' }).click();
  await expect.poll(() => page.url()).toContain('#/radio/1');
});

test('on a phone the page is not wider than the screen, and the map is above the table', async () => {
  const { page } = await openPage({ network: 'convoy', viewport: { width: 360, height: 740 } });
  await node(page, 'vehicle 1').click();
  expect(Number(await page.evaluate('document.documentElement.scrollWidth'))).toBeLessThanOrEqual(360);
  const map = await page.getByRole('group', { name: 'Map of the network' }).boundingBox();
  const below = await table(page).boundingBox();
  expect(below?.y).toBeGreaterThan((map?.y ?? 0) + (map?.height ?? 0));
});
