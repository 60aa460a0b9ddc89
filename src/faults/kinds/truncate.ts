import { z } from 'zod';
import { faultKind } from '../kind.js';

/** Part of the reply with the full Content-Length, then a FIN. */
export const truncate = faultKind({
  name: 'truncate',
  summary: 'part of the reply is sent with the full Content-Length, then a FIN',
  params: z.strictObject({
    /** Bytes of the body that are sent; default: half of them. */
    bytes: z
      .int()
      .min(0)
      .max(1_048_576)
      .optional()
      .describe('bytes of the body that are sent; default: half of them'),
  }),
  make: ({ bytes }) => ({
    deliver: (delivery) => {
      const length = Buffer.byteLength(delivery.text ?? '');
      return { ...delivery, cutAt: Math.min(bytes ?? Math.floor(length / 2), length), ending: 'close' };
    },
  }),
});
