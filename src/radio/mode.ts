/** Every {@link Mode}. */
export const modes = Object.freeze(['normal', 'offline', 'degraded'] as const);

/** Operating mode: `normal`, `degraded` (some faults are active), or `offline` (UNAVAILABLE with no end). */
export type Mode = (typeof modes)[number];
