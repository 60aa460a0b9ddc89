/**
 * Kills a radio that saves, again and again, and looks whether what it acknowledged is there afterwards.
 *
 *   npm run build && node test/long/soak/flash-kill.js [kills] [seed]     default: 200, and a seed that is drawn
 *
 * Each round starts the command with a state folder, reads every setting, saves settings without a pause, and kills
 * the process with SIGKILL at a moment that the seed gives. Prints one line; exit code 1 says what was lost.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { randomSource } from '../../../dist/core/random.js';

const bin = new URL('../../../bin/silvus-mock.js', import.meta.url).pathname;
const kills = Number(process.argv[2] ?? 200);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
const chance = randomSource(seed).stream('flash-kill');
const whole = (min, max) => Math.floor(chance.between(min, max + 1));

/** Values that are always allowed, by setting. */
const values = {
  freq: () => [String(2200 + 20 * whole(0, 9))],
  power_dBm: () => [String(whole(0, 39))],
  max_link_distance: () => [String(whole(0, 1_000_000))],
  gps_coordinates: () => [whole(-89, 89), whole(-179, 179), whole(0, 9_000)].map(String),
};
const names = Object.keys(values);

const folder = mkdtempSync(join(tmpdir(), 'flash-kill-'));
const told = { saves: 0, underWay: 0, landed: 0, slowest: 0 };

/** What flash holds for certain, and what it may hold instead: what was under way when the process was killed. */
let flash;
let maybe;
let factory;

async function round(number) {
  const begun = performance.now();
  const child = spawn(process.execPath, [bin, ...flags()], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
  const ended = once(child, 'close');
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    // Some are killed before they listen.
    if (number > 0 && whole(0, 9) === 0) {
      await Promise.race([ended, pause(whole(0, 300))]);
      return;
    }
    while (!stdout.includes('\n')) {
      if (child.exitCode !== null) throw new Error(`it did not come up: ${stderr}`);
      await Promise.race([once(child.stdout, 'data'), ended]);
    }
    told.slowest = Math.max(told.slowest, performance.now() - begun);
    const call = (method, params) => post(agent, JSON.parse(stdout).http.port, method, params);
    await compare(call, stderr);
    const timer = setTimeout(() => child.kill('SIGKILL'), whole(1, 500));
    await save(call, ended).finally(() => clearTimeout(timer));
  } finally {
    child.kill('SIGKILL');
    await ended;
    agent.destroy();
  }
}

const flags = () => [
  ...['start', '--http-port', '0', '--maintenance-port', '0', '--no-control'],
  ...['--timing', 'instant', '--log-level', 'warn', '--state-dir', folder],
];

/** Looks whether flash is what was acknowledged, and the folder tidy. */
async function compare(call, stderr) {
  const now = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await call(name)])));
  factory ??= now;
  flash ??= now;
  if (maybe !== undefined) told.underWay += 1;
  if (!isDeepStrictEqual(now, flash)) {
    if (!isDeepStrictEqual(now, maybe)) {
      const shown = JSON.stringify({ now, acknowledged: flash, underWay: maybe });
      throw new Error(`what was acknowledged is not there: ${shown}`);
    }
    told.landed += 1;
  }
  [flash, maybe] = [now, undefined];
  if (stderr !== '') throw new Error(`it complained: ${stderr}`);
  const found = readdirSync(folder);
  const strays = found.filter((name) => name !== '310061.json' && !/^owner-.*\.sock$/.test(name));
  if (strays.length > 0 || found.length > 2)
    throw new Error(`something was left behind: ${found.join(', ')}`);
}

/** Saves without a pause until the process is gone. */
async function save(call, ended) {
  const running = { ...flash };
  const gone = ended.then(() => true);
  for (;;) {
    try {
      if (whole(0, 19) === 0) {
        maybe = { ...factory };
        await call('factory_reset');
      } else {
        const name = names[whole(0, names.length - 1)];
        running[name] = values[name]();
        await call(name, running[name]);
        maybe = { ...flash, [name]: running[name] };
        await call('setenvlinsingle', [name]);
      }
      told.saves += 1;
      [flash, maybe] = [maybe, undefined];
    } catch (fault) {
      if (fault.code === 'REFUSED' || !(await Promise.race([gone, pause(5_000)]))) throw fault;
      return;
    }
  }
}

function post(agent, port, method, params = []) {
  return new Promise((resolve, reject) => {
    const sent = request(
      { agent, port, host: '127.0.0.1', method: 'POST', path: '/streamscape_api' },
      (reply) => {
        let text = '';
        reply.setEncoding('utf8').on('data', (more) => (text += more));
        reply.on('error', reject).on('end', () => {
          const { result, error } = JSON.parse(text);
          if (error === undefined) resolve(result);
          else reject(Object.assign(new Error(`${method} ${params}: ${text}`), { code: 'REFUSED' }));
        });
      },
    );
    sent.on('error', reject);
    sent.end(JSON.stringify({ jsonrpc: '2.0', method, params, id: 1 }));
  });
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms, false).unref());

try {
  for (let number = 0; number < kills; number += 1) await round(number);
  // What the last kill left is read too.
  await round(0);
  JSON.parse(readFileSync(join(folder, '310061.json'), 'utf8'));
  const { saves, underWay, landed, slowest } = told;
  console.log(
    `flash-kill: seed ${seed}: ${kills} kills, ${saves} saves acknowledged, none lost, none torn; ` +
      `${underWay} under way at the kill, of which ${landed} landed; slowest start ${Math.round(slowest)} ms`,
  );
} catch (fault) {
  console.log(`flash-kill: seed ${seed}: FAILED: ${fault.message}`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
