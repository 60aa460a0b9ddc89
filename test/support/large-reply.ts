import type { SilvusMockOptions } from '../../src/index.js';
import { keepAlive, rpc } from './json-rpc-client.js';

/** Lets both ports take a request of 8 MB. */
export const largeLimits: SilvusMockOptions = {
  http: { maxBodyBytes: 2 ** 24 },
  maintenance: { maxLineBytes: 2 ** 24 },
};

/** The id of {@link largeRequests}. The reply echoes it, and is longer than a socket's buffers. */
const longId = 'x'.repeat(8_000_000);

/** A request for each port whose reply a client must read for it to get out. */
export const largeRequests = {
  http: keepAlive(rpc('zeroize', longId)),
  maintenance: `${rpc('zeroize', longId)}\n`,
} as const;
