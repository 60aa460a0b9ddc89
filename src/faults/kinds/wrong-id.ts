import { z } from 'zod';
import { faultKind } from '../kind.js';

/** The reply has another id of the same type. */
export const wrongId = faultKind({
  name: 'wrong-id',
  summary: 'the reply has another id of the same type',
  params: z.strictObject({}),
  make: () => ({
    alter: (element) => ({
      ...element,
      id: typeof element.id === 'number' ? element.id + 1 : `${element.id ?? ''}x`,
    }),
  }),
});
