import { z } from 'zod';
import { wholeField } from '../../../documents/fields.js';

/** Where a radio is served: its own ports. */
const portsOfRadio = z
  .strictObject({
    /** `radio`: on its own loopback address, with the real ports. */
    address: z.literal('radio'),
    host: z.string().regex(/^[^\s/@[\]]{1,255}$/, { error: 'is no host; allowed: a name or an address' }),
    http: wholeField(0, 65_535),
    maintenance: wholeField(0, 65_535),
    /** Default: any free one where the settings switch it on. */
    https: wholeField(0, 65_535),
    /** Default: any free one where the settings switch it on. */
    gpsd: wholeField(0, 65_535),
  })
  .partial()
  .superRefine(({ address, host }, context) => {
    if (address === undefined || host === undefined) return;
    const message = 'is not allowed beside address: radio, which is a host by itself';
    context.addIssue({ code: 'custom', path: ['host'], message, input: host });
  });

/** Address and ports of a radio, or none. */
export const servedField = z.union([z.boolean(), portsOfRadio], {
  error:
    'is not allowed; allowed: true, false, or an object with host, http, maintenance, https, gpsd or address',
});

/** The same for generated nodes: a number is that of the first ones that are served. */
export const generatedServedField = z.union([z.boolean(), wholeField(0, 10_000), portsOfRadio], {
  error: 'is not allowed; allowed: true, false, a number of nodes, or an object as a node has it',
});
