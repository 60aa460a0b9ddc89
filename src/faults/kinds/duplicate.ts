import { z } from 'zod';
import { faultKind } from '../kind.js';

/** The whole reply is sent twice. */
export const duplicate = faultKind({
  name: 'duplicate',
  summary: 'the whole reply is sent twice on the same connection',
  params: z.strictObject({}),
  make: () => ({ deliver: (delivery) => ({ ...delivery, copies: delivery.copies + 1 }) }),
});
