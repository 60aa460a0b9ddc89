// What is left behind by what happens to a radio: each kind happens many times over, and what the process holds
// after a collection is compared along the way. `node test/long/soak/retained.js`; needs `npm run build`. `--deeds
// batch,reload` takes some of them, `--share 0.1` does each a tenth as often, which tells less: allow more bytes.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { deeds } from './deeds.js';
import { RadioProcess } from './radio-process.js';
import { slopeOf } from './slope.js';

/** How often each happens. @type {Record<string, number>} */
const times = {
  batch: 31_250,
  http: 50_000,
  maintenance: 50_000,
  drop: 50_000,
  save: 20_000,
  fault: 20_000,
  blackout: 20_000,
  reload: 20_000,
  refused: 20_000,
  status: 20_000,
  metrics: 20_000,
};

const { values } = parseArgs({
  options: {
    deeds: { type: 'string', default: Object.keys(times).join(',') },
    share: { type: 'string', default: '1' },
    /** What one may leave behind, bytes: less than any object takes. */
    margin: { type: 'string', default: '8' },
    samples: { type: 'boolean', default: false },
  },
});

/** How many do it at once; what changes one and the same thing is done one by one. @type {Record<string, number>} */
const atOnce = { batch: 8, http: 8, maintenance: 8, drop: 8 };

/** Comparisons along the way. */
const steps = 20;

/** A slope counts as far as it is sure. */
const errors = 3;
const margin = Number(values.margin);

for (const name of values.deeds.split(',')) {
  const folder = mkdtempSync(join(tmpdir(), 'silvus-mock-retained-'));
  try {
    await judge(name, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} name @param {string} folder */
async function judge(name, folder) {
  const deed = deeds[name];
  if (deed === undefined)
    throw new Error(`there is no deed ${name}; there are: ${Object.keys(deeds).join(', ')}`);
  const file = join(folder, 'silvus-mock.yaml');
  writeFileSync(file, '{}\n');
  const flags = ['--config', file, '--state-dir', join(folder, 'state'), '--log-level', 'error'];
  // A small journal is soon full; without compiled code what is measured is ours.
  const small = ['--journal-entries', '16', '--power-change', '0'];
  const radio = await RadioProcess.start([...flags, ...small], { node: ['--jitless'] });
  // What the radio loads once its start is over is loaded now.
  for (const [method, path] of [
    ['GET', '/status'],
    ['GET', '/version'],
    ['POST', '/config/reload'],
  ])
    await radio.control(method, path);
  await (await fetch(`${radio.address.control.url}/metrics`)).text();
  const doers = Array.from({ length: atOnce[name] ?? 1 }, (_, index) =>
    deed(radio, file, `127.0.1.${index + 1}`),
  );
  const count = Math.ceil((times[name] ?? 0) * Number(values.share));
  let round = 0;
  const carryOut = async (/** @type {number} */ many) => {
    const until = round + many;
    await Promise.all(
      doers.map(async (once) => {
        while (round < until) await once((round += 1));
      }),
    );
  };
  // Until all that has a bound, or is made ready as it is used, is full.
  await carryOut(Math.ceil(count / 4));
  const samples = [{ x: 0, y: (await radio.memory()).heapUsed }];
  for (let step = 1; step <= steps; step += 1) {
    await carryOut(Math.ceil(count / steps));
    samples.push({ x: (step * count) / steps, y: (await radio.memory()).heapUsed });
  }
  const exitCode = await radio.stop();
  const { slope, error } = slopeOf(samples);
  const [first, last] = [samples[0]?.y, samples.at(-1)?.y];
  process.stdout.write(
    `${name}: ${count} times, heap after collection ${first} and ${last} bytes, ${slope.toFixed(2)} ± ${error.toFixed(2)} bytes each ` +
      `(allowed: ${margin}); exit code ${exitCode}\n`,
  );
  if (values.samples) process.stdout.write(`  ${samples.map(({ y }) => y).join(' ')}\n`);
  if (slope - errors * error > margin || exitCode !== 0) process.exitCode = 1;
}
