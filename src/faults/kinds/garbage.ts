import { z } from 'zod';
import { faultKind } from '../kind.js';

const letters = '!#$%&()*+-./:;<=>?@[]^_{|}~';

/** Text that is not JSON, as long as the reply. */
export const garbage = faultKind({
  name: 'garbage',
  summary: 'text of the same length that is not JSON is sent instead of the reply',
  params: z.strictObject({}),
  make: () => ({
    deliver: (delivery, draw) => {
      if (delivery.text === undefined) return delivery;
      const rest = Array.from({ length: Buffer.byteLength(delivery.text) - 1 }, () =>
        letters.charAt(Math.floor(draw.between(0, letters.length))),
      );
      return { ...delivery, text: `<${rest.join('')}` };
    },
  }),
});
