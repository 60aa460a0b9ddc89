import { z } from 'zod';
import { listField } from '../documents/collections.js';
import { issuesOf, withInput } from '../documents/issue.js';
import { durationField } from '../documents/fields.js';
import { nearestHint } from '../core/nearest.js';
import { fitsParams, matchParams } from './match-params.js';
import { isPeerAt } from '../core/peer-address.js';
import { keyExcerpt, valueExcerpt } from '../core/text.js';
import { unknownMember } from '../documents/check.js';
import {
  type MethodNames,
  type UnknownName,
  methodField,
  methodIssue,
  nameIn,
} from '../radio/method-query.js';
import { SilvusMockError } from '../core/errors.js';
import { apiPortNames, portNames } from '../ports/registry.js';
import { reportTypes } from '../reports/report.js';
import type { Fault, FaultSubject } from './fault.js';
import type { ReportSubject } from './report-delivery.js';
import { type DeclaredKind, faultKindOf, faultKinds, namesOf } from './catalogue.js';
import type { MethodName } from '../radio/method-names.js';
import type { FaultKind } from './kind.js';

/** Filter for the calls that a fault applies to, before it is checked. */
export const matchSchema = z.strictObject({
  /** Methods that it applies to; default: all. */
  method: z
    .union([methodField, listField(methodField, { min: 1, max: 256 })])
    .optional()
    .describe('a method, or a list of methods; default: all'),
  access: z.enum(['read', 'write']).optional().describe('actions such as radio_reset are writes'),
  port: z.enum(portNames).optional(),
  /** Kind of reports by UDP. */
  report: z.enum(reportTypes).optional().describe('kind of reports by UDP'),
  /** Address of the peer, with or without its port: of reports, their receiver. */
  peer: z
    .string()
    .optional()
    .describe('address of the peer, with or without its port; of reports, their receiver'),
  /** Only the nth matching call, from 1. */
  nth: z.int().min(1).optional().describe('only the nth matching call'),
  /** All parameters of the call: texts, or `{ json: true }` for one that is no text and no number. */
  params: matchParams
    .optional()
    .describe('all parameters of the call: texts, or { "json": true } for a value as it was sent'),
});

/** Members of every fault, besides the parameters of its kind. */
const common = {
  /** Name by which it is listed and removed; default: its kind, with a number if that is in use. */
  name: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .describe('name by which it is listed and removed; default: its kind, with a number if that is in use'),
  match: matchSchema.prefault({}),
  /** Probability that it applies to a matching call, 0 to 1. */
  probability: z.number().min(0).max(1).default(1).describe('probability that it acts on a matching call'),
  /** Maximum number of applications; default: unlimited. */
  times: z.int().min(1).optional().describe('how often it acts at most; default: unlimited'),
  /** Time on the simulator's clock after which it is removed; default: it stays. */
  for: durationField
    .refine((ms) => ms > 0, { error: 'is not allowed; allowed: above 0' })
    .optional()
    .describe("time on the simulator's clock after which it is removed; default: it stays"),
  /** Delay before it applies, on the simulator's clock. */
  delayBefore: durationField
    .prefault('0ms')
    .describe("delay of the reply before it acts, on the simulator's clock"),
};

/** Schema of the members that every fault has. */
export const commonSchema = z.object(common);

/** Filter for the calls that a fault applies to. */
export type FaultMatch = z.output<typeof matchSchema>;

/** A checked description of a fault. */
export interface FaultDescription extends z.output<typeof commonSchema> {
  /** Name of the kind, or `custom`. */
  readonly kind: string;
  /** Parameters of the kind. */
  readonly params: Readonly<Record<string, unknown>>;
}

/** {@link FaultMatch} as users write it. */
export interface FaultMatchInput extends Readonly<Omit<z.input<typeof matchSchema>, 'method' | 'params'>> {
  /** Methods that it applies to; default: all. */
  readonly method?: MethodName | UnknownName | readonly (MethodName | UnknownName)[] | undefined;
  /** Parameters that a call has, in their order; default: any. */
  readonly params?: readonly z.input<typeof matchParams>[number][] | undefined;
}

/** Members of every fault, as users write them. */
export interface CommonFaultSpec extends Readonly<Omit<z.input<typeof commonSchema>, 'match'>> {
  readonly match?: FaultMatchInput | undefined;
}

/** The parameters of a kind, as users write them. */
type ParamsOf<Shape extends z.ZodRawShape> = keyof Shape extends never
  ? unknown
  : z.input<z.ZodObject<Shape>>;

/** Exactly one of these members. */
type OneOf<Members> = {
  [Key in keyof Members]-?: Required<Pick<Members, Key>> &
    Partial<Record<Exclude<keyof Members, Key>, undefined>>;
}[keyof Members];

type SpecOf<Kind> =
  Kind extends FaultKind<infer Shape, infer Name, infer Older>
    ? CommonFaultSpec & { readonly kind: Name | Older } & Readonly<
          Name extends 'reply' ? OneOf<ParamsOf<Shape>> : ParamsOf<Shape>
        >
    : never;

/** A fault as users write it: `{ kind: 'latency', ms: 400, match: { method: 'freq' } }`. */
export type FaultSpec = SpecOf<DeclaredKind>;

/** A custom fault: hooks instead of a kind. */
export interface CustomFault extends CommonFaultSpec {
  readonly fault: Fault;
}

const schemaOf = (kind: FaultKind) =>
  z
    .strictObject({ kind: z.literal(namesOf(kind)), ...common, ...kind.params.shape })
    .superRefine((spec, context) => {
      const message = kind.issueWith?.(ownParams(spec));
      if (message !== undefined) context.addIssue({ code: 'custom', message });
      for (const issue of aboutIssues(kind, spec)) context.addIssue({ code: 'custom', ...issue });
      for (const issue of portIssues(spec, kind.about === 'connections'))
        context.addIssue({ code: 'custom', ...issue });
    })
    .meta({ ...kind.params.meta() });

/** Members of a match that are about commands. */
const ofCommands = ['method', 'access', 'params', 'port'] as const;

/** Members that a kind has no use for: those of commands where it is about reports, and the other way round. */
function aboutIssues({ about }: FaultKind, { match, delayBefore }: z.output<typeof commonSchema>) {
  const isAboutReports = about === 'reports';
  const wrong = (isAboutReports ? ofCommands : (['report'] as const)).filter(
    (name) => match[name] !== undefined,
  );
  const allowed = isAboutReports ? 'report, peer, nth' : 'what is about commands';
  const issues = wrong.map((name) => ({
    path: ['match', name],
    message: `is not allowed; allowed: ${allowed}`,
  }));
  const isDelayed = isAboutReports && delayBefore !== 0;
  return isDelayed ? [...issues, { path: ['delayBefore'], message: 'is not allowed; allowed: 0' }] : issues;
}

/** A fault of commands on a port that has none would never act. */
function portIssues({ match: { port } }: z.output<typeof commonSchema>, isOfConnections: boolean) {
  if (port === undefined || isOfConnections || apiPortNames.includes(port)) return [];
  const allowed = `${apiPortNames.join(', ')}, or a fault of connections such as drop-connection`;
  return [{ path: ['match', 'port'], message: `"${port}" has no commands; allowed: ${allowed}` }];
}

/** The parameters of a kind, without the common members. */
function ownParams(spec: object): Readonly<Record<string, unknown>> {
  const isOwn = (key: string) => key !== 'kind' && !Object.hasOwn(common, key);
  return Object.fromEntries(Object.entries(spec).filter(([key]) => isOwn(key)));
}

const schemas = new Map<FaultKind, ReturnType<typeof schemaOf>>();

/**
 * The schema of a kind: its own parameters and the common ones. It is made when it is first asked for: to make all of
 * them takes a part of every start.
 */
export function faultSchemaOf(kind: FaultKind): ReturnType<typeof schemaOf> {
  const schema = schemas.get(kind) ?? schemaOf(kind);
  schemas.set(kind, schema);
  return schema;
}

/** Checks a fault. Throws `OPTION_INVALID` with all issues. */
export function describeFault(spec: unknown): FaultDescription {
  const written: unknown =
    typeof spec === 'object' && spec !== null && 'kind' in spec ? spec.kind : undefined;
  const kind = faultKindOf(written);
  if (kind === undefined) {
    const names = faultKinds.map(({ name }) => name);
    throw new SilvusMockError(
      'OPTION_INVALID',
      `kind: ${written === undefined ? 'nothing' : valueExcerpt(written)} is not allowed; allowed: ${names.join(', ')}${nearestHint(written, names)}`,
    );
  }
  const schema = faultSchemaOf(kind);
  const parsed = schema.safeParse(spec, withInput);
  if (!parsed.success) throw invalidFault(parsed.error, schema);
  const { name, match, probability, times, for: time, delayBefore } = parsed.data;
  return {
    ...(name === undefined ? {} : { name }),
    match,
    probability,
    ...(times === undefined ? {} : { times }),
    ...(time === undefined ? {} : { for: time }),
    delayBefore,
    kind: kind.name,
    params: ownParams(parsed.data),
  };
}

/** Names of the hooks of a custom fault. */
const hooks = ['answer', 'alter', 'deliver', 'connect', 'report'] as const satisfies readonly (keyof Fault)[];

const customSchema = z
  .strictObject({
    ...common,
    fault: z.custom<Fault>(hasHooks, {
      error: `is not allowed; allowed: an object with one or more of the functions ${hooks.join(', ')}`,
    }),
  })
  .superRefine((spec, context) => {
    for (const issue of portIssues(spec, spec.fault.connect !== undefined))
      context.addIssue({ code: 'custom', ...issue });
  });

/** True for an object with a hook, all of whose hooks are functions. */
function hasHooks(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const found = hooks.map((hook): unknown => Reflect.get(value, hook)).filter((hook) => hook !== undefined);
  return found.length > 0 && found.every((hook) => typeof hook === 'function');
}

/** Checks the common members of a custom fault. Throws `OPTION_INVALID`. */
export function describeCustom(spec: unknown): FaultDescription & { readonly fault: Fault } {
  const parsed = customSchema.safeParse(spec, withInput);
  if (!parsed.success) throw invalidFault(parsed.error, customSchema);
  return { ...commonSchema.parse(spec), kind: 'custom', params: {}, fault: parsed.data.fault };
}

/** Maximum number of unknown keys in one message. */
const maxKeys = 20;

function invalidFault(error: z.ZodError, schema: z.ZodType): SilvusMockError {
  const lines = issuesOf(error).flatMap(({ path, message, unknownKeys }) => {
    const keys = path.map(String);
    const texts =
      unknownKeys === undefined
        ? [message]
        : unknownKeys
            .slice(0, maxKeys)
            .map((key) => `${keyExcerpt(key)}: ${unknownMember(schema, keys, key)}`);
    return texts.map((text) => [...(keys.length === 0 ? [] : [keys.join('.')]), text].join(': '));
  });
  return new SilvusMockError('OPTION_INVALID', `fault: ${lines.join('; ')}`);
}

/** Maximum number of unknown methods in one message. */
const maxUnknownMethods = 5;

/** Throws `OPTION_INVALID` if a fault is for a method that the radio does not have, and does not say so. */
export function checkMethods({ match }: Pick<FaultDescription, 'match'>, methods: MethodNames): void {
  const { method = [] } = match;
  const issues: string[] = [];
  for (const each of [method].flat()) {
    const issue = methodIssue(each, methods);
    if (issue !== undefined) issues.push(issue);
    // Looking for the nearest name takes far longer than reading the list.
    if (issues.length >= maxUnknownMethods) break;
  }
  if (issues.length === 0) return;
  throw new SilvusMockError('OPTION_INVALID', `fault: match.method: ${issues.join('; ')}`);
}

/** True if a fault applies to this command; to a request without one only if the filter names no command. */
export function matches(
  match: FaultMatch,
  subject: FaultSubject | undefined,
  port: string,
  peer: string,
): boolean {
  const { method, access, params } = match;
  if (match.report !== undefined) return false;
  if (match.port !== undefined && match.port !== port) return false;
  if (!isOfPeer(match, peer)) return false;
  if (subject === undefined) return method === undefined && access === undefined && params === undefined;
  if (access !== undefined && access !== subject.access) return false;
  if (params !== undefined && !fitsParams(params, subject.params)) return false;
  return method === undefined || [method].flat().some((each) => nameIn(each) === subject.method);
}

/** True if a fault applies to this datagram with reports. */
export function matchesReport(match: FaultMatch, { report, receiver }: ReportSubject): boolean {
  const isAboutCommands = ofCommands.some((name) => match[name] !== undefined);
  return (
    !isAboutCommands && (match.report === undefined || match.report === report) && isOfPeer(match, receiver)
  );
}

/** @param address address and port */
function isOfPeer({ peer }: FaultMatch, address: string): boolean {
  return peer === undefined || isPeerAt(address, peer);
}
