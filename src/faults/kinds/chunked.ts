import { z } from 'zod';
import { faultKind } from '../kind.js';

/** HTTP only: chunked transfer coding, as some firmware sends it (interface.md A.2). */
export const chunked = faultKind({
  name: 'chunked',
  summary: 'HTTP: the reply is sent in chunked transfer coding, without Content-Length',
  params: z.strictObject({ bytes: z.int().min(1).max(65_536).default(16).describe('bytes of a chunk') }),
  make: ({ bytes }) => ({ deliver: (delivery) => ({ ...delivery, chunkBytes: bytes }) }),
});
