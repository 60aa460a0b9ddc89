import { loopTurn } from '../core/time/loop-turn.js';

/** Pieces of work that one connection may do in one turn of the event loop. */
const perTurn = 16;

/**
 * The share of a connection in each turn of the event loop. One packet may hold a thousand requests: other clients get
 * their turns between them.
 */
export class TurnShare {
  readonly #onWaiting: () => void;
  readonly #onIdle: () => void;
  readonly #waiting: (() => void)[] = [];
  #used = 0;

  /**
   * @param onWaiting called for each piece of work that has to wait: no more is to be read
   * @param onIdle called when no work waits any more
   */
  constructor(onWaiting: () => void, onIdle: () => void) {
    this.#onWaiting = onWaiting;
    this.#onIdle = onIdle;
  }

  /** True while work waits for a later turn. */
  get isWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** Does a piece of work: at once where there is a share left, else in a later turn, in the order of the calls. */
  do(work: () => void): void {
    if (this.#used === 0) void loopTurn().then(() => this.#next());
    this.#used += 1;
    if (this.#used <= perTurn) {
      work();
      return;
    }
    this.#waiting.push(work);
    this.#onWaiting();
  }

  #next(): void {
    this.#used = 0;
    const now = this.#waiting.splice(0, perTurn);
    if (now.length === 0) return;
    // Work that is asked for from here comes behind the work that waits.
    this.#used = perTurn;
    void loopTurn().then(() => this.#next());
    for (const work of now) work();
    if (!this.isWaiting) this.#onIdle();
  }
}
