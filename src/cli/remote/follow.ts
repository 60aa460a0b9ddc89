import { z } from 'zod';
import { escapeControls } from '../../core/text.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { messageOf } from '../request.js';
import { handleSignals } from '../start/signals.js';
import { fitted } from '../table.js';
import { printJson, understood } from './ask.js';
import { ControlClient } from './control-client.js';
import { serverEvents } from './event-stream.js';
import { type ToldExchange, exchangeLine, exchangeSchema } from './exchanges.js';
import { type JournalFlags, fits, journalPath } from './journal-query.js';

/**
 * `silvus-mock journal --follow`: prints one line for each exchange that fits, with a limit the last so many first.
 * Ends with a signal, a closed pipe or the end of the simulator.
 */
export async function follow(flags: JournalFlags): Promise<void> {
  const client = new ControlClient(flags);
  const stop = new AbortController();
  const end = () => stop.abort();
  process.stdout.once('error', end);
  const release = handleSignals(end);
  try {
    await printAll(client, flags, stop.signal);
  } catch (fault) {
    if (stop.signal.aborted) return;
    if (fault instanceof CliError) throw fault;
    const message = `${client.where}: the connection was lost: ${messageOf(fault)}`;
    throw new CliError(exitCodes.unexpected, message);
  } finally {
    release();
    process.stdout.off('error', end);
  }
}

async function printAll(client: ControlClient, flags: JournalFlags, stop: AbortSignal): Promise<void> {
  const path = journalPath(flags);
  // Opened first, so that nothing is missed in between.
  const stream = await client.open('/events?types=exchange', stop);
  let last: ToldExchange | undefined;
  if (flags.limit !== undefined) {
    for (const told of understood(keptSchema, await client.send({ method: 'GET', path }), client.where)
      .entries) {
      last = understood(exchangeSchema, told, client.where);
      show(flags, told, last);
    }
  }
  for await (const { data } of serverEvents(stream)) {
    const told: unknown = JSON.parse(data);
    const exchange = understood(exchangeSchema, told, client.where);
    // Numbers begin anew with a reset, moments do not.
    const isShown = last !== undefined && exchange.n <= last.n && exchange.at <= last.at;
    if (!isShown && fits(flags, exchange)) show(flags, told, exchange);
  }
}

/** Entries as they came, for programs. */
const keptSchema = z.object({ entries: z.array(z.unknown()) });

function show({ json }: JournalFlags, told: unknown, exchange: ToldExchange): void {
  if (json === true) printJson(told);
  else process.stdout.write(`${fitted(escapeControls(exchangeLine(exchange)))}\n`);
}
