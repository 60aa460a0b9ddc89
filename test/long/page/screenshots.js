// Makes the pictures of docs/page.md: `node test/long/page/screenshots.js`; needs `npm run build` and Chromium.
// `--only convoy` makes one of them, `--folder reports/page` puts them somewhere else.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { RadioProcess } from '../soak/radio-process.js';
import { launchBrowser, pause } from './browser.js';
import { Load } from './load.js';

/** @import { Browser, Page } from 'playwright-core' */
/** @typedef {{ name: string, flags?: string[], route: string, rate?: number, dark?: boolean, viewport?: { width: number, height: number }, prepare: (radio: RadioProcess, page: Page) => Promise<unknown> }} Picture */

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: 'docs/page' },
    only: { type: 'string', multiple: true },
  },
});

/** Time in which the plots of a radio get some length, ms. */
const history = 45_000;
/** Time in which a view has drawn what it was sent, ms. */
const settled = 2_500;

/** @param {RadioProcess} radio @param {string} method @param {unknown[]} params */
async function call(radio, method, params) {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
  const reply = await fetch(radio.address.http.url, { method: 'POST', body });
  return reply.text();
}

/** @type {Picture[]} */
const pictures = [
  {
    name: 'radio',
    route: '#/radio/1',
    rate: 3,
    prepare: () => pause(history),
  },
  {
    name: 'blackout',
    route: '#/radio/1',
    rate: 3,
    prepare: async (radio) => {
      await pause(history / 3);
      await radio.expect(201, 'POST', '/faults', { kind: 'latency', name: 'slow', ms: 400 });
      await pause(history / 3);
      await call(radio, 'freq', ['2490']);
      await pause(settled);
    },
  },
  {
    name: 'journal',
    route: '#/journal',
    rate: 500,
    prepare: async (radio, page) => {
      await radio.expect(201, 'POST', '/faults', { kind: 'busy', name: 'crowded', probability: 0.05 });
      await pause(settled);
      await page.getByRole('button', { name: 'Pause', exact: true }).click();
      await page
        .getByRole('button', { name: /^Exchange \d+: no_such_method/ })
        .first()
        .click();
      await pause(settled);
    },
  },
  {
    name: 'convoy',
    flags: ['--network', 'convoy', '--clock', 'virtual'],
    route: '#/network/310061',
    viewport: { width: 1440, height: 940 },
    prepare: async (radio, page) => {
      await radio.expect(200, 'POST', '/nodes/310061/clock/advance', { duration: '4m' });
      const cut = { do: 'cut', from: 310064, to: 310065 };
      await radio.expect(200, 'POST', '/network/steering', cut);
      await pause(settled);
      await page.getByRole('button', { name: 'Fit all nodes' }).click();
      await page
        .getByRole('group', { name: 'Nodes on the map' })
        .getByRole('button', { name: /vehicle 4/ })
        .click();
      await page.getByRole('region', { name: 'Chosen' }).getByText('vehicle 5', { exact: true }).click();
      await pause(settled);
    },
  },
  {
    name: 'city',
    flags: ['--network', 'city'],
    route: '#/network',
    prepare: () => pause(5 * settled),
  },
  {
    name: 'narrow-dark',
    route: '#/radio/1',
    rate: 3,
    dark: true,
    viewport: { width: 360, height: 740 },
    prepare: () => pause(history),
  },
];

/** @param {Browser} browser @param {Picture} picture */
async function take(browser, { name, flags = [], route, rate, dark = false, viewport, prepare }) {
  const radio = await RadioProcess.start(['--seed', '7', '--log-level', 'error', ...flags]);
  const load = rate === undefined ? undefined : new Load(radio.address.http.port, rate);
  try {
    const context = await browser.newContext({
      viewport: viewport ?? { width: 1440, height: 900 },
      colorScheme: dark ? 'dark' : 'light',
    });
    const page = await context.newPage();
    await page.goto(`${radio.address.control.url}/${route}`);
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
    await prepare(radio, page);
    const path = join(values.folder, `${name}.png`);
    await page.screenshot({ path });
    await context.close();
    process.stdout.write(`${path}\n`);
  } finally {
    load?.stop();
    radio.kill('SIGKILL');
  }
}

mkdirSync(values.folder, { recursive: true });
const browser = await launchBrowser();
try {
  for (const picture of pictures.filter(({ name }) => values.only?.includes(name) ?? true))
    await take(browser, picture);
} finally {
  await browser.close();
}
