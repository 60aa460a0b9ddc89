import type { Command } from 'commander';
import { command, examples } from '../command.js';
import type { ListenFlags } from '../listen/listen-flags.js';

/** `silvus-mock listen`. */
export function listenCommand(): Command {
  return command('listen')
    .description('Print the reports that radios send by UDP, one in each line.')
    .option('--host <host>', 'IPv4 address to receive at', '127.0.0.1')
    .option('--port <port>', 'UDP port to receive at (0 = any that is free)', '5100')
    .option('--for <time>', 'time after which it ends (at a signal)')
    .option('--json', 'print each report as a line of JSON')
    .addHelpText(
      'after',
      '\nThe radio is told where to send them with rssi_report_address and others;' +
        '\ndocs/reports.md shows how.\n' +
        examples('listen', 'listen --for 5s', 'listen --port 0 --json'),
    )
    .action(async (flags: ListenFlags) => {
      const { listen } = await import('../listen/listen.js');
      await listen(flags);
    });
}
