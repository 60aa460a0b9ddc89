import { z } from 'zod';
import { nearestHint } from '../../core/nearest.js';
import { valueExcerpt } from '../../core/text.js';
import { type FollowedName, followedNames } from './event-names.js';
import type { Followers } from '../server/followers.js';
import { type Route, streamRoute } from './route.js';

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

/** The stream of events. */
export function eventRoutes(followers: Followers): readonly Route[] {
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
      },
      errors: ['TOO_MANY_FOLLOWERS'],
      open: ({ query: { node, types = new Set(followedNames) } }, response, disconnected) =>
        followers.add({ types, node }, response, disconnected),
    }),
  ];
}
