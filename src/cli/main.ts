import { type Command, CommanderError } from 'commander';
import { command, examples } from './command.js';
import { CliError, exitCodes } from './exit-codes.js';
import { versionOf } from './version.js';

/** Runs the command line. Never rejects: an error becomes a message on stderr and an exit code. */
export async function main(argv: readonly string[]): Promise<void> {
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
  for (const line of message.split('\n')) process.stderr.write(`error: ${line}\n`);
  process.exitCode = exitCode;
}

function rootCommand(): Command {
  return command('silvus-mock')
    .description('Simulator of the Silvus StreamCaster radio.')
    .version(versionOf())
    .addHelpText(
      'after',
      examples('start', 'call freq', 'call power_dBm 27', 'wait --timeout 5s', 'status', 'blackout 5s'),
    );
}

/** All commands, or `start` alone: the others would only make a start slower. */
async function subcommands(name: string | undefined): Promise<readonly Command[]> {
  if (name === 'start') {
    const { startCommand } = await import('./commands/start.js');
    return [startCommand()];
  }
  const [{ commands }, { remoteCommands }] = await Promise.all([
    import('./commands/commands.js'),
    import('./remote/remote.js'),
  ]);
  return [
    ...commands.map((declare) => declare()),
    ...remoteCommands.map((declare) => declare().helpGroup('Commands for a running simulator:')),
  ];
}

await main(process.argv);
