import { z } from 'zod';
import { faultKind } from '../kind.js';

const letters = '!#$%&()*+-./:;<=>?@[]^_{|}~';

/** Text that is no JSON comes, as long as the reply would be. */
export const garbage = faultKind({
  name: 'garbage',
  summary: 'text that is no JSON comes instead of the reply, of the same length',
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
