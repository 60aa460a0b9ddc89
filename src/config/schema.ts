import { isIP, isIPv6 } from 'node:net';
import { z } from 'zod';
import { type CheckedMethod, fixedMethodsSchema } from '../custom-methods/schema.js';
import { modes } from '../radio/mode.js';
import { frequencyProfilesSchema, radioModelSchema } from '../radio/model.js';
import { logLevels } from '../core/log/logger.js';
import { type Issue, issuesOf } from '../documents/issue.js';
import {
  durationField as duration,
  durationRangeField as durationRange,
  wholeField as whole,
} from '../documents/fields.js';
import { timingPresets } from './presets.js';
import { Secret } from './secret.js';

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

const scenarioFile = z.string().regex(/\.(ya?ml|json)$/, {
  error: 'is no file with a scenario; allowed: a name that ends in .yaml, .yml or .json',
});

const port = whole(0, 65_535);
const dbm = whole(0, 39);
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
  /** From here on a command is logged as slow, ms of the simulator's clock; 0: never. */
  slowCommand: duration.default(100),
});

const deferred = z.strictObject({
  maxOrders: whole(0, 10_000).default(16),
  maxSleep: duration.default(3_600_000),
});

const http = z.strictObject({
  port: port.default(8080),
  maxConnections: manyConnections.default(256),
  maxConnectionsPerAddress: manyConnections.default(0),
  maxBodyBytes: whole(1, 1_073_741_824).default(1_048_576),
  maxBufferedBytes: whole(0, 1_073_741_824).default(1_048_576),
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

const methodsFile = z.string().regex(/\.m?js$/, {
  error: 'is no file with methods; allowed: a name that ends in .js or .mjs',
});

/** A token that HTTP can carry; a wrong one is not shown. */
const token = z
  .custom<string>()
  .meta({ type: 'string', minLength: 1, maxLength: 1_024, pattern: '^[!-~]+$' })
  .transform((text, context) => {
    if (typeof text === 'string' && /^[!-~]{1,1024}$/.test(text)) return new Secret(text);
    const message =
      'is not allowed; allowed: a text of visible ASCII characters without blanks, at most 1024';
    context.addIssue({ code: 'custom', message, input: {} });
    return z.NEVER;
  });

const hostName = z.string().regex(/^([^\s:/@[\]]+|\[[\da-fA-F:.]+\])$/, {
  error: 'is no host name; allowed: a name or an address, without a port',
});

const control = z.strictObject({
  enabled: z.boolean().default(true),
  host: z.string().min(1).default('127.0.0.1'),
  port: port.default(8_081),
  token: token.optional(),
  allowedHosts: z.array(hostName).max(100).default([]),
});

/** Every setting of a simulator, with its default. Durations become ms. */
export const configSchema = z.strictObject({
  host: z.string().min(1).default('127.0.0.1'),
  seed: whole(0, Number.MAX_SAFE_INTEGER).optional(),
  mode: z.enum(modes).default('normal'),
  /** `reset`: the older name of `rst`, deprecated. */
  blackout: z
    .enum(['error', 'refuse', 'rst', 'hang', 'http-503', 'reset'])
    .default('error')
    .transform((appearance) => (appearance === 'reset' ? 'rst' : appearance)),
  timeScale: z.number().min(0.001).max(1_000_000).default(1),
  model: z
    .union([z.string(), radioModelSchema], {
      error: 'is not allowed; allowed: the name of a model, a file with one, or an object',
    })
    .default('default'),
  /** The folder that flash is kept in; without one it lives as long as the simulator. */
  stateDir: z.string().min(1).optional(),
  /** Instead of the model's limits. */
  power: z.strictObject({ minDbm: dbm.optional(), maxDbm: dbm.optional() }).prefault({}),
  /** Instead of the model's profiles. */
  frequencyProfiles: frequencyProfilesSchema.optional(),
  frequencyGrid: z.enum(['fine', 'step']).default('fine'),
  /** Methods of your own with fixed replies. */
  methods: fixedMethodsSchema.default([]),
  /** A module with methods of your own, for `silvus-mock start`; a program gives its own. */
  methodsFile: methodsFile.optional(),
  timing: timing.prefault({}),
  deadlines: deadlines.prefault({}),
  worker: worker.prefault({}),
  /** Orders that are carried out later (interface.md A.3). */
  deferred: deferred.prefault({}),
  http: http.prefault({}),
  maintenance: maintenance.prefault({}),
  /** The port by which programs drive the simulator; the radio's own ports know nothing of it. */
  control: control.prefault({}),
  reply: z
    .strictObject({
      errors: z.enum(['object', 'string']).default('object'),
      json: z.enum(['radio', 'compact']).default('radio'),
    })
    .prefault({}),
  close: z
    .strictObject({ grace: duration.default(10_000), drain: z.enum(['finish', 'reject']).default('finish') })
    .prefault({}),
  /** What happens to the radio by itself: a file, or the scenario; checked when the configuration is resolved. */
  scenario: z.union([scenarioFile, z.record(z.string(), z.unknown())]).optional(),
  /** The last exchanges, to assert on; 0 entries: none. */
  journal: z
    .strictObject({
      maxEntries: whole(0, 1_000_000).default(1_000),
      maxBytes: whole(0, 1_073_741_824).default(16_777_216),
    })
    .prefault({}),
  /** What `silvus-mock start` logs; a program gives its own logger. */
  log: z
    .strictObject({
      level: z.enum(logLevels).default('info'),
      format: z.enum(['auto', 'pretty', 'json']).default('auto'),
      /** Instead of stderr. */
      file: z.string().min(1).optional(),
    })
    .prefault({}),
});

/** Settings as a user writes them. */
export type ConfigInput = z.input<typeof configSchema>;

/** Settings that have been checked, with defaults and in ms. */
export type Config = Omit<z.output<typeof configSchema>, 'methods'> & {
  /** Methods of the user's own, those that a program gives included. */
  readonly methods: readonly CheckedMethod[];
};

/** Checks settings; gives them, or all that is wrong with them. */
export function parseConfig(
  input: unknown,
): { readonly config: Config } | { readonly issues: readonly Issue[] } {
  const parsed = configSchema.safeParse(input, { reportInput: true });
  if (!parsed.success) return { issues: issuesOf(parsed.error) };
  return { config: parsed.data };
}

/** What a radio is made from. */
export type RadioParts = Pick<Config, 'model' | 'power' | 'frequencyProfiles' | 'frequencyGrid'>;

/** What a radio is made from, each as far as it is right by itself. */
export interface PartialRadioParts extends Omit<RadioParts, 'model' | 'frequencyGrid'> {
  readonly model: RadioParts['model'] | undefined;
  readonly frequencyGrid: RadioParts['frequencyGrid'] | undefined;
}

/** Checks these settings one by one, so that they can be judged together beside issues elsewhere. */
export function radioPartsOf(input: Readonly<Record<string, unknown>>): PartialRadioParts {
  const { model, power, frequencyProfiles, frequencyGrid } = configSchema.shape;
  return {
    model: model.safeParse(input['model']).data,
    power: power.safeParse(input['power']).data ?? {},
    frequencyProfiles: frequencyProfiles.safeParse(input['frequencyProfiles']).data,
    frequencyGrid: frequencyGrid.safeParse(input['frequencyGrid']).data,
  };
}
