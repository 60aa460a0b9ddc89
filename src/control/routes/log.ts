import { z } from 'zod';
import type { LogControl } from '../../core/log/log-control.js';
import { logLevels } from '../../core/log/logger.js';
import { ControlError } from '../server/control-error.js';
import { type Route, jsonRoute } from './route.js';

const levelSchema = z.strictObject({
  level: z.enum(logLevels).describe('lines of this kind and of those after it are logged'),
});

const logSchema = z.strictObject({
  ...levelSchema.shape,
  file: z.string().nullable().describe('null for stderr'),
  lost: z.int().describe('lines that were lost'),
  failure: z.string().nullable().describe("why it can't be written at present; null while it can"),
});

/** The log of a simulator that the command line runs. A program's own logger is the program's. */
export function logRoutes(log: LogControl | undefined): readonly Route[] {
  const driven = () => {
    if (log !== undefined) return log;
    throw new ControlError('CONFLICT', 'log: the logger belongs to the program that started the simulator');
  };
  const refusals = ['CONFLICT'] as const;
  return [
    jsonRoute({
      method: 'GET',
      path: '/log',
      summary: 'The log: its level, where it goes, what was lost',
      reply: logSchema,
      refusals,
      handle: () => {
        const { level, file = null, lost, failure } = driven();
        return { level, file, lost, failure: failure?.message ?? null };
      },
    }),
    jsonRoute({
      method: 'GET',
      path: '/log/level',
      summary: 'How much is logged',
      reply: levelSchema,
      refusals,
      handle: () => ({ level: driven().level }),
    }),
    jsonRoute({
      method: 'PUT',
      path: '/log/level',
      summary: 'Log more or less from the next line on',
      body: levelSchema,
      reply: levelSchema,
      refusals,
      handle: ({ body }) => {
        driven().level = body.level;
        return { level: driven().level };
      },
    }),
  ];
}
