import * as z from 'zod/mini';
import { ApiError, messageOf } from '../api/api-error.js';
import { api, sure } from '../api/client.js';
import { delay } from '../api/event-stream.js';
import { nodes } from '../simulator/nodes.js';
import { type NetworkEvent, networkEventSchema } from './network-event.js';

const everyMs = 1_000;

/** Callbacks of {@link pollNetwork}. */
interface PollListener {
  readonly onSnapshot: (event: NetworkEvent) => void;
  readonly onError: (message: string, status: number | undefined) => void;
}

/** Asks for the network once a second: for a simulator that has no GET /network/events. */
export async function pollNetwork(
  from: number | undefined,
  { onSnapshot, onError }: PollListener,
  signal: AbortSignal,
): Promise<void> {
  const isEnded = () => signal.aborted;
  while (!isEnded()) {
    try {
      const query = from === undefined ? {} : { from };
      if (!document.hidden)
        onSnapshot(eventOf(await sure(api.GET('/network', { params: { query }, signal }))));
    } catch (error) {
      if (!isEnded()) onError(messageOf(error), error instanceof ApiError ? error.status : undefined);
    }
    await delay(everyMs, signal);
  }
}

const nodeId = z.union([z.number(), z.string()]);

/** What is read of the reply of GET /network. */
const replySchema = z.object({
  seconds: z.number(),
  nodes: z._default(z.array(z.object({ nodeid: nodeId, served: z.optional(z.unknown()) })), []),
  links: z._default(
    z.array(
      z.object({
        from: nodeId,
        to: nodeId,
        direction: z.optional(z.enum(['both', 'forward', 'reverse'])),
        cut: z.optional(z.boolean()),
      }),
    ),
    [],
  ),
  now: z.object({
    from: z.nullable(z.number()),
    nodes: z.array(z.record(z.string(), z.unknown())),
    links: z.array(z.unknown()),
    routes: z.array(z.unknown()),
  }),
});

function eventOf(reply: unknown): NetworkEvent {
  const { now, nodes: written, links, seconds } = replySchema.parse(reply);
  const withoutPorts = new Set(
    written.filter((node) => node.served === false).map(({ nodeid }) => Number(nodeid)),
  );
  const radios = nodes.value?.filter(({ http }) => http !== undefined).map(({ node }) => node) ?? [];
  const cut = links
    .filter((link) => link.cut === true)
    .map(({ from, to, direction = 'both' }) => ({
      nodes: [Number(from), Number(to)],
      snr: [null, null],
      mcs: [null, null],
      distance: 0,
      cut: direction === 'reverse' ? 'backward' : direction,
    }));
  return networkEventSchema.parse({
    seconds,
    everyMs: { nodes: everyMs, links: everyMs },
    from: now.from,
    nodes: now.nodes.map((node) => {
      const served = !withoutPorts.has(Number(node['nodeid']));
      const radio = radios.find((id) => id === String(node['nodeid'])) ?? radios[0];
      return { ...node, served, node: served ? radio : undefined };
    }),
    links: [...now.links, ...cut],
    routes: now.routes,
  });
}
