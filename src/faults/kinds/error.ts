import { z } from 'zod';
import { wireErrors } from '../../core/errors.js';
import { faultKind } from '../kind.js';

const tokens: ReadonlyMap<string, { readonly code: number }> = new Map(Object.entries(wireErrors));

/** An error answers; the command is not carried out. */
export const error = faultKind({
  name: 'error',
  summary: 'an error of your choice answers; the command is not carried out',
  params: z.strictObject({
    /** Message of the error: a token of the catalogue, or any text. */
    message: z.string().min(1).max(256).default('INTERNAL'),
    /** Code of the error; default: the token's, else -32603. */
    code: z.int().optional(),
  }),
  make: ({ message, code }) => ({
    answer: () => ({ code: code ?? tokens.get(message)?.code ?? wireErrors.INTERNAL.code, message }),
  }),
});
