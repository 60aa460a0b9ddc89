import { z } from 'zod';
import { nearestHint } from '../../core/nearest.js';
import { maskKeys } from '../../core/secrets/key-material.js';
import { valueExcerpt } from '../../core/text.js';
import type { FaultListing, UncheckedFaultControl } from '../../faults/fault-control.js';
import { faultKindOf, faultKinds, namesOf } from '../../faults/catalogue.js';
import { faultSchemaOf } from '../../faults/spec.js';
import { faultSubjects, subjectOf, usedMembersOf } from '../../faults/used-members.js';
import { portNames } from '../../ports/registry.js';
import { methodField } from '../../radio/method-query.js';
import { reportTypes } from '../../reports/report.js';
import { checked } from '../../documents/check.js';
import { anyObject } from '../../documents/collections.js';
import { inputSchemaOf } from '../../documents/input-schema.js';
import { withInput } from '../../documents/issue.js';
import { ControlError } from '../server/control-error.js';
import { nodeRoute } from './route.js';

/** The kind alone; the schema of that kind checks the rest. */
const kindSchema = z.object({ kind: z.enum(faultKinds.flatMap(namesOf)) });

const specSchema = anyObject
  .superRefine((body, context) => {
    const { error } = kindSchema.safeParse(body, withInput);
    for (const issue of error?.issues ?? []) context.addIssue({ ...issue });
  })
  .meta({
    // Made when the document is asked for: it takes a part of a start.
    get oneOf() {
      return faultKinds.map((kind) => inputSchemaOf(faultSchemaOf(kind)));
    },
  });

const listingSchema = z.strictObject({
  name: z.string(),
  kind: z.string(),
  params: z.record(z.string(), z.unknown()),
  match: z.strictObject({
    method: z.union([methodField, z.array(methodField)]).optional(),
    params: z.array(z.unknown()).optional(),
    access: z.enum(['read', 'write']).optional(),
    port: z.enum(portNames).optional(),
    report: z.enum(reportTypes).optional(),
    peer: z.string().optional(),
    nth: z.int().optional(),
  }),
  probability: z.number(),
  times: z.int().nullable().describe('maximum number of applications; null: unlimited'),
  for: z
    .number()
    .nullable()
    .describe("ms of the simulator's clock after which it is removed; null: it stays"),
  remaining: z
    .number()
    .nullable()
    .describe("ms of the simulator's clock until it is removed; null: it stays"),
  delayBefore: z.number().describe("ms of the simulator's clock"),
  applied: z.int().describe('number of applications'),
});

const unusedSchema = z
  .array(listingSchema)
  .describe('since the last reset; not those of the mode degraded, nor those that chance left out');

const removedSchema = z.strictObject({ removed: z.int().describe('number of removed faults') });

/** A JSON value with the keys in it hidden. */
function withoutKeys(value: unknown): unknown {
  if (typeof value === 'string') return maskKeys(value);
  if (Array.isArray(value)) return value.map(withoutKeys);
  return typeof value === 'object' && value !== null ? membersWithoutKeys(value) : value;
}

function membersWithoutKeys(value: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withoutKeys(each)]));
}

function listingJson(listing: FaultListing): z.input<typeof listingSchema> {
  const { name, kind, params, match, probability, times = null, delayBefore, applied } = listing;
  const { for: total = null, remaining = null } = listing;
  const { params: sent, ...others } = match;
  return {
    name,
    kind,
    params: membersWithoutKeys(params),
    match: sent === undefined ? others : { ...others, params: sent.map(withoutKeys) },
    probability,
    times,
    for: total,
    remaining,
    delayBefore,
    applied,
  };
}

/** Adds a fault, which checks it. Throws the issues of an invalid one with their places in the body. */
function addFault(faults: UncheckedFaultControl, body: z.output<typeof specSchema>): string {
  try {
    return faults.add(body);
  } catch (error) {
    const kind = faultKindOf(body['kind']);
    if (kind !== undefined) checked('body', faultSchemaOf(kind), body);
    throw error;
  }
}

/** The faults of a node. */
export const faultRoutes = [
  nodeRoute({
    method: 'GET',
    path: '/faults',
    summary: 'Active faults, in the order in which they are applied',
    reply: z.array(listingSchema),
    handle: ({ node: { faults } }) => faults.list().map(listingJson),
  }),
  nodeRoute({
    method: 'POST',
    path: '/faults',
    summary: 'Add a fault after the active ones',
    body: specSchema,
    statuses: [201],
    reply: z.strictObject({ name: z.string().describe('name of the fault, for its removal') }),
    handle: ({ node: { faults }, body }) => ({ name: addFault(faults, body) }),
  }),
  nodeRoute({
    method: 'DELETE',
    path: '/faults',
    summary: 'Remove all faults, including those of the mode degraded',
    reply: removedSchema,
    handle: ({ node: { faults } }) => {
      const removed = faults.list().length;
      faults.clear();
      return { removed };
    },
  }),

  nodeRoute({
    method: 'GET',
    path: '/faults/unused',
    summary: 'Faults that never acted, removed ones included',
    reply: unusedSchema,
    handle: ({ node: { faults } }) => faults.unused().map(listingJson),
  }),
  nodeRoute({
    method: 'GET',
    path: '/faults/kinds',
    summary: 'Kinds of faults with their parameters',
    reply: z.array(
      z.strictObject({
        name: z.string(),
        summary: z.string(),
        about: z.enum(faultSubjects).describe('what it acts on'),
        params: z.record(z.string(), z.unknown()).describe('a JSON Schema of its parameters'),
        common: z
          .record(z.string(), z.unknown())
          .describe('a JSON Schema of the other members, which all kinds have, as far as it uses them'),
      }),
    ),
    handle: () =>
      faultKinds.map((kind) => ({
        name: kind.name,
        summary: kind.summary,
        about: subjectOf(kind),
        params: { ...inputSchemaOf(kind.params) },
        common: { ...inputSchemaOf(usedMembersOf(kind)) },
      })),
  }),
  nodeRoute({
    method: 'DELETE',
    path: '/faults/{name}',
    summary: 'Remove one fault',
    params: { name: z.string() },
    reply: removedSchema,
    errors: ['NOT_FOUND'],
    handle: ({ node: { faults }, params: { name } }) => {
      if (faults.remove(name)) return { removed: 1 };
      const names = faults.list().map((each) => each.name);
      throw new ControlError(
        'NOT_FOUND',
        `there is no fault ${valueExcerpt(name)}; GET /faults lists all${nearestHint(name, names)}`,
      );
    },
  }),
];
