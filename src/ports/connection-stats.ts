import type { Connection } from './connection.js';
import { type EndReason, noEnds } from './end-reason.js';
import { type RefusalReason, noRefusals } from './refusal-reason.js';

/** Connections of one port, counted. `accepted` is `open` and the sum of `endedFor`, at any moment. */
export interface PortFigures {
  /** Open now. */
  readonly open: number;
  /** Taken since the start. */
  readonly accepted: number;
  /** Accepted and closed at once since the start: beyond a limit, not allowed, or by a blackout or fault. */
  readonly refused: number;
  /** The same by reason, those with 0 included. */
  readonly refusedFor: Readonly<Record<RefusalReason, number>>;
  /** Ended since the start, by reason, those with 0 included. */
  readonly endedFor: Readonly<Record<EndReason, number>>;
  /** Bytes that came in on connections that were taken. */
  readonly bytesIn: number;
  /** Bytes that were sent on them; what was on its way when one was cut may count. */
  readonly bytesOut: number;
}

/** Counts what becomes of a port's connections. */
export class Tally {
  #accepted = 0;
  #refused = 0;
  #bytesIn = 0;
  #bytesOut = 0;
  readonly #refusedFor = { ...noRefusals };
  readonly #endedFor = { ...noEnds };

  /** One was closed at once. */
  refuse(reason: RefusalReason): void {
    this.#refused += 1;
    this.#refusedFor[reason] += 1;
  }

  /** One was taken. */
  accept(): void {
    this.#accepted += 1;
  }

  /** One that was taken has ended. */
  end(reason: EndReason, { socket, bytesOut }: Connection): void {
    this.#endedFor[reason] += 1;
    this.#bytesIn += socket.bytesRead;
    this.#bytesOut += bytesOut;
  }

  /** The figures, with those that are open. */
  figures(open: ReadonlyMap<unknown, Connection>): PortFigures {
    let [bytesIn, bytesOut] = [this.#bytesIn, this.#bytesOut];
    for (const connection of open.values()) {
      bytesIn += connection.socket.bytesRead;
      bytesOut += connection.bytesOut;
    }
    return {
      open: open.size,
      accepted: this.#accepted,
      refused: this.#refused,
      refusedFor: { ...this.#refusedFor },
      endedFor: { ...this.#endedFor },
      bytesIn,
      bytesOut,
    };
  }
}
