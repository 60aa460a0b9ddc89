import type { Clock } from '../../core/time/clock.js';

/** Sources of traffic: all nodes to all neighbours all the time, or only the calls that measure a throughput. */
export type TrafficSetting = 'constant' | 'calls';

/** The last traffic between nodes: times of flight and coding schemes are known of links that carry some. */
export class Traffic {
  readonly setting: TrafficSetting;
  readonly #clock: Clock;
  /** By sender and receiver, monotonic ms. */
  readonly #last = new Map<number, Map<number, number>>();

  constructor(setting: TrafficSetting, clock: Clock) {
    this.setting = setting;
    this.#clock = clock;
  }

  /** Notes traffic from a node to a neighbour. */
  send(from: number, to: number): void {
    const receivers = this.#last.get(from) ?? new Map<number, number>();
    this.#last.set(from, receivers);
    receivers.set(to, this.#clock.now());
  }

  /** Time since the last traffic from a node to another, ms; undefined if there was none. */
  age(from: number, to: number): number | undefined {
    if (this.setting === 'constant') return 0;
    const last = this.#last.get(from)?.get(to);
    return last === undefined ? undefined : this.#clock.now() - last;
  }

  /** Forgets the traffic from and to a node that is no longer there. */
  forget(id: number): void {
    this.#last.delete(id);
    for (const receivers of this.#last.values()) receivers.delete(id);
  }
}
