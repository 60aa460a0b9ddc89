import { z } from 'zod';
import { settingsOf } from '../../config/network/resolved.js';
import { nodeIdField, positionField } from '../../config/network/schema/fields.js';
import { SilvusMockError } from '../../core/errors.js';
import { valueExcerpt } from '../../core/text.js';
import type { Clock } from '../../core/time/clock.js';
import { highestNodeId } from '../../radio/values/node-id.js';
import { clockOf } from '../../simulator/clock-of.js';
import { freeNodeId } from '../../simulator/free-node-id.js';
import type { Node } from '../../simulator/node.js';
import { nodeConfig } from '../../simulator/node-config.js';
import type { NodeParts, Simulator } from '../../simulator/simulator.js';
import { addedNodeSchema } from '../../simulator/snapshot.js';
import { ControlError } from '../server/control-error.js';
import { noNode } from './node-routes.js';
import { type Route, jsonRoute } from './route.js';

/** Values of a radio's setting, as a patch of the state takes them. */
const settingSchema = z.union([
  z.string().max(16_384),
  z.number(),
  z.array(z.union([z.string().max(16_384), z.number()])).max(64),
]);

const newNodeSchema = z
  .strictObject({
    nodeid: nodeIdField.optional(),
    clock: z.enum(['real', 'virtual']).optional(),
    seed: z.int().min(0).optional(),
    settings: z.record(z.string(), settingSchema).optional(),
    network: z.union([z.literal(false), z.strictObject({ position: positionField })]).optional(),
  })
  .optional();

type NewNode = NonNullable<z.output<typeof newNodeSchema>>;

/** Adding and removing radios: one for each test, out of one process. */
export function nodeLifeRoutes(simulator: Simulator): readonly Route[] {
  return [
    jsonRoute({
      method: 'POST',
      path: '/nodes',
      summary:
        'Add a radio with ports that the system chooses; alone, with its own clock and journal, unless it gets a position in the network',
      body: newNodeSchema,
      statuses: [201],
      reply: addedNodeSchema,
      errors: ['CONFLICT'],
      handle: async ({ body = {} }) => addedJson(await added(simulator, body)),
    }),
    jsonRoute({
      method: 'POST',
      path: '/nodes/reset',
      summary:
        'Reset all radios as POST /reset does, and the network: places, links, interference and its steering',
      reply: z.strictObject({ ok: z.literal(true) }),
      handle: async () => {
        await simulator.reset();
        return { ok: true as const };
      },
    }),
    jsonRoute({
      method: 'DELETE',
      path: '/nodes/{node}',
      summary: 'Close a radio that was added, and remove it',
      params: { node: z.string().describe('ID of the node; GET /nodes lists all') },
      reply: z.object({ node: z.string() }),
      errors: ['CONFLICT', 'NOT_FOUND'],
      handle: async ({ params: { node } }) => {
        await removed(simulator, node);
        return { node };
      },
    }),
  ];
}

async function added(simulator: Simulator, given: NewNode): Promise<Node> {
  const nodeid = given.nodeid ?? nextNodeId(simulator);
  const parts = partsOf(simulator, nodeid, given);
  try {
    return await simulator.add(parts);
  } catch (error) {
    if (error instanceof SilvusMockError && error.code === 'PORT_UNAVAILABLE')
      throw new ControlError('CONFLICT', withAllowed(error.message));
    throw error;
  }
}

/** A port of a radio that is added is any free one: there is no other to choose. */
function withAllowed(message: string): string {
  return message.includes('allowed: ') ? message : `${message}; allowed: after others were closed`;
}

function partsOf(simulator: Simulator, nodeid: number, given: NewNode): NodeParts {
  const id = String(nodeid);
  const isTaken = simulator.node(id) !== undefined || simulator.nodes.some((node) => node.nodeid === nodeid);
  if (isTaken) throw new ControlError('CONFLICT', `nodeid: ${id} is a radio's already; allowed: any other`);
  const base = simulator.resolvedConfig;
  const most = highestNodeId(base.model.identity.build_tag);
  if (nodeid > most) {
    const allowed = `1 to ${most}, for the firmware of the model ${base.model.name}`;
    throw new SilvusMockError('OPTION_INVALID', `nodeid: ${id} is not allowed; allowed: ${allowed}`);
  }
  const { seed, settings, network = false } = given;
  const clock = ownClock(simulator, given);
  const own = settings && textsOf(settings);
  const shared = network === false ? undefined : simulator.network?.common;
  return {
    id,
    config: nodeConfig(base, { nodeid, key: shared?.key, isLocated: shared !== undefined }),
    ...(clock === undefined ? {} : { clock }),
    ...(seed === undefined ? {} : { seed }),
    settings: shared === undefined ? own : settingsOf(shared, { settings: own ?? {} }),
    place: network === false ? undefined : network,
  };
}

/** A radio that is alone has a clock of its own; those of a network share one: undefined. */
function ownClock(simulator: Simulator, { clock, network = false }: NewNode): Clock | undefined {
  const base = simulator.resolvedConfig;
  if (network === false) return clockOf({ ...base, clock: clock ?? base.clock });
  if (simulator.network === undefined)
    throw new ControlError('CONFLICT', 'network: the simulator has none; allowed: false');
  if (clock === undefined) return undefined;
  const shown = valueExcerpt(clock);
  const message = `clock: ${shown} is not allowed with network; allowed: none, since its radios share one`;
  throw new SilvusMockError('OPTION_INVALID', message);
}

function textsOf(settings: NonNullable<NewNode['settings']>): NonNullable<NodeParts['settings']> {
  const lists = Object.entries(settings).map(([name, value]) => [name, [value].flat().map(String)] as const);
  return Object.fromEntries(lists);
}

/** The first free node ID behind that of the first radio. */
function nextNodeId({ nodes, resolvedConfig: { model } }: Simulator): number {
  const nodeid = freeNodeId(nodes[0]?.nodeid ?? Number(model.identity.nodeid), model, nodes);
  if (nodeid !== undefined) return nodeid;
  throw new ControlError('CONFLICT', 'nodeid: all are taken; allowed: after a radio was removed');
}

async function removed(simulator: Simulator, id: string): Promise<void> {
  const node = simulator.node(id);
  if (node === undefined) throw noNode(simulator, id);
  if (node === simulator.nodes[0]) {
    const message = `node: ${id} is the first radio; allowed: those that were added, or POST /close for all`;
    throw new ControlError('CONFLICT', message);
  }
  await simulator.remove(id);
}

function addedJson(node: Node): z.input<typeof addedNodeSchema> {
  return { nodeid: String(node.nodeid), node: node.id, ...node.addresses };
}
