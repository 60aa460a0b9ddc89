import { z } from 'zod';
import { table } from '../table.js';
import { ask } from './ask.js';
import { blackoutSchema, blackoutText } from './blackout.js';
import { clockSchema, clockText } from './clock.js';
import type { ControlFlags } from './control-flags.js';
import { scenarioSchema, scenarioText } from './scenario.js';
import { secondsText } from './values.js';
import { workerSchema, workerText } from './worker.js';

const counts = z.record(z.string(), z.number());

const statusSchema = z.object({
  lifecycle: z.string(),
  seed: z.number(),
  model: z.string(),
  mode: z.string(),
  http: z.object({ url: z.string() }),
  maintenance: z.object({ host: z.string(), port: z.number() }),
  clock: clockSchema,
  worker: workerSchema,
  blackout: blackoutSchema,
  faults: z.number(),
  scenario: scenarioSchema,
  health: z.object({ ready: z.boolean(), reasons: z.array(z.string()) }),
  stats: z.object({ requests: z.number(), commands: counts, blackouts: counts, ranMs: z.number() }),
});

/** `silvus-mock status`: prints how a simulator is. */
export async function status(flags: ControlFlags): Promise<void> {
  await ask(flags, { method: 'GET', path: '/status' }, statusSchema, statusTable);
}

function statusTable(told: z.output<typeof statusSchema>): string {
  const { lifecycle, http, maintenance, health, stats } = told;
  const reasons = health.reasons.length === 0 ? '' : `: ${health.reasons.join('; ')}`;
  return table(
    ['WHAT', 'VALUE'],
    [
      ['simulator', `${lifecycle}, ${health.ready ? 'ready' : 'not ready'}${reasons}`],
      ['http', http.url],
      ['maintenance', `${maintenance.host}:${maintenance.port}`],
      ['model', told.model],
      ['mode', told.mode],
      ['seed', String(told.seed)],
      ['clock', clockText(told.clock)],
      ['worker', workerText(told.worker)],
      ['blackout', blackoutText(told.blackout)],
      ['faults', String(told.faults)],
      ['scenario', scenarioText(told.scenario)],
      ['requests', `${stats.requests} in ${secondsText(stats.ranMs)}`],
      ['commands', countsText(stats.commands)],
      ['blackouts', countsText(stats.blackouts)],
    ],
  );
}

function countsText(all: Readonly<Record<string, number>>): string {
  const texts = Object.entries(all).map(([name, count]) => `${name} ${count}`);
  return texts.length === 0 ? 'none' : texts.join(', ');
}
