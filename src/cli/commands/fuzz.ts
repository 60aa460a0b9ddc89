import type { Command } from 'commander';
import { command, examples } from '../command.js';
import { CliError, exitCodes } from '../exit-codes.js';
import type { FuzzFlags, ReplayFlags } from '../fuzz/fuzz-flags.js';

/** `silvus-mock fuzz` with the command below it. */
export function fuzzCommand(): Command {
  return addTargetFlags(command('fuzz'))
    .description('Search a radio for broken promises and crashes; exit code 1 if something was found.')
    .argument('<url>', 'the API of the radio, such as http://127.0.0.1:8080')
    .option('--runs <n>', 'number of cases (1000; with --for: any)')
    .option('--for <time>', 'time after which it ends (none)')
    .option('--seed <n>', 'seed of the cases (drawn, and printed)')
    .option('--path <path>', 'send only this case of --seed, as a finding prints it')
    .option('--model <name>', 'radio model whose values are tried', 'default')
    .option('--strict', 'also judge which calls are carried out and which refused, as the catalogue has it')
    .option('--max-latency <time>', 'also judge the time of each answer (not judged)')
    .option('--blackouts <n>', 'blackouts that it may cause, and waits for', '2')
    .option('--revive <time>', 'how long a radio that died may take to be started again', '3s')
    .option('--no-corpus', 'neither replay nor keep cases')
    .option('--report <file>', 'also write the report as JSON')
    .option('--junit <file>', 'also write the report as JUnit XML')
    .option('--json', 'print the report as one line of JSON')
    .option('--no-progress', 'print no progress')
    .addHelpText(
      'after',
      '\nWithout --safe it writes settings and resets the radio, and puts its settings' +
        '\nback at the end. Exit codes: 0 nothing found, 1 found, 2 a flag, 4 the radio' +
        '\ncould not be fuzzed.\n' +
        examples(
          'fuzz http://127.0.0.1:8080 --maintenance 127.0.0.1:50000',
          'fuzz http://127.0.0.1:8080 --for 5m --junit fuzz.xml',
          'fuzz http://172.20.187.45 --safe',
          'fuzz http://127.0.0.1:8080 --seed 7 --path 12:0:3',
          'fuzz replay',
        ),
    )
    .action(async (url: string, flags: FuzzFlags) => {
      const { runFuzz } = await import('../fuzz/run-fuzz.js');
      await runFuzz(url, flags);
    })
    .addCommand(replayCommand());
}

function replayCommand(): Command {
  return addTargetFlags(command('replay'))
    .description('Send each case of the corpus again: it is fixed, failing, or could not run.')
    .argument('[url]', 'the API of the radio (where each case was found)')
    .option('--keep', 'keep fixed cases in the corpus')
    .option('--max-latency <time>', 'bound for cases about the time of an answer (they do not run)')
    .option('--json', 'print the results as one line of JSON')
    .addHelpText(
      'after',
      '\nExit codes: 0 none fails, 1 one fails, 2 a flag, 4 one could not run.\n' +
        examples('fuzz replay', 'fuzz replay http://127.0.0.1:8080 --keep'),
    )
    .action(async (url: string | undefined, _flags: ReplayFlags, self: Command) => {
      const { replayFuzz } = await import('../fuzz/replay-fuzz.js');
      checkFlags(self);
      // Commander gives the flags that both commands have to the one above.
      await replayFuzz(url, self.optsWithGlobals<ReplayFlags>());
    });
}

/** Throws a `CliError` for a flag of `fuzz` that `fuzz replay` does not have. */
function checkFlags({ parent, options }: Command): void {
  const own = new Set(options.map(({ long }) => long));
  const other = parent?.options.find(
    (option) => parent.getOptionValueSource(option.attributeName()) === 'cli' && !own.has(option.long),
  );
  if (other === undefined) return;
  throw new CliError(exitCodes.usage, `${other.long ?? other.flags}: only fuzz has it, fuzz replay has not`);
}

/** Adds the flags of both commands. */
function addTargetFlags(made: Command): Command {
  return made
    .option('--maintenance <host:port>', 'maintenance port of the radio (not fuzzed)')
    .option('--safe', 'only read: write no setting, reset nothing')
    .option(
      '--confirm <host>',
      'host of the radio, if it is no loopback address and may be written to and reset',
    )
    .option('--timeout <time>', 'time limit for an answer', '5s')
    .option('--blackout <time>', 'how long a blackout may last', '2m')
    .option('--corpus <folder>', 'cases that failed before: they are replayed first', 'fuzz-corpus');
}
