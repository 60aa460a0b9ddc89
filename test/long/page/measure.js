// What the page costs and how smooth it is: `node test/long/page/measure.js --minutes 10 --rate 500`; needs
// `npm run build` and Chromium. Prints a table, and writes the figures to reports/page.json.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { RadioProcess } from '../soak/radio-process.js';
import { launchBrowser, pause } from './browser.js';
import { Load } from './load.js';
import { PageFigures, countIn } from './page-figures.js';

const { values } = parseArgs({
  options: {
    /** Minutes with the page open under load, and as many without it. */
    minutes: { type: 'string', default: '10' },
    /** Exchanges a second. */
    rate: { type: 'string', default: '500' },
    /** Seconds for which the network of 1,000 nodes is watched. */
    seconds: { type: 'string', default: '60' },
    /** View that is open under load. */
    view: { type: 'string', default: 'journal' },
    output: { type: 'string', default: 'reports/page.json' },
  },
});
const minutes = Number(values.minutes);
const rate = Number(values.rate);
const watched = Number(values.seconds) * 1_000;

/** Until compilers and caches have settled, ms. */
const warmUp = 15_000;
const viewport = { width: 1920, height: 1080 };
const mebi = (/** @type {number} */ bytes) => `${(bytes / 1_048_576).toFixed(1)} MiB`;
const percent = (/** @type {number} */ share) => `${(share * 100).toFixed(1)} %`;
const say = (/** @type {string} */ line) => process.stdout.write(`${line}\n`);

/** CPU time of a process so far, s. @param {number} pid */
function cpuOf(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  // User and system time, in hundredths of a second on every Linux.
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Share of one core that a process takes meanwhile. @param {number} pid @param {() => Promise<unknown>} meanwhile */
async function cpuDuring(pid, meanwhile) {
  const [cpu, startedAt] = [cpuOf(pid), performance.now()];
  await meanwhile();
  return (cpuOf(pid) - cpu) / ((performance.now() - startedAt) / 1_000);
}

/** Opens the page of a simulator and gives what it shows of its speed. @param {import('playwright-core').Browser} browser @param {RadioProcess} radio @param {string} view */
async function openView(browser, radio, view) {
  const context = await browser.newContext({ viewport });
  await countIn(context);
  const page = await context.newPage();
  await page.goto(`${radio.address.control.url}/#/${view}`);
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
  return { context, page, figures: await PageFigures.of(page) };
}

/** One radio under load, without the page and with it. @param {import('playwright-core').Browser} browser */
async function underLoad(browser) {
  const radio = await RadioProcess.start(['--log-level', 'error']);
  const { pid, http } = radio.address;
  const load = new Load(http.port, rate);
  try {
    await pause(warmUp);
    const before = { replies: load.replies, at: performance.now() };
    const without = await cpuDuring(pid, () => pause(minutes * 60_000));
    const { context, figures } = await openView(browser, radio, values.view);
    const firstPaintMs = await figures.firstPaint();
    await pause(warmUp);
    const start = { page: await figures.memory(), simulator: await radio.memory() };
    let withPage = NaN;
    const smoothness = await figures.during(async () => {
      withPage = await cpuDuring(pid, () => pause(minutes * 60_000));
    });
    const end = { page: await figures.memory(), simulator: await radio.memory() };
    const perSecond = (load.replies - before.replies) / ((performance.now() - before.at) / 1_000);
    await context.close();
    return { perSecond, firstPaintMs, cpu: { without, withPage }, start, end, smoothness };
  } finally {
    load.stop();
    radio.kill('SIGKILL');
  }
}

/** 1,000 nodes that fly in circles, each with ten neighbours, and move as often as the page looks. */
const network = {
  seed: 7,
  physics: { tick: 0.2 },
  settings: { freq: 2490, bw: 20, power_dBm: 20, max_link_distance: 400 },
  generate: {
    nodes: 1_000,
    firstNodeid: 320_001,
    center: { latitude: 48.137, longitude: 11.575 },
    spacing: 200,
    altitude: [80, 120],
    motion: { kind: 'circle', radius: 40, speed: 12 },
    served: 1,
  },
};

/** The network of 1,000 nodes in motion. @param {import('playwright-core').Browser} browser */
async function manyNodes(browser) {
  const folder = mkdtempSync(join(tmpdir(), 'silvus-mock-page-'));
  const file = join(folder, 'network.json');
  writeFileSync(file, JSON.stringify(network));
  const radio = await RadioProcess.start(['--network', file, '--log-level', 'error']);
  try {
    const { body } = await radio.control('GET', '/network');
    const without = await cpuDuring(radio.address.pid, () => pause(watched / 4));
    const { context, figures } = await openView(browser, radio, 'network');
    await pause(warmUp);
    let withPage = NaN;
    const smoothness = await figures.during(async () => {
      withPage = await cpuDuring(radio.address.pid, () => pause(watched));
    });
    await context.close();
    const { nodes, links } = body.now;
    return { nodes: nodes.length, links: links.length, cpu: { without, withPage }, smoothness };
  } finally {
    radio.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  }
}

const browser = await launchBrowser();
try {
  const load = await underLoad(browser);
  say(
    `${availableParallelism()} cores; ${minutes} min at ${load.perSecond.toFixed(0)} exchanges/s, view ${values.view}`,
  );
  say(`first paint                 ${load.firstPaintMs?.toFixed(0)} ms`);
  say(`simulator, without the page ${percent(load.cpu.without)} of a core`);
  say(`simulator, with the page    ${percent(load.cpu.withPage)} of a core`);
  const { start, end } = load;
  say(
    `simulator, heap             ${mebi(start.simulator.heapUsed)}, at the end ${mebi(end.simulator.heapUsed)}`,
  );
  say(`simulator, resident         ${mebi(start.simulator.rss)}, at the end ${mebi(end.simulator.rss)}`);
  say(`page, heap                  ${mebi(start.page.heapUsed)}, at the end ${mebi(end.page.heapUsed)}`);
  say(`page, elements              ${start.page.elements}, at the end ${end.page.elements}`);
  report(load.smoothness);
  const many = await manyNodes(browser);
  say(`\n${many.nodes} nodes, ${many.links} links, in motion for ${values.seconds} s`);
  say(`simulator, without the page ${percent(many.cpu.without)} of a core`);
  say(`simulator, with the page    ${percent(many.cpu.withPage)} of a core`);
  report(many.smoothness);
  mkdirSync('reports', { recursive: true });
  writeFileSync(values.output, `${JSON.stringify({ load, many }, undefined, 2)}\n`);
} finally {
  await browser.close();
}

/** @param {Awaited<ReturnType<PageFigures['during']>>} figures */
function report({ mainThread, longestTaskMs, tasksOver50Ms, p95FrameMs, updatesPerSecond }) {
  say(`page, its main thread       ${percent(mainThread)} busy`);
  say(`page, longest task          ${longestTaskMs.toFixed(0)} ms, ${tasksOver50Ms} over 50 ms`);
  say(`page, 95 % of frames within ${p95FrameMs.toFixed(1)} ms`);
  say(`page, updates               ${updatesPerSecond.toFixed(1)} a second`);
}
