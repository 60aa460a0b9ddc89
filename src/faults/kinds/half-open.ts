import { z } from 'zod';
import { faultKind } from '../kind.js';

/** A connection is accepted and read from; nothing is ever sent on it. */
export const halfOpen = faultKind({
  name: 'half-open',
  summary: 'a connection is accepted and read from; nothing is ever sent on it',
  about: 'connections',
  params: z.strictObject({}),
  make: () => ({ connect: () => 'mute' }),
});
