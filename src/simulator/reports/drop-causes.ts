import { datagramFailures } from '../../net/datagram-failures.js';

/**
 * Why reports were not delivered: there is no address to send them to; a fault took them; they fell due while the
 * process was busy; or a failure of their datagram.
 */
export const dropCauses = ['no-address', 'fault', 'late', ...datagramFailures] as const;

/** Why reports were not delivered. */
export type DropCause = (typeof dropCauses)[number];
