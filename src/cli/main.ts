import { type Command, CommanderError } from 'commander';
import { command, examples } from './command.js';
import { CliError, exitCodes } from './exit-codes.js';
import { addSettingFlags, givenFlags } from './flags.js';
import type { StartOptions } from './start/start.js';
import { versionOf } from './version.js';

const defaultUrl = 'http://127.0.0.1:8080/streamscape_api';
const toHelp = 'http://host:port or tcp://host:port (maintenance)';

/** Runs the command line. Never rejects: what goes wrong is a message on stderr and an exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  // A reader that has seen enough is no fault.
  process.stdout.on('error', () => undefined);
  try {
    await (await program(argv)).parseAsync(argv);
  } catch (fault) {
    if (fault instanceof CommanderError)
      process.exitCode = fault.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    else if (fault instanceof CliError) fail(fault.message, fault.exitCode);
    else fail(fault instanceof Error ? (fault.stack ?? fault.message) : String(fault), exitCodes.unexpected);
  }
}

function fail(message: string, exitCode: number): void {
  for (const line of message.split('\n')) process.stderr.write(`error: ${line}\n`);
  process.exitCode = exitCode;
}

async function program(argv: readonly string[]): Promise<Command> {
  const root = command('silvus-mock')
    .description('A simulator of the Silvus StreamCaster radio.')
    .version(versionOf())
    .addHelpText(
      'after',
      examples('start', 'call freq', 'call power_dBm 27', 'wait --timeout 5s', 'status', 'blackout 5s'),
    );
  root
    .addCommand(startCommand())
    .addCommand(callCommand())
    .addCommand(waitCommand())
    .addCommand(methodsCommand())
    .addCommand(modelsCommand())
    .addCommand(configCommand())
    .addCommand(completionCommand(root));
  // A start is to be quick, and has no use for the others.
  if (argv[2] !== 'start') {
    const { controlCommands, reloadCommand } = await import('./remote/commands.js');
    root.commands.find((each) => each.name() === 'config')?.addCommand(reloadCommand());
    for (const each of controlCommands()) root.addCommand(each);
  }
  return root;
}

function startCommand(): Command {
  return addSettingFlags(command('start'))
    .description('Run a radio until SIGINT or SIGTERM.')
    .option('--json', 'say where it listens in one line of JSON, on a terminal too')
    .option('--port-file <file>', 'write that line to a file')
    .option('--watch', 'read the configuration again when one of its files has changed')
    .option('--exit-with-parent', 'close when the process that started this one has ended')
    .addHelpText(
      'after',
      examples(
        'start',
        'start --http-port 0 --maintenance-port 0 --timing fast',
        'start --processing-time 20ms..50ms --queue-capacity 10 --seed 7',
        'start --blackout refuse --time-scale 60',
      ),
    )
    .action(async (options: StartOptions, self: Command) => {
      const { start } = await import('./start/start.js');
      await start(givenFlags(self), options);
    });
}

function callCommand(): Command {
  return command('call')
    .description('Send one request to a radio and print its reply; exit code 1 for an error.')
    .argument('<method>', 'method, such as freq')
    .argument('[params...]', 'its parameters; none for a read')
    .option('--to <url>', toHelp, defaultUrl)
    .option('--timeout <time>', 'how long to wait', '5s')
    .addHelpText('after', examples('call freq_bw 4700 20', 'call radio_reset --to tcp://127.0.0.1:50000'))
    .action(async (method: string, params: string[], options: { to: string; timeout: string }) => {
      const { call } = await import('./commands/call.js');
      await call({ method, params, ...options });
    });
}

function waitCommand(): Command {
  return command('wait')
    .description('Return when a radio answers; exit code 1 if none does in time.')
    .option('--to <url>', toHelp, defaultUrl)
    .option('--timeout <time>', 'how long to wait', '30s')
    .addHelpText('after', examples('wait --to http://127.0.0.1:8080 --timeout 10s'))
    .action(async ({ to, timeout }: { to: string; timeout: string }) => {
      const { wait } = await import('./commands/wait.js');
      await wait(to, timeout);
    });
}

function methodsCommand(): Command {
  return command('methods')
    .description('Print the methods that a radio has, those of your own included.')
    .option('--config <file>', 'YAML or JSON file with settings')
    .option('--model <name>', 'radio model, or a file with one (default)')
    .option('--methods <file>', 'methods of your own: a JavaScript module (none)')
    .option('--json', 'all that is known of each, as JSON')
    .option('--openrpc', 'the OpenRPC document of them')
    .action(async ({ json, openrpc }: { json?: true; openrpc?: true }, self: Command) => {
      const { methods } = await import('./commands/methods.js');
      await methods(givenFlags(self), openrpc ? 'openrpc' : json ? 'json' : 'table');
    });
}

function modelsCommand(): Command {
  return command('models')
    .description('Print the radio models that come with silvus-mock.')
    .option('--json', 'the whole model files, as JSON')
    .action(async ({ json }: { json?: true }) => {
      const { models } = await import('./commands/models.js');
      models(json === true);
    });
}

function configCommand(): Command {
  const check = addSettingFlags(command('check'))
    .description('Say whether the configuration is right; exit code 3 with all that is wrong.')
    .action(async (_options: unknown, self: Command) => {
      const { checkConfig } = await import('./commands/config.js');
      await checkConfig(givenFlags(self));
    });
  const print = addSettingFlags(command('print'))
    .description('Print every setting and where its value came from.')
    .option('--json', 'as JSON')
    .action(async ({ json }: { json?: true }, self: Command) => {
      const { printConfig } = await import('./commands/config.js');
      printConfig(givenFlags(self), json === true);
    });
  const schema = command('schema')
    .description('Print the JSON Schema of the configuration file.')
    .action(async () => {
      const { printSchema } = await import('./commands/config.js');
      printSchema();
    });
  return command('config')
    .description('Check or print the configuration: flags over SILVUS_MOCK_* over a file over defaults.')
    .addCommand(check)
    .addCommand(print)
    .addCommand(schema);
}

function completionCommand(root: Command): Command {
  return command('completion')
    .description('Print the completion script of a shell: bash, zsh, fish.')
    .argument('<shell>', 'bash, zsh, fish')
    .addHelpText('after', '\nFor bash, in ~/.bashrc:\n  source <(silvus-mock completion bash)\n')
    .action(async (shell: string) => {
      const { completion } = await import('./commands/completion.js');
      const { completeFaultCommand } = await import('./remote/declare-faults.js');
      const fault = root.commands.find((each) => each.name() === 'fault');
      if (fault !== undefined) await completeFaultCommand(fault);
      completion(shell, root);
    });
}

await main(process.argv);
