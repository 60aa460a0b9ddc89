import { z } from 'zod';
import { nearestHint } from '../../core/nearest.js';
import { valueExcerpt } from '../../core/text.js';
import type { Node } from '../../simulator/node.js';
import type { Simulator } from '../../simulator/simulator.js';
import { ControlError } from '../server/control-error.js';
import type { JsonRoute, NodeRoute } from './route.js';

/** Maximum number of IDs in a message. */
const maxListed = 10;

const nodeParam = { node: z.string().describe('ID of the node; GET /nodes lists all') };

/** Adds the paths of routes about one node: `/nodes/{node}/mode`, and `/mode` for the radio of a simulator that was made with one. */
export function mountNodeRoutes(routes: readonly NodeRoute[], simulator: Simulator): readonly JsonRoute[] {
  return [
    ...routes.map((route) => aliasRoute(route, simulator)),
    ...routes.map((route) => pathRoute(route, simulator)),
  ];
}

function aliasRoute(route: NodeRoute, simulator: Simulator): JsonRoute {
  return {
    ...route,
    kind: 'json',
    answer: async (call) => route.answer(call, { simulator, node: shortNodeOf(simulator, route.path) }),
  };
}

function pathRoute(route: NodeRoute, simulator: Simulator): JsonRoute {
  return {
    ...route,
    kind: 'json',
    path: `/nodes/{node}${route.path}`,
    params: z.strictObject({ ...nodeParam, ...route.params.shape }),
    errors: [...new Set([...route.errors, 'NOT_FOUND' as const])],
    answer: async ({ params: { node: id = '', ...params }, ...call }) =>
      route.answer({ ...call, params }, { simulator, node: nodeOf(simulator, id) }),
  };
}

/** Throws `NOT_FOUND`. */
function nodeOf(simulator: Simulator, id: string): Node {
  const node = simulator.node(id);
  if (node !== undefined) return node;
  throw noNode(simulator, id);
}

/** The error for an ID that no node has. */
export function noNode(simulator: Simulator, id: string): ControlError {
  const hint = nearestHint(
    id,
    simulator.nodes.map((each) => each.id),
  );
  return new ControlError(
    'NOT_FOUND',
    `node: there is no ${valueExcerpt(id)}; allowed: ${listOf(simulator)}${hint}`,
  );
}

/** The radio that a short path means: the one with which the simulator was made. Throws `NOT_FOUND` if it was made with several. */
function shortNodeOf(simulator: Simulator, path: string): Node {
  const [first] = simulator.nodes;
  if (first !== undefined && !simulator.isNamed(first)) return first;
  const { length } = simulator.nodes;
  const message =
    length === 0
      ? `there is no node any more; allowed: POST /nodes, and /nodes/{node}${path} then`
      : `there are ${length} nodes; allowed: /nodes/{node}${path}, with node ${listOf(simulator)}`;
  throw new ControlError('NOT_FOUND', message);
}

function listOf({ nodes }: Simulator): string {
  if (nodes.length === 0) return 'none, until POST /nodes adds one';
  const ids = nodes.slice(0, maxListed).map(({ id }) => id);
  const more = nodes.length > ids.length ? `, and ${nodes.length - ids.length} more` : '';
  return `${ids.join(', ')}${more}`;
}
