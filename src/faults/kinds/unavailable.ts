import { z } from 'zod';
import { durationField } from '../../documents/fields.js';
import { wireErrors } from '../../core/errors.js';
import { faultKind } from '../kind.js';

/** The reply is UNAVAILABLE, as during a blackout. */
export const unavailable = faultKind({
  name: 'unavailable',
  summary: 'the reply is UNAVAILABLE, as during a blackout; the command is not executed',
  params: z.strictObject({
    retryAfter: durationField.optional().describe('data.retryAfterMs of the error; default: none'),
  }),
  make: ({ retryAfter }) => {
    const data = retryAfter === undefined ? {} : { data: { retryAfterMs: retryAfter } };
    return { answer: () => ({ code: wireErrors.UNAVAILABLE.code, message: 'UNAVAILABLE', ...data }) };
  },
});
