import { z } from 'zod';
import { faultKind } from '../kind.js';

/** A datagram with reports is sent twice. */
export const reportDuplicate = faultKind({
  name: 'report-duplicate',
  about: 'reports',
  summary: 'a datagram with reports by UDP comes twice',
  params: z.strictObject({}),
  make: () => ({
    report: (delivery) => ({ ...delivery, copies: delivery.copies === 0 ? 0 : delivery.copies + 1 }),
  }),
});
