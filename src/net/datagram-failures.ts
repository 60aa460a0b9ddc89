/**
 * Why a datagram was not delivered: nobody listens at its receiver (it was sent, and the receiver's system has answered
 * so); there is no way to the receiver; too many wait to be sent; another error.
 */
export const datagramFailures = ['refused', 'unreachable', 'backlog', 'failed'] as const;

/** Why a datagram was not delivered. */
export type DatagramFailure = (typeof datagramFailures)[number];
