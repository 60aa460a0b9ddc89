import type { Command } from 'commander';
import { command, examples } from '../command.js';
import { addSettingFlags, givenFlags } from '../flags.js';
import type { StartOptions } from '../start/run.js';

/** `silvus-mock start`. */
export function startCommand(): Command {
  return addSettingFlags(command('start'))
    .description('Run a radio, or a network of radios, until SIGINT or SIGTERM.')
    .option('--json', 'print the listening addresses as one line of JSON, also on a terminal')
    .option('--port-file <file>', 'also write that line to a file')
    .option('--watch', 'reload the configuration when one of its files changes')
    .option('--exit-with-parent [pid]', 'shut down when the parent process ends, or the process with this ID')
    .option('--exit-with-stdin', 'shut down when standard input ends')
    .addHelpText(
      'after',
      examples(
        'start',
        'start --http-port 0 --maintenance-port 0 --timing fast',
        'start --processing-time 20ms..50ms --queue-capacity 10 --seed 7',
        'start --blackout refuse --time-scale 60',
        'start --network convoy',
        'start --radios 5 --port 0',
      ),
    )
    .action(async (options: StartOptions, self: Command) => {
      const { run } = await import('../start/run.js');
      await run(givenFlags(self), options);
    });
}
