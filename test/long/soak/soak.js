// Full load on HTTP, HTTPS and the maintenance port, with faults, blackouts, reloads and reconnects; prints what became of it and whether
// memory grew. `node test/long/soak/soak.js --minutes 30 --settle 10`; needs `npm run build`.
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Disturbances } from './disturbances.js';
import { GoodClient } from './good-client.js';
import { Load, pause } from './load.js';
import { RadioProcess } from './radio-process.js';
import { slopeOf } from './slope.js';

/** @import { Memory } from './radio-process.js' */

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '20' },
    /** Minutes until memory is judged: all that has a bound is full by then. */
    settle: { type: 'string' },
    /** Where each sample of memory is written, one on each line. */
    samples: { type: 'string' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    clients: { type: 'string', default: '24' },
    'https-clients': { type: 'string', default: '4' },
    /** How many times as often disturbances come. */
    haste: { type: 'string', default: '1' },
    /** Without compiled code what the heap grows by is what the simulator holds. */
    jitless: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes);
const settle = Number(values.settle ?? minutes / 4);
const seed = Number(values.seed);
const say = (/** @type {string} */ line) => {
  if (!values.json) process.stdout.write(`${line}\n`);
};

const mebi = (/** @type {number} */ bytes) => `${(bytes / 1_048_576).toFixed(1)} MiB`;

const folder = mkdtempSync(join(tmpdir(), 'silvus-mock-soak-'));
const file = join(folder, 'silvus-mock.yaml');
writeFileSync(file, '{}\n');
const flags = [
  ...['--config', file, '--state-dir', join(folder, 'state'), '--seed', values.seed],
  ...['--soft-boot', '50ms', '--power-change', '0', '--reboot', '100ms', '--reboot-delay', '20ms'],
  ...['--https-port', '0', '--maintenance-max-connections', '32', '--log-level', 'error'],
];
const radio = await RadioProcess.start(flags, { node: values.jitless ? ['--jitless'] : [] });
say(`seed ${seed}, ${minutes} min, pid ${radio.address.pid}`);

const size = {
  seed,
  httpClients: Number(values.clients),
  httpsClients: Number(values['https-clients']),
  maintenanceClients: 4,
};
const load = new Load(radio.address, size);
const good = new GoodClient(radio.address.http.port);
// While a fault is on, requests are remembered, up to a bound that chance alone would take long to reach.
await radio.control('POST', '/faults', { kind: 'busy', probability: 0, name: 'fill' });
await load.fill(radio.address.http.port, 10_500);
await radio.control('DELETE', '/faults/fill');
const disturbances = new Disturbances(radio, file, Number(values.haste));

/** @type {({ at: number, descriptors: number } & Memory)[]} */
const samples = [];
const begun = performance.now();
const length = minutes * 60_000;
const every = Math.max(2_000, length / 120);
/** @param {number} at ms */
const look = async (at) => {
  const sample = { at: Math.round(at), descriptors: radio.descriptors(), ...(await radio.memory()) };
  samples.push(sample);
  if (values.samples !== undefined) appendFileSync(values.samples, `${JSON.stringify(sample)}\n`);
};
for (let at = 0; at <= length; at = performance.now() - begun) {
  await look(at);
  await pause(every);
}
await disturbances.end();
await load.end();
await good.end();
// Blackouts of the last writes pass first.
await pause(500);
await look(performance.now() - begun);
const status = (await radio.control('GET', '/status')).body;
const exitCode = await radio.stop();
rmSync(folder, { recursive: true, force: true });

/** Under load: what the last sample shows, when nobody asks any more, is less. */
const settled = samples.slice(0, -1).filter(({ at }) => at >= settle * 60_000);
const hours = settled.map(({ at, heapUsed }) => ({ x: at / 3_600_000, y: heapUsed }));
const { slope, error } = slopeOf(hours);
const days = 90 * 24;
const { faults: acted, ...stats } = status.stats;
/** What faults have left without a whole reply: it can't be told from outside, so the simulator's count is taken. */
const cutByFault = ['rst', 'truncate', 'garbage', 'drop-connection'].reduce(
  (sum, kind) => sum + (acted[kind] ?? 0),
  0,
);
const undelivered = load.results.cut - cutByFault;
/** What must have reached the simulator: a connection that was dropped had one request that was never read. */
const expectedRequests = load.sent - load.results.refused - (acted['drop-connection'] ?? 0) + good.probes;
const report = {
  seed,
  minutes,
  settle,
  sent: load.sent,
  ...load.results,
  cutByFault,
  undelivered,
  answers: load.answers,
  cuts: load.cuts,
  drops: load.drops,
  serverRequests: stats.requests,
  expectedRequests,
  perSecond: Math.round(load.sent / (length / 1_000)),
  p50: load.latencies.quantile(0.5),
  p99: load.latencies.quantile(0.99),
  start: samples[0],
  middle: samples[Math.floor(samples.length / 2)],
  end: samples.at(-1),
  slopePerHour: slope,
  slopeError: error,
  in90Days: slope * days,
  probes: good.probes,
  probesAnswered: good.answered,
  longestGap: good.longestGap,
  blackouts: disturbances.blackouts,
  reloads: disturbances.reloads,
  acted,
  server: stats,
  exitCode,
};

if (undelivered !== 0 || stats.requests !== expectedRequests || exitCode !== 0) process.exitCode = 1;
if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
else print(report);

/** @param {typeof report} all */
function print(all) {
  const { start, middle, end } = all;
  say(`requests: sent ${all.sent} (${all.perSecond} a second)`);
  say(
    `  = answered ${all.answered} + refused ${all.refused} + cut by fault ${all.cutByFault} + undelivered ${undelivered}`,
  );
  say(`  answers: ${JSON.stringify(all.answers)}; what was cut: ${JSON.stringify(all.cuts)}`);
  say(`  connections that came and left without a word: ${all.drops}`);
  say(`latency: p50 ${all.p50} ms, p99 ${all.p99} ms`);
  for (const [name, sample] of Object.entries({ start, middle, end })) {
    if (sample === undefined) continue;
    say(
      `${name}: heap ${mebi(sample.heapUsed)}, resident ${mebi(sample.rss)}, descriptors ${sample.descriptors}`,
    );
  }
  say(
    `heap's slope from minute ${settle} on: ${mebi(slope)} ± ${mebi(error)} an hour, ${mebi(slope * days)} ± ${mebi(error * days)} in 90 days`,
  );
  const share = ((100 * all.probesAnswered) / all.probes).toFixed(3);
  say(
    `a good client: ${all.probesAnswered} of ${all.probes} probes answered (${share} %), longest gap ${Math.round(all.longestGap)} ms`,
  );
  say(`blackouts by hand: ${all.blackouts}; reloads: ${JSON.stringify(all.reloads)}`);
  say(
    `the simulator's own count: ${all.serverRequests} requests, of which ${all.expectedRequests} are accounted for`,
  );
  const { commands, blackouts, connections, reloads, activities, flash } = all.server;
  say(`  commands ${JSON.stringify(commands)}; faults ${JSON.stringify(acted)}`);
  say(
    `  blackouts ${JSON.stringify(blackouts)}; reloads ${JSON.stringify(reloads)}; flash ${JSON.stringify(flash)}`,
  );
  for (const port of ['http', 'maintenance']) {
    const { accepted, refused, endedFor } = connections[port];
    const ended = Object.fromEntries(Object.entries(endedFor).filter(([, count]) => count > 0));
    say(`  ${port}: accepted ${accepted}, refused ${refused}, ended ${JSON.stringify(ended)}`);
  }
  say(`  activities ${JSON.stringify(activities)}`);
  say(`exit code ${all.exitCode}`);
}
