import { valueExcerpt } from '../../core/text.js';
import { type Call, parseCalls } from '../../jsonrpc/envelope.js';
import { nodeIdDomain, nodeIdOf } from '../../radio/values/text-domain.js';
import type { RequestId } from '../../worker/job.js';
import { type Fields, type PageIssue, fieldsOf, jsonField } from './page-fields.js';

/** Maximum number of nodes that a broadcast names. */
const maxNodes = 1_024;

/** Maximum number of calls of a broadcast, over all its nodes. */
const maxBroadcastCalls = 4_096;

/** Maximum length of the ids of all calls as JSON, over all nodes, characters: each reply has its own. */
const maxIdsLength = 262_144;

/** Longest text of a list of node IDs in a form, characters. */
const maxNodesLength = maxNodes * 16;

/** A broadcast: the same calls for each of its nodes. */
export interface BroadcastRequest {
  /** The calls as the JSON of a batch. */
  readonly batch: Buffer;
  /** The calls, parsed once for all nodes. */
  readonly calls: readonly Call[];
  /** The ids of the calls. */
  readonly ids: readonly RequestId[];
  /** In the order of the request; one may be there several times. */
  readonly nodeids: readonly number[];
}

/**
 * Parses a broadcast (interface.md A.3, H.3). Each call is checked by the node that it reaches. Other fields, `override`
 * among them, are taken and have no effect.
 * @param maxBatch maximum number of calls for one node
 */
export function parseBroadcast(bytes: Uint8Array, maxBatch: number): BroadcastRequest | PageIssue {
  const body = fieldsOf(bytes);
  if ('issue' in body) return body;
  const apis = apisOf(body.fields, maxBatch);
  if ('issue' in apis) return apis;
  const nodes = nodesOf(body.fields);
  if ('issue' in nodes) return nodes;
  const { nodeids } = nodes;
  const { calls, ids } = apis;
  const count = calls.length * nodeids.length;
  if (count > maxBroadcastCalls)
    return {
      issue: `apis and nodeids: ${count} calls in all; allowed: at most ${maxBroadcastCalls} (calls times nodes)`,
    };
  const idsLength = JSON.stringify(ids).length - ids.length - 1;
  const inAll = idsLength * nodeids.length;
  if (inAll > maxIdsLength)
    return {
      issue: `apis and nodeids: ids of ${inAll} characters in all; allowed: at most ${maxIdsLength} (ids times nodes)`,
    };
  return { batch: Buffer.from(JSON.stringify(calls)), calls: parseCalls(calls), ids, nodeids };
}

function apisOf(
  fields: Fields,
  maxBatch: number,
): { readonly calls: readonly unknown[]; readonly ids: readonly RequestId[] } | PageIssue {
  const allowed = `an array of 1 to ${maxBatch} calls`;
  const given = fields('apis');
  if (given === undefined) return { issue: `apis: is missing; allowed: ${allowed}` };
  const apis = jsonField(given);
  if (!Array.isArray(apis))
    return { issue: `apis: ${valueExcerpt(given)} is not allowed; allowed: ${allowed}` };
  if (apis.length === 0 || apis.length > maxBatch)
    return { issue: `apis: ${apis.length} calls; allowed: ${allowed}` };
  const list: readonly unknown[] = apis;
  const ids = list.map((call, index) => idOf(call) ?? index);
  return { calls: list.map((call, index) => completed(call, ids[index] ?? index)), ids };
}

/** The id of a call, where it has one that can be echoed. */
function idOf(call: unknown): string | number | undefined {
  if (typeof call !== 'object' || call === null || !('id' in call)) return undefined;
  const { id } = call;
  return typeof id === 'string' || (typeof id === 'number' && Number.isSafeInteger(id)) ? id : undefined;
}

/** Members of a call, and of an order that is not wrapped in one. */
const callKeys = ['method', 'params', 'param', 'version', 'sleep', 'api_list'] as const;

/** A call of a broadcast with what it lacks beside one of the API: `jsonrpc`, and mostly its id. */
function completed(call: unknown, id: RequestId): unknown {
  if (typeof call !== 'object' || call === null || Array.isArray(call)) return call;
  const made: Record<string, unknown> = { jsonrpc: '2.0', id };
  for (const key of callKeys) if (Object.hasOwn(call, key)) made[key] = Reflect.get(call, key);
  return made;
}

function nodesOf(fields: Fields): { readonly nodeids: readonly number[] } | PageIssue {
  const allowed = `an array of 1 to ${maxNodes} node IDs`;
  const given = fields('nodeids');
  if (given === undefined) return { issue: `nodeids: is missing; allowed: ${allowed}` };
  const list = listOf(given);
  if (list === undefined)
    return { issue: `nodeids: ${valueExcerpt(given)} is not allowed; allowed: ${allowed}` };
  if (list.length === 0 || list.length > maxNodes)
    return { issue: `nodeids: ${list.length} nodes; allowed: ${allowed}` };
  const nodeids: number[] = [];
  for (const [index, each] of list.entries()) {
    const text = typeof each === 'number' ? String(each) : each;
    if (typeof text !== 'string' || !nodeIdDomain.holds(text))
      return {
        issue: `nodeids[${index}]: ${valueExcerpt(each)} is not allowed; allowed: ${nodeIdDomain.allowed}`,
      };
    nodeids.push(Number(nodeIdOf(text)));
  }
  return { nodeids };
}

/** The node IDs of a request; those of a form may be a list with commas. */
function listOf(value: unknown): readonly unknown[] | undefined {
  if (typeof value === 'number') return [value];
  if (typeof value === 'string') {
    if (value.length > maxNodesLength) return undefined;
    if (!value.trimStart().startsWith('[')) return value.split(',').map((each) => each.trim());
  }
  const list = jsonField(value);
  return Array.isArray(list) ? list : undefined;
}
