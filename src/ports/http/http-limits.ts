import type { ArrivalTimeouts } from './node-timeouts.js';

/** Limits of the HTTP port; times in real ms. */
export interface HttpFrontLimits extends ArrivalTimeouts {
  /** Connections at once; 0 for no limit. */
  readonly maxConnections: number;
  /** Connections at once from one address; 0 for no limit. */
  readonly maxConnectionsPerAddress: number;
  /** A request's body, bytes. */
  readonly maxBodyBytes: number;
  /** Held for one connection beside one request or reply, bytes; 0 for no limit. */
  readonly maxBufferedBytes: number;
  /** Until the client has taken the reply. */
  readonly writeTimeout: number;
}
