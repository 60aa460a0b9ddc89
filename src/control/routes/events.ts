import { z } from 'zod';
import { nearestHint } from '../../core/nearest.js';
import { valueExcerpt } from '../../core/text.js';
import type { Simulator } from '../../simulator/simulator.js';
import { EventFeed } from '../feeds/event-feed.js';
import type { Followers } from '../server/followers.js';
import { type FollowedName, followedNames } from './event-names.js';
import { filterShape } from './exchange-filter.js';
import { type Route, streamRoute } from './route.js';
import { wholeNumber } from './whole-number.js';

const isName = (text: string): text is FollowedName => followedNames.some((name) => name === text);

/** Comma-separated names: `command,blackout`. */
const namesField = z.string().transform((text, context): ReadonlySet<FollowedName> => {
  const names = text.split(',').map((each) => each.trim());
  const wrong = names.find((name) => !isName(name));
  if (wrong === undefined) return new Set(names.filter(isName));
  const message = `${valueExcerpt(wrong)}: is not allowed; allowed: ${followedNames.join(', ')}${nearestHint(wrong, followedNames)}`;
  context.addIssue({ code: 'custom', message, input: names });
  return z.NEVER;
});

/** Bounds of the query. */
const limits = { rate: 1_000, maxBytes: 1_048_576 };

/** The stream of events. */
export function eventRoutes(simulator: Simulator, followers: Followers): readonly Route[] {
  const feed = new EventFeed(simulator, followers);
  return [
    streamRoute({
      method: 'GET',
      path: '/events',
      summary: 'Stream of events as server-sent events, with their data as JSON',
      query: {
        node: z.string().optional().describe('only events of the node with this ID'),
        types: namesField
          .optional()
          .describe(`comma-separated names; default: all of ${followedNames.join(', ')}`),
        ...filterShape,
        rate: wholeNumber(
          1,
          limits.rate,
          'maximum number of exchanges in a second of real time (default: all); the event skipped counts the others',
        ).optional(),
        maxBytes: wholeNumber(
          0,
          limits.maxBytes,
          'bytes after which the request and the reply of an exchange are cut (default: never)',
        ).optional(),
      },
      errors: ['NOT_FOUND', 'TOO_MANY_FOLLOWERS'],
      open: ({ query: { node, types = new Set(followedNames), ...exchanges } }, response, disconnected) =>
        feed.follow({ types, node, exchanges }, response, disconnected),
    }),
  ];
}
