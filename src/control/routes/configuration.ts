import { z } from 'zod';
import { type Route, jsonRoute } from './route.js';
import type { Simulator } from '../../simulator/simulator.js';

const settingSchema = z.strictObject({
  path: z.string(),
  value: z.string().describe('as a file may have it; secrets are not shown'),
  from: z.string().describe('file, variable or flag, or "default"'),
});

const change = z.strictObject({
  path: z.string(),
  from: z.string(),
  to: z.string(),
  takes: z.enum(['live', 'restart']),
});

const reloadSchema = z.strictObject({
  outcome: z.enum(['applied', 'unchanged']),
  changed: z.array(change).describe('settings that were applied'),
  needsRestart: z.array(change).describe('settings that change at the next start'),
  files: z.array(z.string()).describe('files that were read'),
  warnings: z.array(z.string()),
});

/** The configuration in force, and how it is read again. */
export function configurationRoutes(simulator: Simulator): readonly Route[] {
  return [
    jsonRoute({
      method: 'GET',
      path: '/config',
      summary: 'Every setting in force, and the place that its value came from',
      reply: z.array(settingSchema),
      handle: async () => {
        const lines = await simulator.configuration();
        return lines.map(({ path, value, origin }) => ({ path, value, from: origin }));
      },
    }),
    jsonRoute({
      method: 'POST',
      path: '/config/reload',
      summary: 'Read the configuration again and apply what can change while it runs; connections stay',
      reply: reloadSchema,
      refusals: ['CONFIG_INVALID', 'CONFLICT'],
      handle: async () => {
        const { changed, needsRestart, files, warnings, ...report } = await simulator.reload();
        return {
          ...report,
          changed: [...changed],
          needsRestart: [...needsRestart],
          files: [...files],
          warnings: [...warnings],
        };
      },
    }),
  ];
}
