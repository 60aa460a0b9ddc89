import type { Command } from 'commander';
import { command } from '../command.js';
import { addSettingFlags, givenFlags } from '../flags.js';
import { print, printError, printIndentedJson } from '../output/print.js';
import { reloadCommand } from '../remote/reload.js';

/** `silvus-mock config` with the commands below it. */
export function configCommand(): Command {
  return command('config')
    .description(
      'Check, print or reload the configuration. Flags override SILVUS_MOCK_* variables, which override the file.',
    )
    .addCommand(checkCommand())
    .addCommand(printCommand())
    .addCommand(schemaCommand())
    .addCommand(reloadCommand());
}

function checkCommand(): Command {
  return addSettingFlags(command('check'))
    .description('Check the configuration and print all issues; exit code 3 if there are any.')
    .action(async (_options: unknown, self: Command) => {
      const { configuration } = await import('../configuration.js');
      const { createSimulator } = await import('../start/create-simulator.js');
      const { withMethodsFile } = await import('../start/methods-file.js');
      const loaded = await withMethodsFile(configuration(givenFlags(self)));
      const { files, warnings } = loaded;
      // Some issues, as those of a scenario, are found only when the simulator is made.
      await createSimulator(loaded);
      for (const warning of warnings) printError(`warning: ${warning}`);
      const read = files.length === 0 ? '' : `: ${files.join(', ')}`;
      print(`The configuration is valid${read}.`);
    });
}

/** Longer values do not move the column of the origins. */
const maxPadded = 48;

function printCommand(): Command {
  return addSettingFlags(command('print'))
    .description('Print every setting with its value and the origin of the value.')
    .option('--json', 'print as JSON')
    .action(async ({ json }: { json?: true }, self: Command) => {
      const { configuration } = await import('../configuration.js');
      const { effectiveLines, lineJson } = await import('../../config/print.js');
      const lines = effectiveLines(configuration(givenFlags(self)));
      if (json === true) {
        printIndentedJson(lines.map(lineJson));
        return;
      }
      const texts = lines.map(({ path, value }) => `${path}: ${value}`);
      const width = Math.min(maxPadded, Math.max(...texts.map(({ length }) => length)));
      for (const { path, value, origin } of lines) print(`${`${path}: ${value}`.padEnd(width)}  # ${origin}`);
    });
}

function schemaCommand(): Command {
  return command('schema')
    .description('Print the JSON Schema of the configuration file, or of a network file.')
    .option('--network', 'print that of a network file')
    .action(async ({ network }: { network?: true }) => {
      if (network === true) {
        const { networkJsonSchema } = await import('../../config/network/json-schema.js');
        printIndentedJson(networkJsonSchema());
        return;
      }
      const { configJsonSchema } = await import('../../config/json-schema.js');
      printIndentedJson(configJsonSchema());
    });
}
