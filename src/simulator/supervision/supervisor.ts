import { SilvusMockError } from '../../core/errors.js';
import type { Clock } from '../../core/time/clock.js';
import { Activity } from './activity.js';
import type { ActivityEvent, ActivityName, ActivityPolicy, ActivityStatus } from './activity-status.js';

/** Options of a supervisor. */
interface SupervisorOptions {
  /** Real time. */
  readonly clock: Clock;
  /** Called at each death and restart, and when an activity is given up. */
  readonly onEvent: (event: ActivityEvent) => void;
  /** Called with an `ACTIVITY_LOST` error when an activity is given up whose policy is `restart-or-close`. */
  readonly onLost: (error: SilvusMockError) => void;
}

/** An activity that has died and does not run. */
export interface DeadActivity {
  /** For a person. */
  readonly text: string;
  /** Set where the radio is unreliable without it. */
  readonly isFatal: boolean;
}

/**
 * The activities that last as long as their owner, a node or a simulator. One that dies by itself is restarted after
 * 1, 2, 4, 8 and 16 s, and given up after five restarts in ten minutes.
 */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #activities = new Map<ActivityName, Activity>();
  #closed = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  /** Registers an activity when it begins; one that had ended keeps its counts. */
  register(name: ActivityName, policy: ActivityPolicy, restart: () => unknown): void {
    if (this.#closed) return;
    const known = this.#activities.get(name);
    if (known !== undefined) {
      known.begin();
      return;
    }
    const { clock, onEvent, onLost } = this.#options;
    const onGivenUp = (cause: unknown) =>
      onLost(new SilvusMockError('ACTIVITY_LOST', `the ${name} kept dying and was given up`, { cause }));
    this.#activities.set(name, new Activity({ name, policy, restart, clock, onEvent, onGivenUp }));
  }

  /** An activity has died by itself; nothing for one that was never registered. */
  died(name: ActivityName, error: unknown): void {
    this.#activities.get(name)?.died(error);
  }

  /** An activity has ended as it should; true if it was registered and had not ended before. */
  ended(name: ActivityName): boolean {
    return this.#activities.get(name)?.end() ?? false;
  }

  /** Status of each, by its name. */
  statuses(): Partial<Record<ActivityName, ActivityStatus>> {
    return Object.fromEntries([...this.#activities].map(([name, { status }]) => [name, status]));
  }

  /** The activities that have died and do not run. */
  dead(): readonly DeadActivity[] {
    return [...this.#activities].flatMap(([name, { status, policy }]) =>
      status.state === 'restarting' || status.state === 'down'
        ? [{ text: `${name} has died and is ${status.state}`, isFatal: policy === 'restart-or-close' }]
        : [],
    );
  }

  /** Restarts nothing from now on. */
  stopRestarting(): void {
    this.#closed = true;
    for (const activity of this.#activities.values()) activity.stopRestarting();
  }
}
