import { z } from 'zod';
import { shown } from '../../core/excerpt.js';
import type { FaultListing } from '../../faults/fault-control.js';
import { faultKindOf, faultKinds, namesOf } from '../../faults/catalogue.js';
import { type FaultSpec, faultSchemas } from '../../faults/spec.js';
import { portNames } from '../../ports/registry.js';
import { checked } from './check.js';
import { ControlError } from '../server/control-error.js';
import { nodeRoute } from './route.js';

/** The kind alone; the schema of that kind checks the rest. */
const specSchema = z.looseObject({ kind: z.enum(faultKinds.flatMap(namesOf)) }).meta({
  oneOf: [...faultSchemas.values()].map((each) =>
    z.toJSONSchema(each, { io: 'input', unrepresentable: 'any' }),
  ),
});

const listingSchema = z.strictObject({
  name: z.string(),
  kind: z.string(),
  params: z.record(z.string(), z.unknown()),
  match: z.strictObject({
    method: z.union([z.string(), z.array(z.string())]).optional(),
    access: z.enum(['read', 'write']).optional(),
    port: z.enum(portNames).optional(),
    peer: z.string().optional(),
    nth: z.int().optional(),
  }),
  probability: z.number(),
  times: z.int().nullable().describe('how often it acts at the most; null for no end'),
  delayBefore: z.number().describe("ms of the simulator's clock"),
  applied: z.int().describe('how often it has acted'),
});

const removedSchema = z.strictObject({ removed: z.int().describe('faults that were removed') });

function listingJson(listing: FaultListing): z.input<typeof listingSchema> {
  const { name, kind, params, match, probability, times = null, delayBefore, applied } = listing;
  return { name, kind, params, match, probability, times, delayBefore, applied };
}

function specOf(body: z.output<typeof specSchema>): FaultSpec {
  const schema = faultSchemas.get(faultKindOf(body.kind)?.name ?? '');
  return schema === undefined ? body : checked('body', schema, body);
}

/** The faults that change replies and connections. */
export const faultRoutes = [
  nodeRoute({
    method: 'GET',
    path: '/faults',
    summary: 'The faults that are on, in the order in which they act',
    reply: z.array(listingSchema),
    handle: ({ node: { faults } }) => faults.list().map(listingJson),
  }),
  nodeRoute({
    method: 'POST',
    path: '/faults',
    summary: 'Add a fault behind those that are on',
    body: specSchema,
    statuses: [201],
    reply: z.strictObject({ name: z.string().describe('the name by which it is removed') }),
    handle: ({ node: { faults }, body }) => ({ name: faults.add(specOf(body)) }),
  }),
  nodeRoute({
    method: 'DELETE',
    path: '/faults',
    summary: 'Remove all faults, those of the mode degraded too',
    reply: removedSchema,
    handle: ({ node: { faults } }) => {
      const removed = faults.list().length;
      faults.clear();
      return { removed };
    },
  }),

  nodeRoute({
    method: 'GET',
    path: '/faults/kinds',
    summary: 'The kinds of faults, with the parameters that each takes',
    reply: z.array(
      z.strictObject({
        name: z.string(),
        summary: z.string(),
        params: z.record(z.string(), z.unknown()).describe('a JSON Schema'),
      }),
    ),
    handle: () =>
      faultKinds.map(({ name, summary, params }) => ({
        name,
        summary,
        params: { ...z.toJSONSchema(params, { io: 'input', unrepresentable: 'any' }) },
      })),
  }),
  nodeRoute({
    method: 'DELETE',
    path: '/faults/{name}',
    summary: 'Remove one fault',
    params: { name: z.string() },
    reply: removedSchema,
    refusals: ['NOT_FOUND'],
    handle: ({ node: { faults }, params: { name } }) => {
      if (faults.remove(name)) return { removed: 1 };
      throw new ControlError('NOT_FOUND', `there is no fault ${shown(name)}; GET /faults lists all`);
    },
  }),
];
