import { z } from 'zod';
import type { Json } from '../../core/json.js';
import { faultKind } from '../kind.js';

/** Reads answer with the values of the moment at which the fault was added. */
export const stale = faultKind({
  name: 'stale',
  summary: 'reads answer with the value of the moment at which the fault was added',
  params: z.strictObject({}),
  make: (_params, { readAll }) => {
    const then: ReadonlyMap<string, Json> = readAll();
    return {
      alter: (element, { method, access }) => {
        if (access !== 'read' || !('result' in element) || !then.has(method)) return element;
        return { ...element, result: then.get(method) };
      },
    };
  },
});
