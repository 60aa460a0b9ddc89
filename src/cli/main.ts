import { readFileSync } from 'node:fs';
import { Command, CommanderError, Option } from 'commander';
import { settings } from '../config/settings.js';
import { CliError, exitCodes } from './exit-codes.js';

const defaultUrl = 'http://127.0.0.1:8080/streamscape_api';

/** Runs the command line. Never rejects: what goes wrong is a message on stderr and an exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  // A reader that has seen enough is no fault.
  process.stdout.on('error', () => undefined);
  try {
    await program().parseAsync(argv);
  } catch (fault) {
    if (fault instanceof CommanderError)
      process.exitCode = fault.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    else if (fault instanceof CliError) fail(fault.message, fault.exitCode);
    else fail(fault instanceof Error ? (fault.stack ?? fault.message) : String(fault), exitCodes.unexpected);
  }
}

function fail(message: string, exitCode: number): void {
  process.stderr.write(
    `${message
      .split('\n')
      .map((line) => `error: ${line}`)
      .join('\n')}\n`,
  );
  process.exitCode = exitCode;
}

function program(): Command {
  return new Command('silvus-mock')
    .description('A simulator of the Silvus StreamCaster radio.')
    .version(versionOf())
    .exitOverride()
    .addCommand(startCommand())
    .addCommand(callCommand())
    .addCommand(methodsCommand());
}

function versionOf(): string {
  const file: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return typeof file === 'object' && file !== null && 'version' in file ? String(file.version) : 'unknown';
}

function startCommand(): Command {
  const command = new Command('start').description('Run a radio until SIGINT or SIGTERM.').exitOverride();
  for (const { flag, value, summary } of settings) command.addOption(new Option(`${flag} ${value}`, summary));
  return command
    .option('--log-level <level>', 'debug, info, warn, error, silent (info)')
    .option('--log-format <format>', 'auto, pretty, json (auto: pretty on a terminal)')
    .option('--json', 'say where it listens in one line of JSON, on a terminal too')
    .action(async (_options: unknown, self: Command) => {
      const { start } = await import('./start.js');
      const flags = new Map(
        self.options.map((option): [string, unknown] => [
          option.long ?? '',
          self.getOptionValue(option.attributeName()),
        ]),
      );
      const given = [...flags].filter((pair): pair is [string, string] => typeof pair[1] === 'string');
      await start(new Map(given), flags.get('--json') === true);
    });
}

function callCommand(): Command {
  return new Command('call')
    .description('Send one request to a radio and print its reply; exit code 1 for an error.')
    .exitOverride()
    .argument('<method>', 'method, such as freq')
    .argument('[params...]', 'its parameters; none for a read')
    .option('--to <url>', 'http://host:port or tcp://host:port (maintenance)', defaultUrl)
    .option('--timeout <time>', 'how long to wait', '5s')
    .action(async (method: string, params: string[], options: { to: string; timeout: string }) => {
      const { call } = await import('./call.js');
      await call({ method, params, ...options });
    });
}

function methodsCommand(): Command {
  return new Command('methods')
    .description("Print the catalogue of the radio's methods.")
    .exitOverride()
    .option('--model <name>', 'radio model, or a file with one', 'default')
    .option('--json', 'all that is known of each, as JSON')
    .action(async (options: { model: string; json?: true }) => {
      const { methods } = await import('./methods.js');
      methods(options.model, options.json === true);
    });
}

await main(process.argv);
