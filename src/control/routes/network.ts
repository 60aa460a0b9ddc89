import { z } from 'zod';
import { callIssues } from '../../config/network/check/steering.js';
import { networkSchema } from '../../config/network/schema/document.js';
import { nodeIdField } from '../../config/network/schema/fields.js';
import { type ParsedCall, steeringCallSchema } from '../../config/network/schema/steering.js';
import { SilvusMockError } from '../../core/errors.js';
import { loopTurn } from '../../core/time/loop-turn.js';
import { checked } from '../../documents/check.js';
import { listField } from '../../documents/collections.js';
import { inputSchemaOf } from '../../documents/input-schema.js';
import { beginDocument, explanationJson, hiddenKeys } from '../../simulator/network/network-document.js';
import { explanationSchema, networkReplySchema } from '../../simulator/network/network-schema.js';
import type { SharedNetwork } from '../../simulator/network/shared-network.js';
import type { Simulator } from '../../simulator/simulator.js';
import { networkOf, nodeOf } from './network-of.js';
import { type Route, jsonRoute } from './route.js';

/** Steering calls of one request. */
const maxCalls = 1_000;

const listSchema = listField(steeringCallSchema, { min: 1, max: maxCalls });

/** A call or a list of them. A union would not say what is wrong. */
const callsSchema = z
  .custom<unknown>((body) => body !== undefined, { error: 'is missing; allowed: a call, or a list of calls' })
  .meta({
    // Made when the document is asked for: it takes a part of a start.
    get oneOf() {
      return [inputSchemaOf(steeringCallSchema), inputSchemaOf(listSchema)];
    },
  });

/** The network of the simulator: what is in it, why, and how it is changed. */
export function networkRoutes(simulator: Simulator): readonly Route[] {
  return [...readingRoutes(simulator), ...steeringRoutes(simulator)];
}

function readingRoutes(simulator: Simulator): readonly Route[] {
  return [
    jsonRoute({
      method: 'GET',
      path: '/network',
      summary:
        'The network as it is: a document that start --network accepts, with nodes, links and routes found in it as "now"',
      query: { from: nodeIdField.optional().describe('the node at which the routes begin (the first)') },
      reply: networkReplySchema,
      errors: ['CONFLICT'],
      handle: async ({ query: { from } }) => {
        const network = networkOf(simulator);
        if (from !== undefined) nodeOf(network, 'from', from);
        // A turn for the links, which are computed where something has changed, then one for all else.
        network.computeLinks();
        await loopTurn();
        if (from !== undefined) nodeOf(network, 'from', from);
        const document = beginDocument(network, { from, hidesKeys: true });
        await loopTurn();
        return document();
      },
    }),
    jsonRoute({
      method: 'GET',
      path: '/network/explain',
      summary:
        'Why one node hears another as it does: the budget line by line, or the first reason for no link',
      query: { from: nodeIdField, to: nodeIdField },
      reply: explanationSchema,
      errors: ['CONFLICT'],
      handle: ({ query: { from, to } }) => {
        const network = networkOf(simulator);
        const ends = [nodeOf(network, 'from', from), nodeOf(network, 'to', to)].map(String);
        const [sender = '', receiver = ''] = ends;
        return explanationJson(network.model.explain(sender, receiver));
      },
    }),
  ];
}

function steeringRoutes(simulator: Simulator): readonly Route[] {
  return [
    jsonRoute({
      method: 'GET',
      path: '/network/steering',
      summary: 'What was done to the network, and what its steering will still do, in the order of time',
      reply: networkSchema.shape.steering.unwrap(),
      errors: ['CONFLICT'],
      handle: () => {
        const network = networkOf(simulator);
        return hiddenKeys(network, network.log.lines);
      },
    }),
    jsonRoute({
      method: 'POST',
      path: '/network/steering',
      summary: 'Change the network now: move, cut, join, override, interference; all calls of a list or none',
      body: callsSchema,
      reply: z.strictObject({ seconds: z.number().describe("the network's time"), done: z.int() }),
      errors: ['CONFLICT'],
      handle: ({ body }) => {
        const network = networkOf(simulator);
        const isList = Array.isArray(body);
        const calls = isList
          ? checked('body', listSchema, body)
          : [checked('body', steeringCallSchema, body)];
        checkCalls(network, calls, isList);
        network.steer(...calls);
        return { seconds: network.seconds, done: calls.length };
      },
    }),
  ];
}

/** Throws `OPTION_INVALID` for calls that can't be carried out one after the other. */
function checkCalls(network: SharedNetwork, calls: readonly ParsedCall[], isList: boolean): void {
  const sources = new Set(network.model.interference().map(({ id }) => id));
  const present = {
    hasNode: (id: number) => network.member(id) !== undefined,
    hasSource: (id: string) => sources.has(id),
  };
  for (const [index, call] of calls.entries()) {
    const [issue] = callIssues(call, present);
    if (issue !== undefined) {
      const path = [...(isList ? [index] : []), ...issue.path].map(String).join('.');
      throw new SilvusMockError('OPTION_INVALID', `body: ${path}: ${issue.message}`);
    }
    if (call.do === 'set-interference') sources.add(call.source.id);
    if (call.do === 'remove-interference') sources.delete(call.id);
  }
}
