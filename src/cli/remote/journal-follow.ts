import { once } from 'node:events';
import { z } from 'zod';
import { escapeControls } from '../../core/text.js';
import { checkAnswer } from '../client/ask.js';
import { type ControlClient, controlClient } from '../client/control-client.js';
import { serverEvents } from '../client/event-stream.js';
import { messageOf } from '../client/response.js';
import { endProcess, outputWritten } from '../end-process.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { print, printJson } from '../output/print.js';
import { cutToTerminal } from '../output/table.js';
import { handleSignals } from '../start/signals.js';
import { type JournalExchange, exchangeLine, exchangeSchema } from './journal-exchange.js';
import { type JournalFlags, hasFilter, journalPath, matches } from './journal-query.js';

/** Time of the output's reader after a signal, ms. */
const outputGrace = 500;

/**
 * `silvus-mock journal --follow`: prints each matching exchange in one line, after the last `--limit` ones. Returns at
 * a signal, when stdout is closed, and when the simulator closes.
 */
export async function follow(flags: JournalFlags): Promise<void> {
  const client = await controlClient(flags);
  const stop = new AbortController();
  const end = () => stop.abort();
  process.stdout.once('error', end);
  const release = handleSignals(end);
  try {
    await printAll(client, flags, stop.signal);
  } catch (error) {
    if (!stop.signal.aborted) {
      if (error instanceof CliError) throw error;
      const message = `${client.address}: connection lost: ${messageOf(error)}`;
      throw new CliError(exitCodes.unexpected, message);
    }
  } finally {
    release();
    process.stdout.off('error', end);
  }
  if (!stop.signal.aborted) return;
  // The reader of the output may have stopped reading.
  await outputWritten(outputGrace);
  await endProcess(exitCodes.ok);
}

/** The parts of the journal's answer that are printed as they came, with `--json`. */
const entriesSchema = z.object({ entries: z.array(z.unknown()) });

const oneSchema = exchangeSchema(z);

async function printAll(client: ControlClient, flags: JournalFlags, stop: AbortSignal): Promise<void> {
  const { address } = client;
  const { limit } = flags;
  const path = journalPath({ ...flags, limit: limit ?? '1' });
  // The stream is opened before the journal is read, so that no exchange between the two is missed.
  const node = flags.node === undefined ? '' : `&node=${encodeURIComponent(flags.node)}`;
  const stream = await client.open(`/events?types=exchange${node}`, stop);
  let last: JournalExchange | undefined;
  // With a filter without a limit too: the simulator knows which names it may have.
  const isAsked = limit !== undefined || hasFilter(flags);
  const answer = isAsked ? await client.send({ method: 'GET', path }) : undefined;
  if (limit !== undefined) {
    for (const entry of checkAnswer(entriesSchema, answer, address).entries) {
      last = checkAnswer(oneSchema, entry, address);
      await printExchange(flags, entry, last, stop);
    }
  }
  for await (const { data } of serverEvents(stream)) {
    const entry: unknown = JSON.parse(data);
    const exchange = checkAnswer(oneSchema, entry, address);
    // A reset restarts the numbers, but not the time.
    const isPrinted = last !== undefined && exchange.n <= last.n && exchange.at <= last.at;
    if (!isPrinted && matches(flags, exchange)) await printExchange(flags, entry, exchange, stop);
  }
}

/** Resolves when the output takes more: what its reader does not read would otherwise fill the memory. */
async function printExchange(
  { json }: JournalFlags,
  entry: unknown,
  exchange: JournalExchange,
  stop: AbortSignal,
): Promise<void> {
  if (json === true) printJson(entry);
  else print(cutToTerminal(escapeControls(exchangeLine(exchange))));
  if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain', { signal: stop });
}
