import { z } from 'zod';
import { wireErrors } from '../../core/errors.js';
import { faultKind } from '../kind.js';

/** BUSY answers, as from a full queue. */
export const busy = faultKind({
  name: 'busy',
  summary: 'BUSY answers, as from a full queue; the command is not carried out',
  params: z.strictObject({}),
  make: () => ({ answer: () => ({ code: wireErrors.BUSY.code, message: 'BUSY' }) }),
});
