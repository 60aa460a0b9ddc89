/** Names of the simulator's events. */
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

/** Names that a client can subscribe to: the events, and `exchange` for each exchange of the journal. */
export const followedNames = [...eventNames, 'exchange'] as const;

/** One of {@link followedNames}. */
export type FollowedName = (typeof followedNames)[number];
