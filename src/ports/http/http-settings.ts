import type { AtLimit } from '../admission-policy.js';
import type { BlackoutSetting } from '../blackout-appearance.js';
import type { ArrivalTimeouts } from './node-timeouts.js';

/** Limits of the HTTP port; times in real ms, 0 for unlimited. */
export interface HttpLimits extends ArrivalTimeouts {
  /** Connections open at the same time. */
  readonly maxConnections: number;
  /** Connections open at the same time from one address. */
  readonly maxConnectionsPerAddress: number;
  readonly atLimit: AtLimit;
  /** A request's body, bytes. */
  readonly maxBodyBytes: number;
  /** Held for one connection beside one request or reply, bytes. */
  readonly maxBufferedBytes: number;
  /** Without progress in taking a reply. */
  readonly writeTimeout: number;
}

/** Limits of the HTTPS port beside those of the HTTP port; times in real ms, 0 for unlimited. */
export interface HttpsLimits {
  /** Until a TLS handshake is complete. */
  readonly handshakeTimeout: number;
}

/** Form of the page that goes with an HTTP error; `html` has the status in its title, as a radio's pages do. */
export type ErrorPages = 'html' | 'text';

/** Answers to requests that the API does not take. */
export interface HttpAnswers {
  readonly errorPages: ErrorPages;
  /** Answer to GET and HEAD on the path of the API: 405, or 200 with an empty body. */
  readonly get: 'refuse' | 'ok';
  /** Origins whose pages may read replies, in the form in which browsers send them; `*`: all. */
  readonly cors: readonly string[];
}

/** The settings that the HTTP port reads. */
export interface HttpSettings {
  readonly host: string;
  readonly blackout: BlackoutSetting;
  readonly http: HttpLimits & HttpAnswers & { readonly port: number };
}

/** The settings that the HTTPS port reads: the limits are those of the HTTP port, and hold for each of the two. */
export interface HttpsSettings extends HttpSettings {
  readonly https: HttpsLimits & { readonly port?: number | undefined };
}
