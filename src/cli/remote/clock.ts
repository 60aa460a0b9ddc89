import type { Command } from 'commander';
import { durationForm, parseDuration } from '../../core/time/duration.js';
import { ask } from '../client/ask.js';
import { type ControlFlags, addControlFlags } from '../client/control-flags.js';
import type { ClockAnswer } from '../client/snapshot-answers.js';
import { command, examples } from '../command.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { secondsText } from '../output/values.js';

/** `silvus-mock clock` with `clock advance`. */
export function clockCommand(): Command {
  const advance = addControlFlags(command('advance'), '60s')
    .description('Advance a virtual clock; a real clock cannot be advanced.')
    .argument('<duration>', 'such as 30s')
    .addHelpText('after', examples('clock advance 30s'))
    .action(advanceClock);
  return command('clock')
    .description("Advance the simulator's clock.")
    .addHelpText('after', examples('clock advance 30s'))
    .addCommand(advance);
}

const clockSchema = async () => (await import('../client/snapshot-answers.js')).clockAnswerSchema;

/** A clock as text. */
export function clockText({ nowMs, wallTime, virtual }: ClockAnswer): string {
  const wall = new Date(wallTime).toISOString();
  return `${wall}, ${secondsText(nowMs)}${virtual ? ', virtual' : ''}`;
}

async function advanceClock(duration: string, flags: ControlFlags): Promise<void> {
  if (parseDuration(duration) === undefined) {
    const message = `duration: "${duration}" is not a duration; allowed: ${durationForm}`;
    throw new CliError(exitCodes.usage, message);
  }
  await ask(
    flags,
    { method: 'POST', path: '/clock/advance', body: { duration } },
    { schema: clockSchema, format: clockText },
  );
}
