import type { ServerResponse } from 'node:http';
import type { Clock } from '../../core/time/clock.js';
import type { Logger } from '../../core/log/logger.js';
import { ControlError } from './control-error.js';
import { Follower } from './follower.js';

/** Maximum number of open event streams; a further one is rejected. */
const maxFollowers = 16;

/** Source of what a stream sends. */
interface Source {
  /** Called before a stream is ended by the simulator, for a last event. */
  readonly onClosing?: () => void;
  /** Called once the stream has ended, whatever ended it. */
  readonly onEnd: () => void;
}

/** The open event streams of a control plane. */
export class Followers {
  /** Real time. */
  readonly clock: Clock;
  /** Processor time of this process, ms. */
  readonly workTime: () => number;
  readonly #logger: Logger;
  readonly #open = new Map<Follower, Source>();

  constructor(clock: Clock, logger: Logger, workTime: () => number) {
    this.clock = clock;
    this.workTime = workTime;
    this.#logger = logger;
  }

  /** Begins an event stream. Throws `TOO_MANY_FOLLOWERS`. */
  open(response: ServerResponse, disconnected: AbortSignal, source: Source): Follower {
    if (this.#open.size >= maxFollowers) {
      const message = `${maxFollowers} follow already; allowed: ${maxFollowers}`;
      throw new ControlError('TOO_MANY_FOLLOWERS', message);
    }
    const follower = new Follower(response, disconnected, this.clock, (wasForced) => {
      this.#open.delete(follower);
      source.onEnd();
      if (wasForced) this.#logger.warn({}, 'a follower of the events did not read and was cut');
    });
    this.#open.set(follower, source);
    return follower;
  }

  /** Ends all streams; events written before are still sent. */
  end(): void {
    for (const [follower, { onClosing }] of [...this.#open]) {
      onClosing?.();
      follower.end();
    }
  }
}
