import { z } from 'zod';
import { faultKind } from '../kind.js';

/** The connection ends with a FIN where the reply should be. */
export const close = faultKind({
  name: 'close',
  summary: 'the command is carried out; a FIN comes instead of the reply',
  params: z.strictObject({}),
  make: () => ({ deliver: (delivery) => ({ ...delivery, text: undefined, ending: 'close' }) }),
});
