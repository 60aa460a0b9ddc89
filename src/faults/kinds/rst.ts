import { z } from 'zod';
import { faultKind } from '../kind.js';

/** The connection ends with a RST where the reply should be. */
export const rst = faultKind({
  name: 'rst',
  olderNames: ['reset'],
  summary: 'the command is carried out; a RST comes instead of the reply',
  params: z.strictObject({}),
  make: () => ({ deliver: (delivery) => ({ ...delivery, text: undefined, ending: 'reset' }) }),
});
