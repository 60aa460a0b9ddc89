import { type Command, CommanderError } from 'commander';
import { command, examples } from './command.js';
import { commands } from './commands/commands.js';
import { endProcess, outputWritten } from './end-process.js';
import { CliError, exitCodes } from './exit-codes.js';
import { printError } from './output/print.js';
import { remoteCommands } from './remote/remote.js';
import { packageFacts } from '../core/process/package-facts.js';

/** Time of the reader of a failed start's message, ms. */
const messageGrace = 1_000;

/** Runs the command line. Never rejects: an error becomes a message on stderr and an exit code. */
async function main(argv: readonly string[]): Promise<void> {
  // A reader may close the pipe early, as head does: that is not an error.
  process.stdout.on('error', () => undefined);
  try {
    const root = rootCommand();
    for (const each of await subcommands(argv[2])) root.addCommand(each);
    await root.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError)
      process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    else if (error instanceof CliError) fail(error.message, error.exitCode);
    else fail(error instanceof Error ? (error.stack ?? error.message) : String(error), exitCodes.unexpected);
  }
}

function fail(message: string, exitCode: number): void {
  for (const line of message.split('\n')) printError(`error: ${line}`);
  process.exitCode = exitCode;
}

function rootCommand(): Command {
  return command('silvus-mock')
    .description('Simulator of the Silvus StreamCaster radio.')
    .version(packageFacts().version)
    .addHelpText(
      'after',
      examples('start', 'call freq', 'call power_dBm 27', 'wait --timeout 5s', 'status', 'blackout 5s'),
    );
}

/**
 * The commands that the first argument needs: none for the version, one for its name, all for help, completion and
 * unknown names. The others would only make the process slower.
 */
async function subcommands(first: string | undefined): Promise<readonly Command[]> {
  if (first === '--version' || first === '-V') return [];
  const named = first === undefined || first === 'completion' ? undefined : loaderOf(first);
  if (named !== undefined) return [await named()];
  const remote = await Promise.all(Object.values(remoteCommands).map((load) => load()));
  return [
    ...(await Promise.all(Object.values(commands).map((load) => load()))),
    ...remote.map((each) => each.helpGroup('Commands for a running simulator:')),
  ];
}

function loaderOf(name: string): (() => Promise<Command>) | undefined {
  const list = Object.hasOwn(commands, name) ? commands : remoteCommands;
  return Object.hasOwn(list, name) ? list[name] : undefined;
}

async function runAndEnd(argv: readonly string[]): Promise<void> {
  await main(argv);
  // A command that prints goes at the pace of its reader; a start that failed does not.
  await outputWritten(argv[2] === 'start' ? messageGrace : undefined);
  await endProcess(Number(process.exitCode ?? exitCodes.ok));
}

// The bundle of the command is CommonJS, which has no `await` at the top of a module.
void runAndEnd(process.argv);
