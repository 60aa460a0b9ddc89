import { type Command, Option } from 'commander';
import { type Zod, ask } from '../client/ask.js';
import { addControlFlags } from '../client/control-flags.js';
import { command, examples } from '../command.js';
import { table } from '../output/table.js';
import { exchangeColumns, exchangeRow, exchangeSchema } from './journal-exchange.js';
import { type JournalFlags, journalPath } from './journal-query.js';

/** `silvus-mock journal`. */
export function journalCommand(): Command {
  return addControlFlags(command('journal'))
    .description('Print the last exchanges with the radio, oldest first.')
    .option('--follow', 'print each exchange as it comes, until Ctrl-C or the end of the simulator')
    .option('--method <method>', 'only those with a call of it')
    .option('--outcome <outcome>', 'only those with such an outcome: ok, BUSY, ...')
    .addOption(new Option('--port <port>', 'only one port').choices(['http', 'maintenance']))
    .option('--fault <name>', 'only those on which this fault acted')
    .option('--limit <n>', 'only the last n; with --follow, those first')
    .addHelpText(
      'after',
      examples('journal --limit 20', 'journal --method freq --outcome BUSY', 'journal --follow --json'),
    )
    .action(async ({ follow: isFollowed, ...flags }: JournalFlags & { follow?: true }) => {
      if (isFollowed !== true) return printJournal(flags);
      const { follow } = await import('./journal-follow.js');
      return follow(flags);
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
          ? `No exchange that is kept fits; there were ${total}.`
          : table(exchangeColumns, entries.map(exchangeRow)),
    },
  );
}
