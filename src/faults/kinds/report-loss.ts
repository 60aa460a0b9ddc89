import { z } from 'zod';
import { faultKind } from '../kind.js';

/** A datagram with reports is not sent. */
export const reportLoss = faultKind({
  name: 'report-loss',
  about: 'reports',
  summary: 'a datagram with reports by UDP is lost',
  params: z.strictObject({}),
  make: () => ({ report: (delivery) => ({ ...delivery, copies: 0 }) }),
});
