import type { Clock } from '../../core/time/clock.js';
import { Activity } from './activity.js';
import type { ActivityEvent, ActivityName, ActivityPolicy, ActivityStatus } from './activity-status.js';

/** What a supervisor is made from. */
export interface SupervisorOptions {
  /** Real time. */
  readonly clock: Clock;
  /** Told of each death, restart and giving up. */
  readonly tell: (event: ActivityEvent) => void;
  /** Called when an activity was given up that the simulator can't do without. */
  readonly onGivenUp: (name: ActivityName, fault: unknown) => void;
}

/**
 * Knows every activity that goes on as long as its simulator lives. One that dies by itself is begun again after
 * 1, 2, 4, 8 and 16 s, and given up after five restarts in ten minutes.
 */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #activities = new Map<ActivityName, Activity>();
  #closed = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  /** Takes an activity in when it begins; one that was ended before goes on being counted. */
  register(name: ActivityName, policy: ActivityPolicy, restart: () => unknown): void {
    if (this.#closed) return;
    const known = this.#activities.get(name);
    if (known === undefined)
      this.#activities.set(name, new Activity({ ...this.#options, name, policy, restart }));
    else known.begin();
  }

  /** An activity has died by itself. One that was never taken in is nobody's. */
  died(name: ActivityName, fault: unknown): void {
    this.#activities.get(name)?.died(fault);
  }

  /** An activity has come to its end as it should; says whether it had been taken in and had not ended before. */
  ended(name: ActivityName): boolean {
    return this.#activities.get(name)?.end() ?? false;
  }

  /** How each is, by its name. */
  statuses(): Partial<Record<ActivityName, ActivityStatus>> {
    return Object.fromEntries([...this.#activities].map(([name, { status }]) => [name, status]));
  }

  /** How each is, in the order in which they were taken in. */
  list(): readonly (ActivityStatus & { readonly name: ActivityName })[] {
    return [...this.#activities].map(([name, { status }]) => ({ name, ...status }));
  }

  /** Nothing is begun again from here on. */
  close(): void {
    this.#closed = true;
    for (const activity of this.#activities.values()) activity.abide();
  }
}
