import { isIP, isIPv6 } from 'node:net';
import { z } from 'zod';
import { type DurationRange, durationForm, parseDuration, parseDurationRange } from '../duration.js';
import { radioModelSchema } from '../radio/model.js';
import { timingPresets } from './presets.js';

const duration = z.union([z.string(), z.number()]).transform((input, context): number => {
  const ms = parseDuration(input);
  if (ms !== undefined) return ms;
  context.addIssue({ code: 'custom', message: `is no duration; allowed: ${durationForm}` });
  return z.NEVER;
});

const durationRange = z.union([z.string(), z.number()]).transform((input, context): DurationRange => {
  const range = parseDurationRange(input);
  if (range !== undefined) return range;
  context.addIssue({
    code: 'custom',
    message: `is no duration; allowed: ${durationForm}, or two of them: 20ms..50ms`,
  });
  return z.NEVER;
});

function parseNetwork(text: string) {
  const [address = '', bits, ...more] = text.split('/');
  const most = isIPv6(address) ? 128 : 32;
  const prefix = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : NaN;
  return isIP(address) !== 0 && more.length === 0 && prefix <= most ? { address, prefix } : undefined;
}

const network = z.string().transform((text, context) => {
  const parsed = parseNetwork(text);
  if (parsed !== undefined) return parsed;
  context.addIssue({
    code: 'custom',
    message: 'is no network; allowed: an address or a network such as 172.20.0.0/16',
  });
  return z.NEVER;
});

const whole = (min: number, max: number) => z.int().min(min).max(max);
const port = whole(0, 65_535);
const manyConnections = whole(0, 1_000_000);

const timing = z.strictObject({
  preset: z.enum(timingPresets).default('radio'),
  softBoot: duration.optional(),
  powerChange: duration.optional(),
  reset: duration.optional(),
  rebootDelay: duration.optional(),
  zeroize: duration.optional(),
});

const deadlines = z.strictObject({
  rfWrite: duration.default(30_000),
  power: duration.default(10_000),
  read: duration.default(5_000),
});

const worker = z.strictObject({
  queueCapacity: whole(0, 1_000_000).default(100),
  admissionTimeout: duration.default(0),
  processingTime: durationRange.default({ min: 0, max: 0 }),
  maxBatch: whole(1, 10_000).default(32),
});

const http = z.strictObject({
  port: port.default(8080),
  maxConnections: manyConnections.default(256),
  maxConnectionsPerAddress: manyConnections.default(0),
  maxBodyBytes: whole(1, 1_073_741_824).default(1_048_576),
  headerTimeout: duration.default(10_000),
  requestTimeout: duration.default(10_000),
  keepAliveTimeout: duration.default(65_000),
  writeTimeout: duration.default(10_000),
  maintenanceMethods: z.boolean().default(true),
});

const maintenance = z.strictObject({
  port: port.default(50_000),
  allowedNetworks: z
    .array(network)
    .max(1_000)
    .default([
      { address: '127.0.0.0', prefix: 8 },
      { address: '::1', prefix: 128 },
      { address: '172.20.0.0', prefix: 16 },
    ]),
  maxConnections: manyConnections.default(10),
  maxConnectionsPerAddress: manyConnections.default(0),
  maxLineBytes: whole(1, 16_777_216).default(8_192),
  idleTimeout: duration.default(30_000),
  writeTimeout: duration.default(10_000),
  lingerTimeout: duration.default(1_000),
  persistent: z.boolean().default(false),
});

/** Every setting of a simulator, with its default. Durations become ms. */
export const configSchema = z.strictObject({
  host: z.string().min(1).default('127.0.0.1'),
  seed: whole(0, Number.MAX_SAFE_INTEGER).optional(),
  mode: z.enum(['normal', 'offline']).default('normal'),
  blackout: z.enum(['error', 'refuse', 'reset', 'hang', 'http-503']).default('error'),
  timeScale: z.number().min(0.001).max(1_000_000).default(1),
  model: z.union([z.string(), radioModelSchema]).default('default'),
  frequencyGrid: z.enum(['fine', 'step']).default('fine'),
  timing: timing.prefault({}),
  deadlines: deadlines.prefault({}),
  worker: worker.prefault({}),
  http: http.prefault({}),
  maintenance: maintenance.prefault({}),
  reply: z
    .strictObject({
      errors: z.enum(['object', 'string']).default('object'),
      json: z.enum(['radio', 'compact']).default('radio'),
    })
    .prefault({}),
  close: z
    .strictObject({ grace: duration.default(10_000), drain: z.enum(['finish', 'reject']).default('finish') })
    .prefault({}),
});

/** Settings as a user writes them. */
export type ConfigInput = z.input<typeof configSchema>;

/** Settings that have been checked, with defaults and in ms. */
export type Config = z.output<typeof configSchema>;

/** One thing that is wrong with a configuration. */
export interface ConfigFault {
  /** Where: `['worker', 'queueCapacity']`. */
  readonly path: readonly PropertyKey[];
  /** What is wrong, and what is allowed. */
  readonly message: string;
}

/** Checks settings; gives them, or all that is wrong with them. */
export function parseConfig(
  input: unknown,
): { readonly config: Config } | { readonly faults: readonly ConfigFault[] } {
  const parsed = configSchema.safeParse(input, { reportInput: true });
  if (parsed.success) return { config: parsed.data };
  return { faults: parsed.error.issues.map((issue) => ({ path: issue.path, message: messageOf(issue) })) };
}

function messageOf(issue: z.core.$ZodIssue): string {
  const { input, message } = issue;
  return typeof input === 'object' || input === undefined ? message : `${JSON.stringify(input)}: ${message}`;
}
