import type { Delivery } from './delivery.js';
import type { RequestOrigin, Session } from './request-origin.js';

/** Result of a handled request, for its port. */
export type SinkReply =
  /** Send this after its delay. */
  | {
      readonly kind: 'delivery';
      readonly delivery: Delivery;
      /** Every reply in it says that the radio is in blackout or offline. */
      readonly outage: boolean;
      /** The session that the request has begun. */
      readonly begun?: Session;
    }
  /** Send nothing: the client disconnected before the request's turn. */
  | { readonly kind: 'cancelled' };

/** Receiver of the requests of ports. */
export interface RequestSink<Port extends string> {
  /**
   * Handles one request. Returns its reply, as a promise only where something has to wait. Never rejects.
   * @param disconnected aborts when the client has disconnected: what waits is cancelled
   */
  readonly handle: (
    bytes: Uint8Array,
    origin: RequestOrigin<Port>,
    disconnected: AbortSignal,
  ) => SinkReply | Promise<SinkReply>;
  /** The reply to a message of more bytes than the limit, which is not handled. */
  readonly tooLong: (limit: number) => string;
}

/** A page that the HTTP port serves beside the API, by what it does; `login` only while login is on. */
export type PageName = 'broadcast' | 'positions' | 'login';

/** Receiver of the requests of pages. */
export interface PageSink<Port extends string> {
  /**
   * Handles one request. Returns its reply, as a promise only where something has to wait. Never rejects.
   * @param disconnected aborts when the client has disconnected: what waits is cancelled
   */
  readonly handle: (
    page: PageName,
    bytes: Uint8Array,
    origin: RequestOrigin<Port>,
    disconnected: AbortSignal,
  ) => SinkReply | Promise<SinkReply>;
}
