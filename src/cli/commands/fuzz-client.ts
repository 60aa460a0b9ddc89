import type { Command } from 'commander';
import { command, examples } from '../command.js';
import { type FuzzClientFlags, caseSettings, defaultReport } from '../fuzz-client/fuzz-client-flags.js';
import { givenFlags, settingOption } from '../flags.js';

/** `silvus-mock fuzz-client`. */
export function fuzzClientCommand(): Command {
  const made = command('fuzz-client')
    .description('Search for replies on which a client, a command of yours, fails; exit code 1 if it does.')
    .argument('<command...>', 'after --: the client; it gets the address as SILVUS_MOCK_URL, or for {url}')
    .option('--cases <n>', 'number of cases, each with a radio of its own', '500')
    .option('--for <time>', 'time after which no case begins')
    .option('--timeout <time>', 'time after which a command that has not ended hangs', '10s')
    .option('--max-requests <n>', 'requests after which a command that has not ended hangs', '1000')
    .option('--exit-codes <codes>', 'exit codes that are right, first that of success', '0')
    .option(
      '--report <regexp>',
      'line that says what was read: method and value are its groups',
      defaultReport,
    )
    .option('--expect <regexp>', 'what stdout must match')
    .option('--reject <regexp>', 'what neither stdout nor stderr may match')
    .option('--writes <rule>', 'once: none executed more often than without chaos; or any', 'once')
    .option('--concurrency <n>', 'cases that run at the same time (default: the number of processors)')
    .option('--json', 'print the result as JSON')
    .option('--config <file>', 'YAML or JSON file with settings of the radio');
  for (const each of caseSettings) made.addOption(settingOption(each));
  return made
    .addHelpText(
      'after',
      '\nEach case starts the command once. --chaos names one level (default: all, in' +
        '\nturn), --chaos-stages the stages that are bent; --only with --chaos and' +
        '\n--seed replays a case.\n' +
        examples(
          'fuzz-client -- python3 client.py',
          'fuzz-client --exit-codes 0,3 --timeout 5s -- ./client {url}',
        ),
    )
    .action(async (words: string[], flags: FuzzClientFlags, self: Command) => {
      const { fuzzClient } = await import('../fuzz-client/fuzz-client.js');
      await fuzzClient(words, flags, givenFlags(self));
    });
}
