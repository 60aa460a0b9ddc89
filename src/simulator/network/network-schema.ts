import { z } from 'zod';
import { networkSchema } from '../../config/network/schema/document.js';
import { noLinkReasons } from '../../network/links/no-link.js';

// Views of a network in the control plane, the command line and the library, beside the document that it is.

const position = z.strictObject({ latitude: z.number(), longitude: z.number(), altitude: z.number() });

const ids = z.array(z.int());

const seenNode = z.strictObject({
  nodeid: z.int(),
  name: z.string(),
  position,
  onAir: z.enum(['on', 'blackout', 'offline']),
});

const bothWays = (description: string) =>
  z
    .tuple([z.number().nullable(), z.number().nullable()])
    .describe(`${description}: what the second hears of the first, and the other way; null for no link`);

const seenLink = z.strictObject({
  nodes: z.tuple([z.int(), z.int()]),
  snr: bothWays('dB'),
  mcs: bothWays('MCS'),
  distance: z.number().describe('m'),
});

const seenRoute = z.strictObject({
  to: z.int(),
  nodes: ids.describe('from one end to the other, both included'),
  snr: z.number().describe('of the weakest link, dB'),
});

/** The nodes, links and routes of a network at a time. */
export const nowSchema = z.strictObject({
  nodes: z.array(seenNode),
  links: z.array(seenLink),
  from: z.int().nullable().describe('the node at which the routes begin; null where there is no node'),
  routes: z.array(seenRoute).describe('to all nodes that it reaches, the nearest first'),
  steering: z
    .strictObject({ lines: z.int(), dropped: z.int() })
    .describe('calls that were carried out: recorded, and without a line since there were too many'),
});

/** A network as it is: a document of it, with what was found. */
export const networkReplySchema = z.strictObject({ ...networkSchema.shape, now: nowSchema });

const line = z.strictObject({
  name: z.string(),
  value: z.number().nullable(),
  unit: z.string(),
  note: z.string().describe('where the value comes from'),
});

const link = z.strictObject({
  distance: z.number().describe('m'),
  pathLoss: z.number().describe('dB'),
  signal: z.number().describe('dBm'),
  noise: z.number().describe('dBm'),
  snr: z.number().describe('dB'),
  mcs: z.int(),
  streams: z.int(),
  rate: z.number().describe('Mb/s'),
  packetLoss: z.number(),
  throughput: z.number().describe('Mb/s'),
  timeOfFlight: z.int().describe('ticks of 100 ns'),
  cost: z.number().describe('ns on the air'),
});

/** Why one direction of a link is as it is. */
export const explanationSchema = z.strictObject({
  from: z.int(),
  to: z.int(),
  link: link.nullable().describe('null if nothing is heard'),
  reason: z
    .strictObject({ code: z.enum(noLinkReasons), text: z.string() })
    .nullable()
    .describe('the first reason why there is no link'),
  lines: z.array(line).describe('the budget, line by line'),
});

/** The nodes, links and routes of a network at a time. */
export type NetworkNow = z.output<typeof nowSchema>;

/** An explanation as JSON. */
export type ExplanationJson = z.output<typeof explanationSchema>;
