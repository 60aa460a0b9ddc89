import { z } from 'zod';
import { wireErrors } from '../../core/errors.js';
import { faultKind } from '../kind.js';

/** The reply is BUSY, as from a full queue. */
export const busy = faultKind({
  name: 'busy',
  summary: 'the reply is BUSY, as from a full queue; the command is not executed',
  params: z.strictObject({}),
  make: () => ({ answer: () => ({ code: wireErrors.BUSY.code, message: 'BUSY' }) }),
});
