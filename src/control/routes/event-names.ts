import { eventNames } from '../../simulator/events.js';

/** Names that a client can subscribe to: the events, and `exchange` for each exchange of the journal. */
export const followedNames = [...eventNames, 'exchange'] as const;

/** One of {@link followedNames}. */
export type FollowedName = (typeof followedNames)[number];
