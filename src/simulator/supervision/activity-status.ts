import { portNames } from '../../ports/registry.js';

/** Every activity that goes on as long as a simulator lives. */
export const activityNames = Object.freeze(['worker', ...portNames, 'control', 'scenario'] as const);

/** One of {@link activityNames}. */
export type ActivityName = (typeof activityNames)[number];

/**
 * What becomes of an activity that dies by itself: begun again, and where that fails too often it takes the
 * simulator down (`restart-or-close`) or stays down (`restart`); or it stays down at once (`leave`).
 */
export type ActivityPolicy = 'restart-or-close' | 'restart' | 'leave';

/** How an activity is. */
export interface ActivityStatus {
  /** `restarting`: it has died and waits for its next try; `down`: it was given up; `ended`: it was ended. */
  readonly state: 'running' | 'restarting' | 'down' | 'ended';
  /** How often it has died by itself. */
  readonly deaths: number;
  /** How often it was begun again with success. */
  readonly restarts: number;
}

/** Something has happened to an activity. */
export interface ActivityEvent {
  readonly activity: ActivityName;
  readonly what: 'died' | 'restarted' | 'given-up';
  /** Why it died, for a person. */
  readonly text?: string;
  /** When it is begun again, real ms from now. */
  readonly inMs?: number;
}
