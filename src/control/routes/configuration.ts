import { z } from 'zod';
import { type Route, jsonRoute } from './route.js';
import type { ControlTarget } from '../target.js';

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
  changed: z.array(change).describe('what was taken over'),
  needsRestart: z.array(change).describe('what stays as it was until then'),
  files: z.array(z.string()).describe('what was read'),
  warnings: z.array(z.string()),
});

/** The configuration in force, and how it is read again. */
export function configurationRoutes(target: ControlTarget): readonly Route[] {
  return [
    jsonRoute({
      method: 'GET',
      path: '/config',
      summary: 'Every setting as it is in force, and where its value came from',
      reply: z.array(settingSchema),
      handle: async () => {
        const lines = await target.configuration();
        return lines.map(({ path, value, origin }) => ({ path, value, from: origin }));
      },
    }),
    jsonRoute({
      method: 'POST',
      path: '/config/reload',
      summary: 'Read the configuration again and take over what can be while it runs; connections stay',
      reply: reloadSchema,
      refusals: ['CONFIG_INVALID', 'CONFLICT'],
      handle: async () => {
        const { changed, needsRestart, files, warnings, ...report } = await target.reload();
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
