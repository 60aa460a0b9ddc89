import { z } from 'zod';
import { faultKind } from '../kind.js';

/** The whole reply comes twice. */
export const duplicate = faultKind({
  name: 'duplicate',
  summary: 'the whole reply comes twice on the same connection',
  params: z.strictObject({}),
  make: () => ({ deliver: (delivery) => ({ ...delivery, copies: delivery.copies + 1 }) }),
});
