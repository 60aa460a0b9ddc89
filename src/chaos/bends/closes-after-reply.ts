import { type Bend, requestStages } from '../bend.js';

/** The whole reply, then a FIN. */
export const closesAfterReply: Bend<'closes-after-reply'> = {
  name: 'closes-after-reply',
  summary: 'the whole reply is sent with Connection: close, then a FIN',
  stages: requestStages,
  hooks: () => ({
    deliver: (delivery) => ({
      ...delivery,
      headers: [...(delivery.headers ?? []), ['Connection', 'close']],
      ending: 'close',
    }),
  }),
};
