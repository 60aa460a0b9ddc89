import { z } from 'zod';
import { durationField } from '../../documents/fields.js';
import { faultKind } from '../kind.js';

/** The reply is sent a few bytes at a time. */
export const slowDrip = faultKind({
  name: 'slow-drip',
  summary: 'the reply is sent a few bytes at a time',
  params: z.strictObject({
    bytes: z.int().min(1).max(65_536).default(1).describe('bytes of a piece'),
    interval: durationField.prefault('10ms').describe('time between two pieces'),
  }),
  make: ({ bytes, interval }) => ({
    deliver: (delivery) => ({ ...delivery, drip: { bytes, intervalMs: interval } }),
  }),
});
