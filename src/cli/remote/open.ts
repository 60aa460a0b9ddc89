import type { Command } from 'commander';
import { type ControlFlags, addConnectionFlags } from '../client/control-flags.js';
import { command, examples } from '../command.js';
import { print } from '../output/print.js';

/** Options of `open`. */
interface OpenFlags extends ControlFlags {
  readonly print?: true;
}

/** `silvus-mock open`. */
export function openCommand(): Command {
  return addConnectionFlags(command('open'))
    .description('Open the page of a simulator in the browser.')
    .option('--print', 'only print the address of the page')
    .addHelpText(
      'after',
      '\nThe page asks for the token of the control plane, where one is set: the address\n' +
        'never has it.\n' +
        examples('open', 'open --from ports.json', 'open --print'),
    )
    .action(async (flags: OpenFlags) => {
      const { addressOfPage } = await import('../client/page.js');
      const address = await addressOfPage(flags);
      if (flags.print === true) {
        print(address);
        return;
      }
      const { openInBrowser } = await import('../output/browser.js');
      await openInBrowser(address);
      print(`Opened ${address}`);
    });
}
