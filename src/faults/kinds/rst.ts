import { z } from 'zod';
import { faultKind } from '../kind.js';

/** RST instead of the reply. */
export const rst = faultKind({
  name: 'rst',
  olderNames: ['reset'],
  summary: 'the command is executed; a RST is sent instead of the reply',
  params: z.strictObject({}),
  make: () => ({ deliver: (delivery) => ({ ...delivery, text: undefined, ending: 'reset' }) }),
});
