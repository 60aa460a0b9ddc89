import { portNames } from '../../ports/registry.js';

/** Every activity that lasts as long as a simulator; its nodes share the control plane. */
export const activityNames = Object.freeze(['worker', ...portNames, 'control', 'scenario'] as const);

/** One of {@link activityNames}. */
export type ActivityName = (typeof activityNames)[number];

/**
 * Consequence of a death: the activity is restarted, and after too many deaths it takes its node down
 * (`restart-or-close`) or stays down (`restart`); or it stays down at once (`leave`).
 */
export type ActivityPolicy = 'restart-or-close' | 'restart' | 'leave';

/** State and counts of an activity. */
export interface ActivityStatus {
  /** `restarting`: it has died and waits for its next try; `down`: given up; `ended`: stopped as it should. */
  readonly state: 'running' | 'restarting' | 'down' | 'ended';
  /** Times it has died by itself. */
  readonly deaths: number;
  /** Times it was restarted with success. */
  readonly restarts: number;
}

/** An activity has died, was restarted, or was given up. */
export interface ActivityEvent {
  readonly activity: ActivityName;
  readonly what: 'died' | 'restarted' | 'given-up';
  /** Cause of death, for a person. */
  readonly text?: string;
  /** Time until the restart, real ms. */
  readonly inMs?: number;
}
