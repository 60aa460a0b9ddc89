import { z } from 'zod';
import { lineJson } from '../../config/print.js';
import { settingUnits } from '../../config/settings/settings.js';
import { type Route, jsonRoute } from './route.js';
import type { Simulator } from '../../simulator/simulator.js';

const settingSchema = z.strictObject({
  path: z.string(),
  value: z.string().describe('in the form of a configuration file; secrets are redacted'),
  typed: z
    .unknown()
    .describe('as JSON: a duration in ms, a range as { min, max }; null if unset, "(secret)" for a secret'),
  unit: z.enum(settingUnits).optional().describe('of a number, and of the bounds of a range'),
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
  needsRestart: z.array(change).describe('settings that will change at the next start'),
  files: z.array(z.string()).describe('files that were read'),
  warnings: z.array(z.string()),
});

/** The effective configuration, and its reload. */
export function configurationRoutes(simulator: Simulator): readonly Route[] {
  return [
    jsonRoute({
      method: 'GET',
      path: '/config',
      summary: 'All effective settings, each with the source of its value',
      reply: z.array(settingSchema),
      handle: async () => (await simulator.configuration()).map(lineJson),
    }),
    jsonRoute({
      method: 'POST',
      path: '/config/reload',
      summary: 'Reload the configuration and apply the live settings; connections stay open',
      reply: reloadSchema,
      errors: ['CONFIG_INVALID', 'CONFLICT'],
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
