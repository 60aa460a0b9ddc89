import { z } from 'zod';
import type { LogControl } from '../../core/log/log-control.js';
import { logLevels } from '../../core/log/logger.js';
import { ControlError } from '../server/control-error.js';
import { type Route, jsonRoute } from './route.js';

const levelSchema = z.strictObject({
  level: z.enum(logLevels).describe('lowest level that is logged'),
});

const logSchema = z.strictObject({
  ...levelSchema.shape,
  file: z.string().nullable().describe('null for stderr'),
  lost: z.int().describe('number of lost lines'),
  failure: z.string().nullable().describe('current write error, or null'),
});

/** The log of a simulator that the command line runs. A logger that a program brings can't be controlled here. */
export function logRoutes(log: LogControl | undefined): readonly Route[] {
  const ownLog = () => {
    if (log !== undefined) return log;
    throw new ControlError('CONFLICT', 'log: the logger belongs to the program that started the simulator');
  };
  const errors = ['CONFLICT'] as const;
  return [
    jsonRoute({
      method: 'GET',
      path: '/log',
      summary: 'The log: level, destination, lost lines',
      reply: logSchema,
      errors,
      handle: () => {
        const { level, file = null, lost, failure } = ownLog();
        return { level, file, lost, failure: failure?.message ?? null };
      },
    }),
    jsonRoute({
      method: 'GET',
      path: '/log/level',
      summary: 'Log level',
      reply: levelSchema,
      errors,
      handle: () => ({ level: ownLog().level }),
    }),
    jsonRoute({
      method: 'PUT',
      path: '/log/level',
      summary: 'Change the log level',
      body: levelSchema,
      reply: levelSchema,
      errors,
      handle: ({ body }) => {
        ownLog().level = body.level;
        return { level: ownLog().level };
      },
    }),
  ];
}
