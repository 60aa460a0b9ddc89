import { z } from 'zod';
import { issuesOf } from '../documents/issue.js';
import { durationField } from '../documents/fields.js';
import { keyExcerpt, valueExcerpt } from '../core/text.js';
import { SilvusMockError } from '../core/errors.js';
import { portNames } from '../ports/registry.js';
import type { Fault, FaultSubject } from './fault.js';
import { faultKindOf, faultKinds, namesOf } from './catalogue.js';
import type { FaultKind } from './kind.js';

const matchSchema = z.strictObject({
  /** Methods that it applies to; default: all. */
  method: z.union([z.string(), z.array(z.string()).min(1).max(256)]).optional(),
  access: z.enum(['read', 'write']).optional(),
  port: z.enum(portNames).optional(),
  /** Address of the peer, with or without its port. */
  peer: z.string().optional(),
  /** Only the nth matching call, from 1. */
  nth: z.int().min(1).optional(),
});

/** Members of every fault, besides the parameters of its kind. */
const common = {
  /** Name by which it is listed and removed; default: its kind, with a number if that is in use. */
  name: z.string().min(1).max(64).optional(),
  match: matchSchema.prefault({}),
  /** Probability that it applies to a matching call, 0 to 1. */
  probability: z.number().min(0).max(1).default(1),
  /** Maximum number of applications; default: unlimited. */
  times: z.int().min(0).optional(),
  /** Delay before it applies, on the simulator's clock. */
  delayBefore: durationField.default(0),
};

const commonSchema = z.object(common);

/** Filter for the calls that a fault applies to. */
export type FaultMatch = z.output<typeof matchSchema>;

/** A checked description of a fault. */
export interface FaultDescription extends z.output<typeof commonSchema> {
  /** Name of the kind, or `custom`. */
  readonly kind: string;
  /** Parameters of the kind. */
  readonly params: Readonly<Record<string, unknown>>;
}

/** A fault as users write it: `{ kind: 'latency', ms: 400, match: { method: 'freq' } }`. */
export interface FaultSpec extends z.input<typeof commonSchema> {
  readonly kind: string;
  readonly [param: string]: unknown;
}

/** A custom fault: hooks instead of a kind. */
export interface CustomFault extends z.input<typeof commonSchema> {
  readonly fault: Fault;
}

const schemaOf = (kind: FaultKind) =>
  z.strictObject({ kind: z.literal(namesOf(kind)), ...common, ...kind.params.shape });

/** A schema for each kind by its name: its own parameters and the common ones. */
export const faultSchemas = new Map(faultKinds.map((kind) => [kind.name, schemaOf(kind)]));

/** Checks a fault. Throws `OPTION_INVALID` with all issues. */
export function describeFault(spec: unknown): FaultDescription {
  const written: unknown =
    typeof spec === 'object' && spec !== null && 'kind' in spec ? spec.kind : undefined;
  const kind = faultKindOf(written)?.name;
  const schema = kind === undefined ? undefined : faultSchemas.get(kind);
  if (kind === undefined || schema === undefined) {
    const names = faultKinds.map(({ name }) => name).join(', ');
    throw new SilvusMockError(
      'OPTION_INVALID',
      `kind: ${written === undefined ? 'nothing' : valueExcerpt(written)} is not allowed; allowed: ${names}`,
    );
  }
  const parsed = schema.safeParse(spec, { reportInput: true });
  if (!parsed.success) throw invalidFault(parsed.error, Object.keys(schema.shape));
  const described = commonSchema.parse(spec);
  const isOwn = (key: string) => key !== 'kind' && !Object.hasOwn(common, key);
  const params = Object.entries(parsed.data).filter(([key]) => isOwn(key));
  return { ...described, kind, params: Object.fromEntries(params) };
}

const customSchema = z.strictObject({
  ...common,
  fault: z.custom<Fault>((value) => typeof value === 'object' && value !== null, {
    error: 'is not allowed; allowed: an object with hooks',
  }),
});

/** Checks the common members of a custom fault. Throws `OPTION_INVALID`. */
export function describeCustom(spec: CustomFault): FaultDescription {
  const parsed = customSchema.safeParse(spec, { reportInput: true });
  if (!parsed.success) throw invalidFault(parsed.error, Object.keys(customSchema.shape));
  return { ...commonSchema.parse(spec), kind: 'custom', params: {} };
}

/** Maximum number of unknown keys in one message. */
const maxKeys = 20;

function invalidFault(error: z.ZodError, known: readonly string[]): SilvusMockError {
  const lines = issuesOf(error).map(({ path, message, unknownKeys }) => {
    const allowed = path.length === 0 ? known : Object.keys(matchSchema.shape);
    const text =
      unknownKeys === undefined
        ? message
        : `${unknownKeys.slice(0, maxKeys).map(keyExcerpt).join(', ')}: is not known; allowed: ${allowed.join(', ')}`;
    return path.length === 0 ? text : `${path.join('.')}: ${text}`;
  });
  return new SilvusMockError('OPTION_INVALID', `fault: ${lines.join('; ')}`);
}

/** True if a fault applies to this command; to a request without one only if the filter names no command. */
export function matches(
  match: FaultMatch,
  subject: FaultSubject | undefined,
  port: string,
  peer: string,
): boolean {
  const { method, access } = match;
  if (match.port !== undefined && match.port !== port) return false;
  if (match.peer !== undefined && peer !== match.peer && peer.slice(0, peer.lastIndexOf(':')) !== match.peer)
    return false;
  if (subject === undefined) return method === undefined && access === undefined;
  if (access !== undefined && access !== subject.access) return false;
  return (
    method === undefined ||
    (typeof method === 'string' ? method === subject.method : method.includes(subject.method))
  );
}
