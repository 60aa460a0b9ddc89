import { z } from 'zod';
import { explanationSchema, nowSchema } from '../../simulator/network/network-schema.js';

// The answers about a network as the commands read them, with members that this version does not know ignored.

const { nodes, links, routes } = nowSchema.shape;

/** A network as it is drawn. */
export const networkAnswerSchema = z.object({
  nodes: z.array(z.object({ nodeid: z.int(), served: z.unknown() })),
  now: z.object({
    ...nowSchema.shape,
    nodes: z.array(nodes.element.strip()),
    links: z.array(links.element.strip()),
    routes: z.array(routes.element.strip()),
    steering: z.unknown(),
  }),
});

/** A network as it is drawn. */
export type NetworkAnswer = z.output<typeof networkAnswerSchema>;

const { link, reason, lines } = explanationSchema.shape;

/** Why one node hears another as it does. */
export const explanationAnswerSchema = explanationSchema
  .extend({
    link: link.unwrap().strip().nullable(),
    // A later version may know more reasons.
    reason: z.object({ ...reason.unwrap().shape, code: z.string() }).nullable(),
    lines: z.array(lines.element.strip()),
  })
  .strip();

/** Why one node hears another as it does. */
export type ExplanationAnswer = z.output<typeof explanationAnswerSchema>;
