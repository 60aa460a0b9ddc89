import { atTurnEnd } from '../../core/time/loop-turn.js';

/** Replies that are written together at most: the first of them waits for the last, and takes memory until then. */
const maxReplies = 64;

/**
 * Replies to requests that were carried out as they came, to be written together at the end of that turn of the event
 * loop. To write a reply costs less right after another, and a client with many connections is woken once for them all.
 */
class ReadyReplies {
  #waiting: (() => void)[] = [];

  /** Writes a reply with the others of this turn. */
  add(write: () => void): void {
    if (this.#waiting.length === 0) atTurnEnd(() => this.#writeAll());
    this.#waiting.push(write);
    if (this.#waiting.length >= maxReplies) this.#writeAll();
  }

  #writeAll(): void {
    const ready = this.#waiting;
    this.#waiting = [];
    let written = 0;
    try {
      for (const write of ready) {
        written += 1;
        write();
      }
    } finally {
      // The replies behind one that could not be written may be those of another simulator.
      for (const write of ready.slice(written)) this.add(write);
    }
  }
}

/**
 * Those of all ports of the process: were each radio to keep its own, a thousand of them would hold a thousand requests
 * until the turn's end, and collecting garbage would cost as much as serving them. It is empty at the end of each turn.
 */
export const readyReplies = new ReadyReplies();
