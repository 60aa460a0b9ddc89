/** Every {@link Mode}. */
export const modes = Object.freeze(['normal', 'offline', 'degraded'] as const);

/** Operating mode: `normal`, `degraded` (some faults are on), or `offline` (UNAVAILABLE without end). */
export type Mode = (typeof modes)[number];
