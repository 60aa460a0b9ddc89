import { z } from 'zod';
import { ask } from './ask.js';
import type { ControlFlags } from './control-flags.js';

const modeSchema = z.object({ mode: z.string() });

/** `silvus-mock mode`: prints the mode, after setting it if one is given. */
export async function mode(wanted: string | undefined, flags: ControlFlags): Promise<void> {
  const request =
    wanted === undefined
      ? ({ method: 'GET', path: '/mode' } as const)
      : ({ method: 'PUT', path: '/mode', body: { mode: wanted } } as const);
  await ask(flags, request, modeSchema, (answer) => answer.mode);
}
