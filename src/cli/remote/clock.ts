import type { Command } from 'commander';
import { durationForm, parseDuration } from '../../core/time/duration.js';
import { ask } from '../client/ask.js';
import { type ControlFlags, addControlFlags } from '../client/control-flags.js';
import type { ClockAnswer } from '../client/snapshot-answers.js';
import { command, examples } from '../command.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { secondsText } from '../output/values.js';

interface AdvanceFlags extends ControlFlags {
  readonly until?: string;
  readonly limit?: string;
}

const limitFlag = ['--limit <time>', 'longest time to advance (default: 30d)'] as const;

/** `silvus-mock clock` with the commands below it. */
export function clockCommand(): Command {
  const advance = addControlFlags(command('advance'), '60s')
    .description('Advance a virtual clock; a real clock cannot be advanced.')
    .argument('[duration]', 'such as 30s')
    .option('--until <state>', 'instead of a duration: online, until the radio answers')
    .option(...limitFlag)
    .addHelpText('after', examples('clock advance 30s', 'clock advance --until online'))
    .action(advanceClock);
  const runUntilIdle = addControlFlags(command('run-until-idle'), '60s')
    .description('Advance a virtual clock until nothing falls due any more.')
    .option(...limitFlag)
    .addHelpText('after', examples('clock run-until-idle', 'clock run-until-idle --limit 1h'))
    .action(({ limit, ...flags }: AdvanceFlags) =>
      move(flags, 'run-until-idle', { limit: durationOf('--limit', limit) }),
    );
  return command('clock')
    .description("Advance the simulator's clock (silvus-mock start --clock virtual).")
    .addHelpText('after', examples('clock advance 30s', 'clock advance --until online'))
    .addCommand(advance)
    .addCommand(runUntilIdle);
}

const clockSchema = async () => (await import('../client/snapshot-answers.js')).clockAnswerSchema;

/** A clock as text. */
export function clockText({ nowMs, wallTime, virtual, scale = null }: ClockAnswer): string {
  const wall = new Date(wallTime).toISOString();
  const speed = scale === null || scale === 1 ? '' : `, ${scale} times as fast`;
  return `${wall}, ${secondsText(nowMs)}${virtual ? ', virtual' : ''}${speed}`;
}

async function advanceClock(text: string | undefined, flags: AdvanceFlags): Promise<void> {
  const { until, limit, ...control } = flags;
  const usage = (message: string) => new CliError(exitCodes.usage, message);
  if (until !== undefined && until !== 'online')
    throw usage(`--until: "${until}" is not allowed; allowed: online`);
  if (text === undefined && until === undefined)
    throw usage('duration: is missing; allowed: a duration such as 30s, or --until online');
  if (text !== undefined && until !== undefined)
    throw usage('--until: is there beside a duration; allowed: one of the two');
  if (limit !== undefined && until === undefined) throw usage('--limit: allowed with --until');
  const duration = durationOf('duration', text);
  await move(control, 'advance', { duration, until, limit: durationOf('--limit', limit) });
}

/** Checks a duration. Throws a `CliError`. */
function durationOf(name: string, text: string | undefined): string | undefined {
  if (text !== undefined && parseDuration(text) === undefined)
    throw new CliError(exitCodes.usage, `${name}: "${text}" is not a duration; allowed: ${durationForm}`);
  return text;
}

function move(flags: ControlFlags, how: 'advance' | 'run-until-idle', body: object): Promise<void> {
  return ask(
    flags,
    { method: 'POST', path: `/clock/${how}`, body },
    { schema: clockSchema, format: clockText },
  );
}
