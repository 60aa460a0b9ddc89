import { isIP, isIPv6 } from 'node:net';
import { z } from 'zod';
import { fixedMethodsSchema } from '../../custom-methods/schema.js';
import { caseForm, chaosLevels, chaosStages } from '../../chaos/levels.js';
import { accessLevels } from '../../core/access-level.js';
import { durationField, durationRangeField, wholeField } from '../../documents/fields.js';
import { frequencyProfilesSchema, radioModelSchema } from '../../radio/model.js';
import { Secret } from '../secret.js';

function parseNetwork(text: string) {
  const [address = '', bits, ...more] = text.split('/');
  const maxPrefix = isIPv6(address) ? 128 : 32;
  const prefix = bits === undefined ? maxPrefix : /^\d{1,3}$/.test(bits) ? Number(bits) : NaN;
  return isIP(address) !== 0 && more.length === 0 && prefix <= maxPrefix ? { address, prefix } : undefined;
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

const methodsFile = z.string().regex(/\.m?js$/, {
  error: 'is no file with methods; allowed: a name that ends in .js or .mjs',
});

/** A token that HTTP can carry; messages never show a wrong one. */
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

/** A password; messages never show a wrong one. */
const password = z
  .custom<string>()
  .meta({ type: 'string', minLength: 1, maxLength: 128 })
  .transform((text, context) => {
    if (typeof text === 'string' && /^[^\p{Cc}\p{Cs}]{1,128}$/u.test(text)) return new Secret(text);
    const message = 'is not allowed; allowed: a text of 1 to 128 characters without control characters';
    context.addIssue({ code: 'custom', message, input: {} });
    return z.NEVER;
  });

const cookieName = z.string().regex(/^[!#$%&'*+.^`|~\w-]{1,64}$/, {
  error: "is no name of a cookie; allowed: letters, digits and -_.!#$%&'*+^`|~, at most 64",
});

const level = z.enum(accessLevels);

/** Levels by method: one for all its calls, or one for its reads and one for its writes and actions. */
const levels = z.record(
  z.string(),
  z.union([level, z.strictObject({ read: level.optional(), write: level.optional() })], {
    error: `is no level; allowed: ${accessLevels.join(', ')}, or an object with read and write`,
  }),
);

const byte = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const receiverPort = '([1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])';

/** An address and a UDP port. */
const receiver = z.string().regex(new RegExp(`^${byte}(\\.${byte}){3}:${receiverPort}$`), {
  error: 'is no receiver; allowed: an IPv4 address and a port, such as 127.0.0.1:5100',
});

/** A case of chaos; whether its level has its bend is checked with the level. */
const chaosCase = z.string().regex(caseForm, {
  error: 'is no case; allowed: PORT.CALL.COUNT.BEND, such as http.freq.2.late',
});

const hostName = z.string().regex(/^([^\s:/@[\]]+|\[[\da-fA-F:.]+\])$/, {
  error: 'is no host name; allowed: a name or an address, without a port',
});

const noOrigin =
  'is no origin; allowed: *, or scheme://host[:port] without a path, such as http://bench.test:3000';

const originForm = /^(\*|null|[A-Za-z][A-Za-z\d+.-]*:\/\/[!-~]+)$/;

/** An origin in the form in which browsers send it. `null` is that of a page that was opened from a file. */
const origin = z
  .string()
  .regex(originForm, { error: noOrigin })
  .transform((text, context) => {
    const parsed = parseOrigin(text);
    if (parsed !== undefined) return parsed;
    context.addIssue({ code: 'custom', message: noOrigin });
    return z.NEVER;
  });

function parseOrigin(text: string): string | undefined {
  if (text === '*' || text === 'null') return text;
  if (/[/\\?#@,*]/.test(text.slice(text.indexOf('://') + 3)) || !URL.canParse(text)) return undefined;
  const written = text.toLowerCase();
  const { protocol, origin: standard } = new URL(written);
  // Schemes that the web does not know, such as that of a desktop application, have no origin for URL.
  return protocol === 'http:' || protocol === 'https:' ? standard : written;
}

const model = z.union([z.string(), radioModelSchema], {
  error: 'is not allowed; allowed: the name of a model, a file with one, or an object',
});

/** Schemas that the rows of settings are made from. */
export const fields = {
  z,
  duration: durationField,
  durationRange: durationRangeField,
  whole: wholeField,
  text: z.string().min(1),
  port: wholeField(0, 65_535),
  connections: wholeField(0, 1_000_000),
  dbm: wholeField(0, 39),
  networks: z.array(network).max(1_000),
  origins: z.array(origin).max(100),
  chaosLevels,
  chaosStages,
  chaosCases: z.array(chaosCase).max(1_000),
  hostNames: z.array(hostName).max(100),
  token,
  password,
  cookieName,
  levels,
  receiver,
  model,
  frequencyProfiles: frequencyProfilesSchema,
  methods: fixedMethodsSchema,
  methodsFile,
  /** A file, or the scenario itself; checked when the configuration is resolved. */
  scenario: z.union([scenarioFile, z.record(z.string(), z.unknown())]),
};

/** Schemas that the rows of settings are made from. */
export type Fields = typeof fields;
