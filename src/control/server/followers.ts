import type { ServerResponse } from 'node:http';
import type { Clock } from '../../core/time/clock.js';
import type { Logger } from '../../core/log/logger.js';
import { ControlError } from './control-error.js';
import { type EventName, type FollowedName, eventNames } from '../routes/event-names.js';
import { exchangeJson } from '../routes/exchange-json.js';
import { Follower } from './follower.js';
import type { ControlTarget } from '../target.js';

/** Followers at once; one more is refused. */
export const mostFollowers = 16;

/** All who follow one simulator's events. */
export class Followers {
  readonly #target: Pick<ControlTarget, 'on' | 'journal'>;
  /** Real time. */
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #open = new Set<Follower>();

  constructor(target: Pick<ControlTarget, 'on' | 'journal'>, clock: Clock, logger: Logger) {
    this.#target = target;
    this.#clock = clock;
    this.#logger = logger;
  }

  /** Takes one more, who is told of these events from now on. Throws `TOO_MANY_FOLLOWERS`. */
  add(names: ReadonlySet<FollowedName>, response: ServerResponse, gone: AbortSignal): void {
    if (this.#open.size >= mostFollowers) {
      throw new ControlError(
        'TOO_MANY_FOLLOWERS',
        `${mostFollowers} follow already; allowed: ${mostFollowers}`,
      );
    }
    const stops: (() => void)[] = [];
    const follower = new Follower(response, gone, this.#clock, (wasCut) => {
      this.#open.delete(follower);
      for (const stop of stops) stop();
      if (wasCut) this.#logger.warn({}, 'a follower of the events did not read and was cut');
    });
    this.#open.add(follower);
    for (const name of eventNames.filter((each) => names.has(each)))
      stops.push(this.#target.on(name, (event) => follower.send(name, eventText(name, event))));
    if (!names.has('exchange')) return;
    const follow = this.#target.journal.follow((exchange) =>
      follower.send('exchange', JSON.stringify(exchangeJson(exchange))),
    );
    stops.push(follow);
  }

  /** Lets all go; what is on its way to them still gets out. */
  end(): void {
    for (const follower of [...this.#open]) follower.end();
  }
}

/** What took the simulator down is an error, of which JSON would leave out the message. */
function eventText(name: EventName, event: object): string {
  if (name !== 'closed' || !('fault' in event) || !(event.fault instanceof Error))
    return JSON.stringify(event);
  const { fault } = event;
  const code = 'code' in fault ? fault.code : undefined;
  return JSON.stringify({ ...event, fault: { code, message: fault.message } });
}
