import type { ServerResponse } from 'node:http';
import type { Clock } from '../../core/time/clock.js';
import { valueExcerpt } from '../../core/text.js';
import type { Simulator } from '../../simulator/simulator.js';
import { ControlError } from './control-error.js';
import { type EventName, type FollowedName, eventNames } from '../routes/event-names.js';
import { exchangeJson } from '../routes/exchange-json.js';
import { Follower } from './follower.js';

/** Followers at the same time; one more is rejected. */
export const maxFollowers = 16;

/** The events that a follower wants. */
export interface Subscription {
  readonly types: ReadonlySet<FollowedName>;
  /** ID of a node; without one the events of all. */
  readonly node: string | undefined;
}

/** The clients that follow one simulator's events. */
export class Followers {
  readonly #simulator: Simulator;
  /** Real time. */
  readonly #clock: Clock;
  readonly #open = new Set<Follower>();

  constructor(simulator: Simulator, clock: Clock) {
    this.#simulator = simulator;
    this.#clock = clock;
  }

  /** Adds one, which gets these events from now on. Throws `TOO_MANY_FOLLOWERS`, and `NOT_FOUND` for the node. */
  add({ types, node }: Subscription, response: ServerResponse, gone: AbortSignal): void {
    const { nodes } = this.#simulator;
    const followed = node === undefined ? nodes : nodes.filter(({ id }) => id === node);
    if (followed.length === 0)
      throw new ControlError('NOT_FOUND', `query: node: there is no ${valueExcerpt(node)}`);
    if (this.#open.size >= maxFollowers) {
      const message = `${maxFollowers} follow already; allowed: ${maxFollowers}`;
      throw new ControlError('TOO_MANY_FOLLOWERS', message);
    }
    const stops: (() => void)[] = [];
    const follower = new Follower(response, gone, this.#clock, (wasCut) => {
      this.#open.delete(follower);
      for (const stop of stops) stop();
      if (wasCut) this.#simulator.logger.warn({}, 'a follower of the events did not read and was cut');
    });
    this.#open.add(follower);
    for (const name of eventNames.filter((each) => types.has(each)))
      stops.push(this.#simulator.on(name, (event) => sendEvent(follower, name, event, node)));
    if (!types.has('exchange')) return;
    for (const { journal } of followed) {
      const stop = journal.follow((exchange) =>
        follower.send('exchange', JSON.stringify(exchangeJson(exchange))),
      );
      stops.push(stop);
    }
  }

  /** Ends all; what was sent to them still gets out. */
  end(): void {
    for (const follower of [...this.#open]) follower.end();
  }
}

/** Events of a simulator as a whole go to every follower. */
function sendEvent(follower: Follower, name: EventName, event: object, node: string | undefined): void {
  const isWanted = node === undefined || !('node' in event) || event.node === node;
  if (isWanted) follower.send(name, eventText(event));
}

/** An event as JSON; of an error JSON would leave out the message. */
function eventText(event: object): string {
  return JSON.stringify(event, (_key, value: unknown) => {
    if (!(value instanceof Error)) return value;
    return { code: 'code' in value ? value.code : undefined, message: value.message };
  });
}
