import { type Command, Option } from 'commander';
import { durationForm, parseDuration } from '../../core/time/duration.js';
import { blackoutCauses } from '../../radio/blackout.js';
import { ask } from '../client/ask.js';
import { type ControlFlags, addControlFlags } from '../client/control-flags.js';
import type { BlackoutAnswer } from '../client/snapshot-answers.js';
import { command, examples } from '../command.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { secondsText } from '../output/values.js';

interface BlackoutFlags extends ControlFlags {
  readonly cause?: string;
}

/** `silvus-mock blackout` with `blackout end`. */
export function blackoutCommand(): Command {
  const causes = new Option('--cause <cause>', 'cause of the blackout (manual)').choices(blackoutCauses);
  return addControlFlags(command('blackout'))
    .description('Start a blackout; without a duration, print the current blackout.')
    .argument('[duration]', 'such as 5s, in simulated time')
    .addOption(causes)
    .addCommand(endCommand())
    .addHelpText('after', examples('blackout 5s', 'blackout 30s --cause reboot', 'blackout', 'blackout end'))
    .action(beginBlackout);
}

function endCommand(): Command {
  return addControlFlags(command('end'))
    .description('End the current blackout, if any.')
    .addHelpText('after', examples('blackout end'))
    .action(async (_flags: ControlFlags, self: Command) => {
      // Commander gives the options of both commands to the parent.
      const flags = self.optsWithGlobals<BlackoutFlags>();
      if (flags.cause !== undefined)
        throw new CliError(
          exitCodes.usage,
          `--cause: "${flags.cause}" is allowed only at the start of a blackout`,
        );
      await ask(flags, { method: 'DELETE', path: '/blackout' }, blackoutAnswer);
    });
}

const blackoutSchema = async () => (await import('../client/snapshot-answers.js')).blackoutAnswerSchema;

/** A blackout as text. */
export function blackoutText(blackout: BlackoutAnswer): string {
  if (blackout === null) return 'none';
  const { cause, leftMs } = blackout;
  return `${cause}, ${leftMs === null ? 'no end time' : `${secondsText(leftMs)} left`}`;
}

const blackoutAnswer = { schema: blackoutSchema, format: blackoutText };

async function beginBlackout(duration: string | undefined, flags: BlackoutFlags): Promise<void> {
  const { cause } = flags;
  if (duration === undefined) {
    if (cause !== undefined) throw new CliError(exitCodes.usage, `--cause: "${cause}" needs a duration`);
    await ask(flags, { method: 'GET', path: '/blackout' }, blackoutAnswer);
    return;
  }
  const ms = parseDuration(duration);
  if (ms === undefined || ms === 0) {
    throw new CliError(
      exitCodes.usage,
      `duration: "${duration}" is not allowed; allowed: ${durationForm}, above 0`,
    );
  }
  const body = { duration, ...(cause === undefined ? {} : { cause }) };
  await ask(flags, { method: 'POST', path: '/blackout', body }, blackoutAnswer);
}
