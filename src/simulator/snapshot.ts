import { z } from 'zod';
import { modes } from '../radio/mode.js';
import { loginResults } from '../login/login-counts.js';
import type { PortFigures } from '../ports/connection-stats.js';
import { type OfPorts, type PortName, type PortRow, byPort } from '../ports/registry.js';
import { blackoutCauses } from '../radio/blackout.js';
import { activityNames } from './supervision/activity-status.js';

// One schema of what a simulator shows of itself. The library's types, the replies of the control plane and their
// OpenAPI document, /metrics and the command line derive from it.

/** States of a simulator's life. */
const lifecycles = ['created', 'starting', 'running', 'draining', 'closed', 'failed'] as const;

/** State of a simulator's life. */
export type Lifecycle = (typeof lifecycles)[number];

const lifecycle = z.enum(lifecycles).describe('created, starting, running, draining, closed or failed');
const mode = z.enum(modes);
const reasons = z.array(z.string()).describe('why it is not ready, or what else is unusual; for a person');
const count = z.record(z.string(), z.int());

/** The blackout that is on, or null. */
export const blackoutSchema = z
  .strictObject({
    cause: z.enum([...blackoutCauses, 'offline']),
    leftMs: z.number().nullable().describe("time left, ms of the simulator's clock; null for no end"),
  })
  .nullable();

/** State of the worker. */
export const workerSchema = z.strictObject({
  waiting: z.int().describe('jobs that wait'),
  running: z.boolean(),
  paused: z.boolean(),
  unended: z.array(z.string()).describe('methods that were abandoned and have not ended'),
});

/** State of a clock. */
export const clockSchema = z.strictObject({
  nowMs: z.number().describe('monotonic'),
  wallTime: z.number().describe('ms since 1970-01-01T00:00:00Z'),
  virtual: z.boolean().describe('whether it stands still until it is advanced'),
  scale: z
    .number()
    .nullable()
    .describe("simulated ms per real ms; null for a virtual clock, and for one of a program's own"),
});

/** Requests that have come in. */
export const receivedSchema = z.strictObject({
  received: z.int().describe('requests since the start or the last reset, on all ports'),
});

/** State of the last scenario, or null. */
export const scenarioSchema = z
  .strictObject({
    name: z.string(),
    state: z.enum(['running', 'ended', 'stopped', 'failed']),
    step: z.string().nullable().optional().describe('the last step that began'),
    steps: z.int().describe('steps that have begun, each repetition counted'),
    fault: z.string().nullable().optional().describe('what went wrong'),
    startedAtMs: z.number().describe('when it began, monotonic ms of the clock'),
    endedAtMs: z.number().nullable().optional().describe('when it ended, failed or was stopped'),
    idle: z.array(z.string()).optional().describe('steps that found nothing to do, with the reasons'),
  })
  .nullable()
  .describe('the last scenario, or null where there was none');

/** Readiness of a node. A radio in blackout is ready: it answers that it is unavailable. */
export const healthSchema = z.strictObject({
  ready: z.boolean().describe('whether it accepts requests and executes them; a radio in blackout does'),
  reasons,
  lifecycle,
  mode,
  blackout: blackoutSchema,
});

const portStats = z.strictObject({
  open: z.int(),
  accepted: z.int().describe('open, and the sum of endedFor'),
  refused: z.int(),
  refusedFor: count.describe('refused, by reason'),
  endedFor: count.describe('ended, by reason'),
  bytesIn: z.int(),
  bytesOut: z.int(),
});

/** The schema of a port's part; one that may be off need not have it. */
type PartOf<Row extends PortRow, Part extends z.ZodType> = Row['isOptional'] extends true
  ? z.ZodOptional<Part>
  : Part;

type ConnectionSchemas = { readonly [Row in PortRow as Row['name']]: PartOf<Row, typeof portStats> };

function connectionSchemas(): ConnectionSchemas;
function connectionSchemas(): object {
  return byPort(({ isOptional }) => (isOptional ? portStats.optional() : portStats));
}

const durations = z.strictObject({
  boundsMs: z.array(z.number()).describe('upper bounds, ms, each inclusive'),
  counts: z.array(z.int()).describe('one more than there are bounds, for longer ones'),
  sumMs: z.number(),
});

const activity = z.strictObject({
  state: z.enum(['running', 'restarting', 'down', 'ended']),
  deaths: z.int(),
  restarts: z.int(),
});

/** Counts since the start; a reset does not change them. */
export const statsSchema = z.strictObject({
  requests: z.int().describe('requests that came in, malformed ones included'),
  commands: count.describe('by outcome: ok, a token, fault where a fault answered, cancelled'),
  methods: z
    .record(z.string(), count)
    .describe('by method and outcome; unknown stands for all methods that the radio does not have'),
  waits: durations.describe('of commands, for their turn; not of those answered BUSY or cancelled'),
  runs: durations.describe('of commands, from their turn to their outcome'),
  waiting: z.int().describe('jobs that wait'),
  queueCapacity: z.int().describe('jobs that may wait'),
  blackouts: count.describe('by cause'),
  faults: count.describe('times that faults acted, by kind'),
  chaos: count.describe('times that bends of chaos acted, by bend'),
  connections: z.strictObject(connectionSchemas()).describe('by port, of those that are on'),
  activities: z.partialRecord(z.enum(activityNames), activity).describe('what runs as long as the simulator'),
  flash: z.strictObject({ writes: z.int(), failures: z.int() }).describe('writes to the state folder'),
  reports: z
    .strictObject({
      sent: count.describe('handed to the system, by type of report'),
      dropped: count.describe('not delivered, by cause; those that a receiver refused were sent'),
    })
    .describe('datagrams with reports by UDP'),
  login: z
    .strictObject({
      sessions: z.int().describe('open sessions'),
      tries: z.record(z.enum(loginResults), z.int()).describe('logins, by result'),
    })
    .describe('zeros while login is off'),
  reloads: z
    .strictObject({ applied: z.int(), unchanged: z.int(), refused: z.int(), rolledBack: z.int() })
    .describe('of the configuration'),
  ranMs: z.number().describe("ms of the simulator's clock"),
});

const address = z.strictObject({ host: z.string(), port: z.int() });

const httpAddress = z.strictObject({ ...address.shape, url: z.string() });

/** The address of each port of the registry. */
type AddressSchemas = {
  readonly [Row in PortRow as Row['name']]: PartOf<
    Row,
    Row extends { readonly api: string } ? typeof httpAddress : typeof address
  >;
};

function addressSchemas(): AddressSchemas;
function addressSchemas(): object {
  return byPort(({ api, isOptional }) => {
    const schema = api === undefined ? address : httpAddress;
    return isOptional ? schema.optional() : schema;
  });
}

/** Addresses of a node's ports. */
const addresses = addressSchemas();

/** The same for a node that may have none: a neighbour that is not served, or a node whose ports are being opened. */
const addressesIfAny = z.strictObject(addresses).partial().shape;

/** Selects the addresses from a status. */
const allAddresses = pickAddresses();

function pickAddresses(): { readonly [Name in PortName]: true };
function pickAddresses(): object {
  return byPort(() => true);
}

const ready = healthSchema.pick({ ready: true, reasons: true });

/** Everything about one node. */
export const statusSchema = z.strictObject({
  node: z.string().describe('ID of the node'),
  lifecycle,
  seed: z.int(),
  model: z.string(),
  mode,
  ...addressesIfAny,
  clock: clockSchema,
  worker: workerSchema,
  blackout: blackoutSchema,
  faults: z.int().describe('faults that are on'),
  scenario: scenarioSchema,
  health: ready,
  stats: statsSchema,
});

/** One line about a node, for a list of many. */
export const nodeSummarySchema = statusSchema.pick({
  node: true,
  lifecycle: true,
  model: true,
  mode: true,
  ...allAddresses,
  blackout: true,
  health: true,
});

/** A node that was added while its simulator ran. */
export const addedNodeSchema = statusSchema
  .pick({ node: true })
  .extend({ ...addresses, nodeid: z.string().describe('node ID of the radio') });

/** The library's form of a schema's values: read-only, and undefined where JSON has null. */
type InLibrary<T> = T extends null
  ? undefined
  : T extends readonly (infer E)[]
    ? readonly InLibrary<E>[]
    : T extends object
      ? { readonly [K in keyof T]: InLibrary<T[K]> }
      : T;

/** Counts of a simulator since its start. A reset does not change them. */
export interface Stats extends Omit<InLibrary<z.output<typeof statsSchema>>, 'connections'> {
  /** By port; the schema knows the reasons as text alone. */
  readonly connections: OfPorts<PortFigures>;
}

/** Readiness of a simulator. */
export type Health = InLibrary<z.output<typeof healthSchema>>;
