import { z } from 'zod';
import type { Json } from '../../core/json.js';
import { faultKind } from '../kind.js';

/** Reads return the values of the time at which the fault was added. */
export const stale = faultKind({
  name: 'stale',
  summary: 'reads return the value of the time at which the fault was added',
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
