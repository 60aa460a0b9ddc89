import { recordedPages } from '../../journal/exchange.js';
import { apiPortNames } from '../../ports/registry.js';
import { type Command, Option } from 'commander';
import { type Zod, ask } from '../client/ask.js';
import { addControlFlags } from '../client/control-flags.js';
import { command, examples } from '../command.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { table } from '../output/table.js';
import { exchangeColumns, exchangeRow, exchangeSchema } from './journal-exchange.js';
import { journalClearCommand } from './journal-clear.js';
import { journalVerifyCommand } from './journal-verify.js';
import { type JournalFlags, journalPath } from './journal-query.js';

/** `silvus-mock journal`. */
export function journalCommand(): Command {
  return addControlFlags(command('journal'))
    .description('Print the latest exchanges with the radio, oldest first.')
    .option('--follow', 'keep printing new exchanges until Ctrl-C or until the simulator closes')
    .option('--method <method>', 'only exchanges with a call of this method')
    .option(
      '--unknown-method <method>',
      'only exchanges with a call of this method, which the radio does not have',
    )
    .option('--outcome <outcome>', 'only exchanges with this outcome: ok, BUSY, ...')
    .option('--unknown-outcome <outcome>', 'only exchanges with this outcome, which the radio does not have')
    .addOption(new Option('--port <port>', 'only exchanges on this port').choices(apiPortNames))
    .addOption(
      new Option('--page <page>', 'only exchanges with this page beside the API').choices(recordedPages),
    )
    .option('--peer <address>', 'only exchanges with this client: its address, or with its port')
    .option('--fault <name>', 'only exchanges to which this fault applied')
    .option('--limit <n>', 'only the last n exchanges; with --follow, print these first')
    .addHelpText(
      'after',
      examples(
        'journal --limit 20',
        'journal --method freq --outcome BUSY',
        'journal --follow --json',
        'journal verify --method freq --times 1',
      ),
    )
    .addCommand(withOwnFlags(journalVerifyCommand()))
    .addCommand(withOwnFlags(journalClearCommand()))
    .action(async ({ follow: isFollowed, ...flags }: JournalFlags & { follow?: true }) => {
      if (isFollowed !== true) return printJournal(flags);
      const { follow } = await import('./journal-follow.js');
      return follow(flags);
    });
}

/** Flags that `journal` has too are taken by it, wherever they stand; those that only it has are refused. */
function withOwnFlags(below: Command): Command {
  return below.hook('preAction', (_, { parent, options }) => {
    const foreign = parent?.options.find(
      (option) =>
        parent.getOptionValueSource(option.attributeName()) === 'cli' &&
        options.every(({ long }) => long !== option.long),
    );
    if (foreign === undefined) return;
    throw new CliError(exitCodes.usage, `${foreign.long ?? ''}: is not allowed for journal ${below.name()}`);
  });
}

const journalSchema = (z: Zod) => z.object({ total: z.number(), entries: z.array(exchangeSchema(z)) });

async function printJournal(flags: JournalFlags): Promise<void> {
  const path = journalPath(flags);
  await ask(
    flags,
    { method: 'GET', path },
    {
      schema: journalSchema,
      format: ({ total, entries }) =>
        entries.length === 0
          ? `No matching exchanges in the journal (${total} since the start or the last reset).`
          : table(exchangeColumns, entries.map(exchangeRow)),
    },
  );
}
