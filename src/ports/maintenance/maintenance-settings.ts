import type { AtLimit } from '../admission-policy.js';
import type { AllowedNetwork } from '../access-list.js';

/** Limits of one maintenance connection; times in real ms, 0 for unlimited. */
interface SessionLimits {
  /** A message, bytes without its newline. */
  readonly maxLineBytes: number;
  /** Until a message is complete. */
  readonly idleTimeout: number;
  /** Without progress in taking a reply. */
  readonly writeTimeout: number;
  /** Between our FIN and the client's. */
  readonly lingerTimeout: number;
}

/** Limits of the maintenance port. */
export interface MaintenanceLimits extends SessionLimits {
  /** Connections open at the same time; 0 for unlimited. */
  readonly maxConnections: number;
  /** Connections open at the same time from one address; 0 for unlimited. */
  readonly maxConnectionsPerAddress: number;
  readonly atLimit: AtLimit;
  readonly allowedNetworks: readonly AllowedNetwork[];
  /** Keep a connection open for more messages after a reply. */
  readonly persistent: boolean;
}

/** The settings that the maintenance port reads. */
export interface MaintenanceSettings {
  readonly host: string;
  readonly maintenance: MaintenanceLimits & { readonly port: number };
}
