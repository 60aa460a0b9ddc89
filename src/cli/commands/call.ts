import type { Command } from 'commander';
import { escapeControls } from '../../core/text.js';
import { durationForm, parseDuration } from '../../core/time/duration.js';
import { type RadioFlags, addRadioFlags } from '../client/radio-flags.js';
import { command, examples } from '../command.js';
import { CliError, exitCodes } from '../exit-codes.js';

/** `silvus-mock call`. */
export function callCommand(): Command {
  return addRadioFlags(command('call'), '5s')
    .description('Send one request to a radio and print the reply; exit code 1 for an error.')
    .argument('<method>', 'name of the method, such as freq')
    .argument('[params...]', 'parameters of the method (none: read)')
    .addHelpText('after', examples('call freq_bw 4700 20', 'call radio_reset --to tcp://127.0.0.1:50000'))
    .action(call);
}

async function call(method: string, params: readonly string[], { to, timeout }: RadioFlags): Promise<void> {
  const { messageOf, timeoutSignal } = await import('../client/response.js');
  const { radioUrl, send } = await import('../client/radio-client.js');
  const url = radioUrl(to);
  const ms = parseDuration(timeout);
  if (ms === undefined || ms === 0) {
    throw new CliError(
      exitCodes.usage,
      `--timeout: "${timeout}" is not a duration; allowed: ${durationForm}`,
    );
  }
  const body = JSON.stringify({ jsonrpc: '2.0', method, ...(params.length === 0 ? {} : { params }), id: 1 });
  const { signal, clear } = timeoutSignal(ms);
  const reply = await send(url, body, signal)
    .catch((error: unknown) => {
      const reason = signal.aborted ? `no reply within ${timeout}` : messageOf(error);
      throw new CliError(exitCodes.unexpected, `${to}: ${reason}`);
    })
    .finally(clear);
  const line = reply.trimEnd();
  process.stdout.write(`${process.stdout.isTTY ? escapeControls(line) : line}\n`);
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
