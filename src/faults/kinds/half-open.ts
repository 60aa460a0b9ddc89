import { z } from 'zod';
import { faultKind } from '../kind.js';

/** A connection is accepted and read from; nothing is ever sent on it. */
export const halfOpen = faultKind({
  name: 'half-open',
  summary: 'a connection is accepted and read from; nothing is ever sent on it',
  params: z.strictObject({}),
  make: () => ({ connect: () => 'mute' }),
});
