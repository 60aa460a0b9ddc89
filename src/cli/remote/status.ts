import type { Command } from 'commander';
import { type Answer, type Zod, ask } from '../client/ask.js';
import { type ControlFlags, addControlFlags } from '../client/control-flags.js';
import { command, examples } from '../command.js';
import { table } from '../output/table.js';
import { secondsText } from '../output/values.js';
import { blackoutSchema, blackoutText } from './blackout.js';
import { clockSchema, clockText } from './clock.js';
import { scenarioSchema, scenarioText } from './scenario.js';
import { workerSchema, workerText } from './worker.js';

/** `silvus-mock status`. */
export function statusCommand(): Command {
  return addControlFlags(command('status'))
    .description('Print the status of a simulator: ports, clock, queue, blackout, faults, counters.')
    .addHelpText('after', examples('status', 'status --control http://10.0.0.5:8081 --json'))
    .action((flags: ControlFlags) =>
      ask(flags, { method: 'GET', path: '/status' }, { schema: statusSchema, format: statusTable }),
    );
}

const statusSchema = (z: Zod) => {
  const counts = z.record(z.string(), z.number());
  return z.object({
    lifecycle: z.string(),
    seed: z.number(),
    model: z.string(),
    mode: z.string(),
    http: z.object({ url: z.string() }),
    maintenance: z.object({ host: z.string(), port: z.number() }),
    clock: clockSchema(z),
    worker: workerSchema(z),
    blackout: blackoutSchema(z),
    faults: z.number(),
    scenario: scenarioSchema(z),
    health: z.object({ ready: z.boolean(), reasons: z.array(z.string()) }),
    stats: z.object({ requests: z.number(), commands: counts, blackouts: counts, ranMs: z.number() }),
  });
};

function statusTable(status: Answer<typeof statusSchema>): string {
  const { lifecycle, http, maintenance, health, stats } = status;
  const reasons = health.reasons.length === 0 ? '' : `: ${health.reasons.join('; ')}`;
  return table(
    ['ITEM', 'VALUE'],
    [
      ['simulator', `${lifecycle}, ${health.ready ? 'ready' : 'not ready'}${reasons}`],
      ['http', http.url],
      ['maintenance', `${maintenance.host}:${maintenance.port}`],
      ['model', status.model],
      ['mode', status.mode],
      ['seed', String(status.seed)],
      ['clock', clockText(status.clock)],
      ['worker', workerText(status.worker)],
      ['blackout', blackoutText(status.blackout)],
      ['faults', String(status.faults)],
      ['scenario', scenarioText(status.scenario)],
      ['requests', `${stats.requests} in ${secondsText(stats.ranMs)}`],
      ['commands', countsText(stats.commands)],
      ['blackouts', countsText(stats.blackouts)],
    ],
  );
}

function countsText(counts: Readonly<Record<string, number>>): string {
  const texts = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  return texts.length === 0 ? 'none' : texts.join(', ');
}
