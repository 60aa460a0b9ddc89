import type { Command } from 'commander';
import { type RadioFlags, addRadioFlags } from '../client/radio-flags.js';
import { command, examples } from '../command.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { printError, printReceived } from '../output/print.js';

/** `silvus-mock call`. */
export function callCommand(): Command {
  return addRadioFlags(command('call'), '5s')
    .description('Send one request to a radio and print the reply; exit code 1 for an error.')
    .argument('<method>', 'name of the method, such as freq')
    .argument('[params...]', 'parameters of the method (none: read)')
    .addHelpText(
      'after',
      examples(
        'call freq_bw 4700 20',
        'call radio_reset --to tcp://127.0.0.1:50000',
        'call freq --login basic --password-file basic.txt',
        'call freq --to https://127.0.0.1:8443 --cacert radio.pem',
      ),
    )
    .action(call);
}

async function call(method: string, params: readonly string[], flags: RadioFlags): Promise<void> {
  const { messageOf, timeoutOf, timeoutSignal } = await import('../client/response.js');
  const { RadioClient } = await import('../client/radio-client.js');
  const { radioAccess } = await import('../client/radio-access.js');
  const { findRadio } = await import('../target/find-simulator.js');
  const { confirmProcess, radioName } = await import('../target/radio-identity.js');
  const { timeout } = flags;
  const ms = timeoutOf(timeout);
  const radio = await findRadio(flags);
  const client = new RadioClient(radio.url, await radioAccess(flags, radio.url));
  await confirmProcess(radio, { ms, text: timeout });
  const body = JSON.stringify({ jsonrpc: '2.0', method, ...(params.length === 0 ? {} : { params }), id: 1 });
  const { signal, clear } = timeoutSignal(ms);
  const reply = await client
    .send(body, signal)
    .catch((error: unknown) => {
      const reason = signal.aborted ? `no reply within ${timeout}` : messageOf(error);
      throw new CliError(exitCodes.unexpected, `${radio.text}: ${reason}`);
    })
    .finally(clear);
  const line = reply.trimEnd();
  if (!isError(line) && !(await isRead(method, params.length)))
    printError(`simulator: ${await radioName(radio)}`);
  printReceived(line);
  process.exitCode = isError(line) ? exitCodes.unexpected : exitCodes.ok;
}

function isError(line: string): boolean {
  try {
    const reply: unknown = JSON.parse(line);
    return typeof reply !== 'object' || reply === null || 'error' in reply;
  } catch {
    return true;
  }
}

/** True for a call that changes nothing; a method that is not built in may change something. */
async function isRead(method: string, count: number): Promise<boolean> {
  const { loadModel } = await import('../../config/models.js');
  const { catalogueOf } = await import('../../radio/catalogue.js');
  return catalogueOf(loadModel('default'), 'fine').entry(method)?.reads(count) === true;
}
