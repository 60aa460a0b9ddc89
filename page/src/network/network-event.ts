import * as z from 'zod/mini';

const positionSchema = z.object({ latitude: z.number(), longitude: z.number(), altitude: z.number() });

const bothWays = z.tuple([z.nullable(z.number()), z.nullable(z.number())]);

const nodeSchema = z.object({
  nodeid: z.number(),
  name: z.string(),
  position: positionSchema,
  onAir: z.enum(['on', 'blackout', 'offline']),
  served: z.boolean(),
  /** ID of the radio that has ports, in the paths of the control plane. */
  node: z.optional(z.string()),
});

const pairSchema = z.tuple([z.number(), z.number()]);

const linkSchema = z.object({
  nodes: pairSchema,
  /** dB: what the second hears of the first, and the other way; null: nothing. */
  snr: bothWays,
  mcs: bothWays,
  /** m */
  distance: z.number(),
  cut: z.optional(z.enum(['both', 'forward', 'reverse'])),
});

const routeSchema = z.object({
  to: z.number(),
  /** From one end to the other, both included. */
  nodes: z.array(z.number()),
  /** SNR of the weakest link, dB. */
  snr: z.nullable(z.number()),
});

/** An event of GET /network/events: `snapshot` is all, `changes` is what has changed since. */
export const networkEventSchema = z.object({
  /** The network's time, s. */
  seconds: z.number(),
  /** Intervals at which the simulator samples now, ms of real time. */
  everyMs: z.object({ nodes: z.number(), links: z.number() }),
  /** The node at which the routes begin; null: there is no node. */
  from: z.nullable(z.number()),
  nodes: z._default(z.array(nodeSchema), []),
  links: z._default(z.array(linkSchema), []),
  /** Nodes of which the position alone has changed: ID, latitude, longitude, altitude. */
  moved: z.optional(z.array(z.tuple([z.number(), z.number(), z.number(), z.number()]))),
  /** All routes, if any has changed. */
  routes: z.optional(z.array(routeSchema)),
  removed: z.optional(
    z.object({ nodes: z.optional(z.array(z.number())), links: z.optional(z.array(pairSchema)) }),
  ),
});

/** An event of GET /network/events. */
export type NetworkEvent = z.output<typeof networkEventSchema>;

/** A node in an event. */
export type EventNode = z.output<typeof nodeSchema>;

/** A link in an event. */
export type EventLink = z.output<typeof linkSchema>;

/** The way to a node over others. */
export type Route = z.output<typeof routeSchema>;
