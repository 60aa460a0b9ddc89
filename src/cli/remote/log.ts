import { z } from 'zod';
import { ask } from './ask.js';
import type { ControlFlags } from './control-flags.js';

const levelSchema = z.object({ level: z.string() });

/** `silvus-mock log level`: prints how much is logged, after changing it if a level is given. */
export async function logLevel(wanted: string | undefined, flags: ControlFlags): Promise<void> {
  const path = '/log/level';
  const request =
    wanted === undefined
      ? ({ method: 'GET', path } as const)
      : ({ method: 'PUT', path, body: { level: wanted } } as const);
  await ask(flags, request, levelSchema, ({ level }) => level);
}
