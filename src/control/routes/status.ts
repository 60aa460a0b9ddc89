import { z } from 'zod';
import type { DurationFigures } from '../../simulator/counters/duration-counts.js';
import { byPort } from '../../ports/registry.js';
import { type Route, jsonRoute } from './route.js';
import { activityNames } from '../../simulator/supervision/activity-status.js';
import type { ControlTarget } from '../target.js';
import { blackoutJson, blackoutSchema } from './blackout.js';
import { clockJson, clockSchema } from './clock.js';
import { modeField } from './mode.js';
import { scenarioJson, scenarioSchema } from './scenario.js';
import { workerJson, workerSchema } from './worker.js';

const lifecycle = z.string().describe('created, starting, running, draining, closed or failed');

const healthSchema = z.strictObject({
  ready: z.boolean().describe('whether it takes requests and carries them out; a dark radio does'),
  reasons: z.array(z.string()),
  lifecycle,
  mode: modeField,
  blackout: blackoutSchema,
});

const address = { host: z.string(), port: z.int() };
const count = z.record(z.string(), z.int());
const portFigures = z.strictObject({
  open: z.int(),
  accepted: z.int().describe('open, and the sum of endedFor'),
  refused: z.int(),
  refusedFor: count.describe('refused, by reason'),
  endedFor: count.describe('ended, by reason'),
  bytesIn: z.int(),
  bytesOut: z.int(),
});
const durations = z.strictObject({
  boundsMs: z.array(z.number()).describe('upper bounds, ms, each inclusive'),
  counts: z.array(z.int()).describe('one more than there are bounds, for what was longer'),
  sumMs: z.number(),
});

const activity = z.strictObject({
  state: z.enum(['running', 'restarting', 'down', 'ended']),
  deaths: z.int(),
  restarts: z.int(),
});

const statsSchema = z.strictObject({
  requests: z.int(),
  commands: count.describe('by outcome'),
  methods: z.record(z.string(), count).describe('by method and outcome'),
  waits: durations.describe('of commands, for their turn'),
  runs: durations.describe('of commands, from their turn to their outcome'),
  waiting: z.int(),
  queueCapacity: z.int(),
  blackouts: count.describe('by cause'),
  faults: count.describe('how often they acted, by kind'),
  connections: z.strictObject(byPort(() => portFigures)),
  activities: z.partialRecord(z.enum(activityNames), activity).describe('what goes on by itself'),
  flash: z.strictObject({ writes: z.int(), failures: z.int() }).describe('writes to the state folder'),
  reloads: z
    .strictObject({ applied: z.int(), unchanged: z.int(), refused: z.int(), rolledBack: z.int() })
    .describe('of the configuration'),
  ranMs: z.number().describe("ms of the simulator's clock"),
});

const statusSchema = z.strictObject({
  lifecycle,
  seed: z.int(),
  model: z.string(),
  mode: modeField,
  http: z.strictObject({ ...address, url: z.string() }),
  maintenance: z.strictObject(address),
  clock: clockSchema,
  worker: workerSchema,
  blackout: blackoutSchema,
  faults: z.int().describe('how many are on'),
  scenario: scenarioSchema,
  health: z.strictObject({ ready: z.boolean(), reasons: z.array(z.string()) }),
  stats: statsSchema,
});

/** How the simulator is. */
export function statusRoutes(target: ControlTarget): readonly Route[] {
  return [
    jsonRoute({
      method: 'GET',
      path: '/status',
      summary: 'All in one: where it listens, what it does, how it is',
      reply: statusSchema,
      handle: () => statusJson(target),
    }),
    jsonRoute({
      method: 'GET',
      path: '/health',
      summary: 'Whether it is ready: 200, else 503',
      reply: healthSchema,
      statuses: [200, 503],
      statusOf: ({ ready }) => (ready ? 200 : 503),
      handle: () => {
        const { reasons, blackout, ...health } = target.health();
        return { ...health, reasons: [...reasons], blackout: blackoutJson(blackout) };
      },
    }),
  ];
}

function statusJson(target: ControlTarget): z.input<typeof statusSchema> {
  const { lifecycle, seed, model, mode, http, maintenance } = target;
  const { ready, reasons } = target.health();
  return {
    lifecycle,
    seed,
    model,
    mode,
    http: { host: http.host, port: http.port, url: http.url },
    maintenance: { host: maintenance.host, port: maintenance.port },
    clock: clockJson(target.clock),
    worker: workerJson(target),
    blackout: blackoutJson(target.blackout.current),
    faults: target.faults.list().length,
    scenario: scenarioJson(target.scenario),
    health: { ready, reasons: [...reasons] },
    stats: statsJson(target),
  };
}

function statsJson(target: ControlTarget): z.input<typeof statsSchema> {
  const { waits, runs, ...stats } = target.stats();
  return { ...stats, waits: durationsJson(waits), runs: durationsJson(runs) };
}

function durationsJson({ boundsMs, counts, sumMs }: DurationFigures): z.input<typeof durations> {
  return { boundsMs: [...boundsMs], counts: [...counts], sumMs };
}
