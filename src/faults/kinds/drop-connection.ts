import { z } from 'zod';
import { faultKind } from '../kind.js';

/** A connection is accepted and closed at once. */
export const dropConnection = faultKind({
  name: 'drop-connection',
  summary: 'a connection is accepted and closed at once',
  params: z.strictObject({}),
  make: () => ({ connect: () => 'drop' }),
});
