import type { AtLimit } from '../admission-policy.js';

/** Limits of the gpsd port; times in real ms, 0 for unlimited. */
export interface GpsdLimits {
  /** Connections open at the same time; 0 for unlimited. */
  readonly maxConnections: number;
  /** Connections open at the same time from one address; 0 for unlimited. */
  readonly maxConnectionsPerAddress: number;
  readonly atLimit: AtLimit;
  /** A request, bytes without its end. */
  readonly maxLineBytes: number;
  /** Output that a client has not taken, bytes. */
  readonly maxBufferedBytes: number;
  /** Without a request of a client that watches nothing. */
  readonly idleTimeout: number;
  /** Without progress in taking output. */
  readonly writeTimeout: number;
  /** Between two reports, ms of the radio's time. */
  readonly period: number;
}

/** The settings that the gpsd port reads. */
export interface GpsdSettings {
  readonly host: string;
  /** Without a port it is off. */
  readonly gpsd: GpsdLimits & { readonly port?: number | undefined };
}
