/** The simulator's events that can be followed. */
export const eventNames = [
  'command',
  'blackout',
  'online',
  'offline',
  'busy',
  'connection-refused',
  'scenario',
  'activity',
  'node-lost',
  'reload',
  'closed',
] as const;

/** One of {@link eventNames}. */
export type EventName = (typeof eventNames)[number];

/** What a follower may choose from: the events, and each exchange of the journal. */
export const followedNames = [...eventNames, 'exchange'] as const;

/** One of {@link followedNames}. */
export type FollowedName = (typeof followedNames)[number];
