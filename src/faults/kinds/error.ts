import { z } from 'zod';
import { wireErrors } from '../../core/errors.js';
import { faultKind } from '../kind.js';

const tokens: ReadonlyMap<string, { readonly code: number }> = new Map(Object.entries(wireErrors));

/** The reply is an error; the command is not executed. */
export const error = faultKind({
  name: 'error',
  summary: 'the reply is an error of your choice; the command is not executed',
  params: z.strictObject({
    /** Message of the error: a token of the radio, or any text. */
    message: z
      .string()
      .min(1)
      .max(256)
      .default('INTERNAL')
      .describe('message of the error: a token of the radio, or any text'),
    /** Code of the error; default: the token's, else -32603. */
    code: z.int().optional().describe('code of the error; default: that of the token, else -32603'),
  }),
  outcome: ({ message }) => message,
  make: ({ message, code }) => ({
    answer: () => ({ code: code ?? tokens.get(message)?.code ?? wireErrors.INTERNAL.code, message }),
  }),
});
