import type { ServerResponse } from 'node:http';
import type { Clock } from '../../core/time/clock.js';
import { nearestHint } from '../../core/nearest.js';
import { valueExcerpt } from '../../core/text.js';
import type { Simulator } from '../../simulator/simulator.js';
import { ControlError } from './control-error.js';
import { type EventName, eventNames } from '../../simulator/events.js';
import type { FollowedName } from '../routes/event-names.js';
import { exchangeJson } from '../routes/exchange-json.js';
import { Follower } from './follower.js';
import { isError } from '../../core/realm.js';

/** Maximum number of open event streams; a further one is rejected. */
const maxFollowers = 16;

/** Filter of an event stream. */
interface Subscription {
  readonly types: ReadonlySet<FollowedName>;
  /** ID of a node; undefined: all nodes. */
  readonly node: string | undefined;
}

/** The event streams of one simulator. */
export class Followers {
  readonly #simulator: Simulator;
  /** Real time. */
  readonly #clock: Clock;
  readonly #open = new Set<Follower>();

  constructor(simulator: Simulator, clock: Clock) {
    this.#simulator = simulator;
    this.#clock = clock;
  }

  /** Starts an event stream. Throws `TOO_MANY_FOLLOWERS`, and `NOT_FOUND` for an unknown node. */
  add({ types, node }: Subscription, response: ServerResponse, disconnected: AbortSignal): void {
    const { nodes } = this.#simulator;
    const followed = node === undefined ? nodes : nodes.filter(({ id }) => id === node);
    if (followed.length === 0)
      throw new ControlError(
        'NOT_FOUND',
        `query: node: there is no ${valueExcerpt(node)}${nearestHint(
          node,
          nodes.map(({ id }) => id),
        )}`,
      );
    if (this.#open.size >= maxFollowers) {
      const message = `${maxFollowers} follow already; allowed: ${maxFollowers}`;
      throw new ControlError('TOO_MANY_FOLLOWERS', message);
    }
    const stops: (() => void)[] = [];
    const follower = new Follower(response, disconnected, this.#clock, (wasForced) => {
      this.#open.delete(follower);
      for (const stop of stops) stop();
      if (wasForced) this.#simulator.logger.warn({}, 'a follower of the events did not read and was cut');
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

  /** Ends all streams; events written before are still sent. */
  end(): void {
    for (const follower of [...this.#open]) follower.end();
  }
}

/** Events of the simulator as a whole are sent to every follower. */
function sendEvent(follower: Follower, name: EventName, event: object, node: string | undefined): void {
  const isWanted = node === undefined || !('node' in event) || event.node === node;
  if (isWanted) follower.send(name, eventText(event));
}

/** An event as JSON. Errors are converted: JSON.stringify would omit their message. */
function eventText(event: object): string {
  return JSON.stringify(event, (_key, value: unknown) => {
    if (!isError(value)) return value;
    return { code: 'code' in value ? value.code : undefined, message: value.message };
  });
}
