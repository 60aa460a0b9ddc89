import { z } from 'zod';
import { maxOvertaking } from '../report-delivery.js';
import { faultKind } from '../kind.js';

/** A datagram with reports comes after later ones. */
export const reportReorder = faultKind({
  name: 'report-reorder',
  about: 'reports',
  summary: 'a datagram with reports by UDP comes after later ones of the same kind of report',
  params: z.strictObject({
    /** Datagrams that come before it. */
    by: z.int().min(1).max(maxOvertaking).default(1).describe('datagrams that come before it'),
  }),
  make: ({ by }) => ({ report: (delivery) => ({ ...delivery, after: by }) }),
});
