import { z } from 'zod';
import { faultKind } from '../kind.js';

/** A connection is accepted and closed immediately. */
export const dropConnection = faultKind({
  name: 'drop-connection',
  summary: 'a connection is accepted and closed immediately',
  about: 'connections',
  params: z.strictObject({}),
  make: () => ({ connect: () => 'drop' }),
});
