import type { Clock } from '../../core/time/clock.js';
import { SilvusMockError } from '../../core/errors.js';
import { byPort } from '../../ports/registry.js';
import type { ActivityEvent, ActivityName, ActivityPolicy } from './activity-status.js';
import { Supervisor } from './supervisor.js';

/** What becomes of each activity that dies by itself. */
export const activityPolicies: Readonly<Record<ActivityName, ActivityPolicy>> = {
  worker: 'restart-or-close',
  ...byPort(({ policy }) => policy),
  // The radio works without it.
  control: 'restart',
  // Its steps have their times: one that is begun again would do what was done already.
  scenario: 'leave',
};

/** How each activity is begun again. */
export type Restarts = Readonly<Record<ActivityName, () => unknown>>;

/** What keeps a simulator going is made from. */
export interface UpkeepOptions {
  /** Real time. */
  readonly clock: Clock;
  readonly restarts: Restarts;
  readonly tell: (event: ActivityEvent) => void;
  /** Called with what the simulator can't go on without. */
  readonly onLost: (fault: SilvusMockError) => void;
}

/** Something that has died and has not been begun again. */
export interface Trouble {
  /** For a person. */
  readonly text: string;
  /** Whether the radio can't be relied on without it. */
  readonly isFatal: boolean;
}

/** Keeps what goes on by itself in one simulator going. */
export class Upkeep {
  readonly supervisor: Supervisor;
  readonly #restarts: Restarts;

  constructor({ clock, restarts, tell, onLost }: UpkeepOptions) {
    this.#restarts = restarts;
    this.supervisor = new Supervisor({
      clock,
      tell,
      onGivenUp: (name, cause) => {
        onLost(new SilvusMockError('ACTIVITY_LOST', `the ${name} kept dying and was given up`, { cause }));
      },
    });
  }

  /** These have begun. */
  begin(...names: readonly ActivityName[]): void {
    for (const name of names) this.supervisor.register(name, activityPolicies[name], this.#restarts[name]);
  }

  /** Those that have died and have not been begun again. */
  troubles(): readonly Trouble[] {
    const dead = this.supervisor.list().filter(({ state }) => state === 'restarting' || state === 'down');
    return dead.map(({ name, state }) => ({
      text: `${name} has died and is ${state}`,
      isFatal: activityPolicies[name] === 'restart-or-close',
    }));
  }
}
