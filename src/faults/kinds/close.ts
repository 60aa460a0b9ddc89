import { z } from 'zod';
import { faultKind } from '../kind.js';

/** FIN instead of the reply. */
export const close = faultKind({
  name: 'close',
  summary: 'the command is executed; a FIN is sent instead of the reply',
  params: z.strictObject({}),
  make: () => ({ deliver: (delivery) => ({ ...delivery, text: undefined, ending: 'close' }) }),
});
