import { z } from 'zod';
import { valueExcerpt } from '../../core/text.js';
import { type FollowedName, followedNames } from './event-names.js';
import type { Followers } from '../server/followers.js';
import { type Route, streamRoute } from './route.js';

const isName = (text: string): text is FollowedName => followedNames.some((name) => name === text);

/** `command,blackout`. */
const namesField = z.string().transform((text, context): ReadonlySet<FollowedName> => {
  const names = text.split(',').map((each) => each.trim());
  const wrong = names.find((name) => !isName(name));
  if (wrong === undefined) return new Set(names.filter(isName));
  const message = `${valueExcerpt(wrong)}: is not allowed; allowed: ${followedNames.join(', ')}`;
  context.addIssue({ code: 'custom', message, input: names });
  return z.NEVER;
});

/** Events, as they happen. */
export function eventRoutes(followers: Followers): readonly Route[] {
  return [
    streamRoute({
      method: 'GET',
      path: '/events',
      summary: 'Events as they happen, as server-sent events: each with its name, its data as JSON',
      query: {
        node: z.string().optional().describe('only those of the node with this ID'),
        types: namesField
          .optional()
          .describe(`names with commas between them; default: all of ${followedNames.join(', ')}`),
      },
      refusals: ['TOO_MANY_FOLLOWERS'],
      open: ({ query: { node, types = new Set(followedNames) } }, response, gone) =>
        followers.add({ types, node }, response, gone),
    }),
  ];
}
