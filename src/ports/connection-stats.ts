import type { Connection } from './connection.js';
import { type EndReason, noEnds } from './end-reason.js';
import { type RefusalReason, noRefusals } from './refusal-reason.js';

/** Counts of one port's connections. `accepted` is `open` and the sum of `endedFor`, at any moment. */
export interface PortFigures {
  /** Open now. */
  readonly open: number;
  /** Admitted since the start. */
  readonly accepted: number;
  /** Accepted and closed at once since the start: beyond a limit, not allowed, or by a blackout or fault. */
  readonly refused: number;
  /** The same by reason, those with 0 included. */
  readonly refusedFor: Readonly<Record<RefusalReason, number>>;
  /** Ended since the start, by reason, those with 0 included. */
  readonly endedFor: Readonly<Record<EndReason, number>>;
  /** Bytes that arrived on admitted connections. */
  readonly bytesIn: number;
  /** Bytes that were sent on them; what was under way when one was destroyed may count. */
  readonly bytesOut: number;
}

/** Counts the connections of one port. */
export class ConnectionStats {
  #accepted = 0;
  #refused = 0;
  #bytesIn = 0;
  #bytesOut = 0;
  readonly #refusedFor = { ...noRefusals };
  readonly #endedFor = { ...noEnds };

  /** Connections that were accepted since the start. */
  get accepted(): number {
    return this.#accepted;
  }

  /** Connections that came since the start, the refused ones included. */
  get seen(): number {
    return this.#accepted + this.#refused;
  }

  /** Counts a connection that was closed at once. */
  countRefused(reason: RefusalReason): void {
    this.#refused += 1;
    this.#refusedFor[reason] += 1;
  }

  /** Counts a connection that was admitted. */
  countAccepted(): void {
    this.#accepted += 1;
  }

  /** Counts the end of a connection that was admitted. */
  countEnded(reason: EndReason, { bytesIn, bytesOut }: Connection): void {
    this.#endedFor[reason] += 1;
    this.#bytesIn += bytesIn;
    this.#bytesOut += bytesOut;
  }

  /** The counts, with the connections that are open. */
  figures(open: readonly Connection[]): PortFigures {
    let [bytesIn, bytesOut] = [this.#bytesIn, this.#bytesOut];
    for (const connection of open) {
      bytesIn += connection.bytesIn;
      bytesOut += connection.bytesOut;
    }
    return {
      open: open.length,
      accepted: this.#accepted,
      refused: this.#refused,
      refusedFor: { ...this.#refusedFor },
      endedFor: { ...this.#endedFor },
      bytesIn,
      bytesOut,
    };
  }
}
