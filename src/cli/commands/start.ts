import type { Command } from 'commander';
import { command, examples } from '../command.js';
import { addSettingFlags, givenFlags } from '../flags.js';
import type { StartOptions } from '../start/run.js';

/** `silvus-mock start`. */
export function startCommand(): Command {
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
      const { run } = await import('../start/run.js');
      await run(givenFlags(self), options);
    });
}
