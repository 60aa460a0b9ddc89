import type { FaultSpec } from '../../src/index.js';

/** No fault, and one fault of each kind that acts on ports, with what the kind asks for. */
export const portFaults: readonly (FaultSpec | undefined)[] = [
  undefined,
  { kind: 'latency', ms: 40 },
  { kind: 'error', message: 'Authentication error' },
  { kind: 'busy' },
  { kind: 'unavailable', retryAfter: 500 },
  { kind: 'reply', error: { reason: ['late', null] } },
  { kind: 'no-reply' },
  { kind: 'close' },
  { kind: 'rst' },
  { kind: 'truncate' },
  { kind: 'garbage' },
  { kind: 'wrong-id' },
  { kind: 'wrong-shape' },
  { kind: 'chunked', bytes: 20 },
  { kind: 'slow-drip', bytes: 16, interval: 20 },
  { kind: 'duplicate' },
  { kind: 'stale' },
  { kind: 'drop-connection' },
  { kind: 'half-open' },
];

/** Faults of a connection, which apply before anything is sent. */
export const silentKinds: readonly string[] = ['drop-connection', 'half-open'];
