import { z } from 'zod';
import { table } from '../table.js';
import { ask } from './ask.js';
import { exchangeColumns, exchangeRow, exchangeSchema } from './exchanges.js';
import { type JournalFlags, journalPath } from './journal-query.js';

const journalSchema = z.object({ total: z.number(), entries: z.array(exchangeSchema) });

/** `silvus-mock journal`: prints the last exchanges. */
export async function journal(flags: JournalFlags): Promise<void> {
  const path = journalPath(flags);
  await ask(flags, { method: 'GET', path }, journalSchema, ({ total, entries }) =>
    entries.length === 0
      ? `No exchange that is kept fits; there were ${total}.`
      : table(exchangeColumns, entries.map(exchangeRow)),
  );
}
