import { z } from 'zod';
import { durationForm, parseDuration } from '../../core/time/duration.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { ask } from './ask.js';
import type { ControlFlags } from './control-flags.js';
import { secondsText } from './values.js';

/** What the control plane says of the simulator's clock. */
export const clockSchema = z.object({
  nowMs: z.number(),
  wallTime: z.number(),
  virtual: z.boolean(),
});

/** A clock as a person reads it. */
export function clockText({ nowMs, wallTime, virtual }: z.output<typeof clockSchema>): string {
  const wall = new Date(wallTime).toISOString();
  return `${wall}, ${secondsText(nowMs)}${virtual ? ', virtual' : ''}`;
}

/** `silvus-mock clock advance`: moves a virtual clock on. */
export async function advanceClock(duration: string, flags: ControlFlags): Promise<void> {
  if (parseDuration(duration) === undefined) {
    const message = `duration: "${duration}" is no duration; allowed: ${durationForm}`;
    throw new CliError(exitCodes.usage, message);
  }
  const request = { method: 'POST', path: '/clock/advance', body: { duration } } as const;
  await ask(flags, request, clockSchema, clockText);
}
