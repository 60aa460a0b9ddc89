/** Levels of users, from the lowest (interface.md A.6, H.4). A user's name is that of its level. */
export const accessLevels = ['basic', 'advanced', 'admin'] as const;

/** Level of a user, and the least one that a command needs. */
export type AccessLevel = (typeof accessLevels)[number];

/** True if a user of this level may do what needs another. */
export function isAtLeast(level: AccessLevel, needed: AccessLevel): boolean {
  return accessLevels.indexOf(level) >= accessLevels.indexOf(needed);
}

/** This level and those above it. */
export function levelsFrom(level: AccessLevel): readonly AccessLevel[] {
  return accessLevels.slice(accessLevels.indexOf(level));
}
