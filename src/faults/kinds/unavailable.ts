import { z } from 'zod';
import { durationField } from '../../documents/fields.js';
import { wireErrors } from '../../core/errors.js';
import { faultKind } from '../kind.js';

/** UNAVAILABLE answers, as from a dark radio. */
export const unavailable = faultKind({
  name: 'unavailable',
  summary: 'UNAVAILABLE answers, as from a dark radio; the command is not carried out',
  params: z.strictObject({ retryAfter: durationField.optional() }),
  make: ({ retryAfter }) => {
    const data = retryAfter === undefined ? {} : { data: { retryAfterMs: retryAfter } };
    return { answer: () => ({ code: wireErrors.UNAVAILABLE.code, message: 'UNAVAILABLE', ...data }) };
  },
});
