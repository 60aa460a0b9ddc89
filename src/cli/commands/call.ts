import { durationForm, parseDuration } from '../../core/time/duration.js';
import { escapeControls } from '../../core/text.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { messageOf, radioUrl, send, timeoutSignal } from '../request.js';

/** What `silvus-mock call` was asked for. */
export interface CallOptions {
  readonly method: string;
  readonly params: readonly string[];
  /** `http://host:port[/path]` or `tcp://host:port`. */
  readonly to: string;
  /** Duration, as written. */
  readonly timeout: string;
}

/** `silvus-mock call`: sends one request and prints the reply. The exit code is 1 for an error. */
export async function call(options: CallOptions): Promise<void> {
  const url = radioUrl(options.to);
  const timeout = parseDuration(options.timeout);
  if (timeout === undefined || timeout === 0) {
    throw new CliError(
      exitCodes.usage,
      `--timeout: "${options.timeout}" is no duration; allowed: ${durationForm}`,
    );
  }
  const { method, params } = options;
  const body = JSON.stringify({ jsonrpc: '2.0', method, ...(params.length === 0 ? {} : { params }), id: 1 });
  const { signal, clear } = timeoutSignal(timeout);
  const reply = await send(url, body, signal)
    .catch((fault: unknown) => {
      const why = signal.aborted ? `no reply within ${options.timeout}` : messageOf(fault);
      throw new CliError(exitCodes.unexpected, `${options.to}: ${why}`);
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
