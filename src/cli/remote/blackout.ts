import { z } from 'zod';
import { durationForm, parseDuration } from '../../core/time/duration.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { ask } from './ask.js';
import type { ControlFlags } from './control-flags.js';
import { secondsText } from './values.js';

/** What the control plane says of a blackout; null while the radio answers. */
export const blackoutSchema = z.object({ cause: z.string(), leftMs: z.number().nullable() }).nullable();

/** A blackout as a person reads it. */
export function blackoutText(blackout: z.output<typeof blackoutSchema>): string {
  if (blackout === null) return 'none: the radio answers';
  const { cause, leftMs } = blackout;
  return `${cause}, ${leftMs === null ? 'without end' : `${secondsText(leftMs)} left`}`;
}

/** What `silvus-mock blackout` was asked for beside the duration. */
export interface BlackoutFlags extends ControlFlags {
  readonly cause?: string;
}

/** `silvus-mock blackout`: prints the blackout that is on, after beginning one if a duration is given. */
export async function blackout(duration: string | undefined, flags: BlackoutFlags): Promise<void> {
  if (duration === undefined) {
    if (flags.cause !== undefined)
      throw new CliError(exitCodes.usage, `--cause: "${flags.cause}" needs a duration beside it`);
    await ask(flags, { method: 'GET', path: '/blackout' }, blackoutSchema, blackoutText);
    return;
  }
  const ms = parseDuration(duration);
  if (ms === undefined || ms === 0) {
    throw new CliError(
      exitCodes.usage,
      `duration: "${duration}" is not allowed; allowed: ${durationForm}, above 0`,
    );
  }
  const body = { duration, ...(flags.cause === undefined ? {} : { cause: flags.cause }) };
  await ask(flags, { method: 'POST', path: '/blackout', body }, blackoutSchema, blackoutText);
}

/** `silvus-mock blackout end`: ends the blackout that is on, if any. */
export async function endBlackout(flags: BlackoutFlags): Promise<void> {
  if (flags.cause !== undefined)
    throw new CliError(exitCodes.usage, `--cause: "${flags.cause}" is for a blackout that begins`);
  await ask(flags, { method: 'DELETE', path: '/blackout' }, blackoutSchema, blackoutText);
}
