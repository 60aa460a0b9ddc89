import { z } from 'zod';
import { faultKind } from '../kind.js';

/** The command is executed and never answered. */
export const noReply = faultKind({
  name: 'no-reply',
  summary: 'the command is executed and never answered; the connection stays open',
  params: z.strictObject({}),
  make: () => ({ deliver: (delivery) => ({ ...delivery, text: undefined, ending: 'silence' }) }),
});
