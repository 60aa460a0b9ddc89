import { request } from 'node:http';
import { connect } from 'node:net';
import { durationForm, parseDuration } from '../duration.js';
import { withoutControls } from '../printable.js';
import { CliError, exitCodes } from './exit-codes.js';

/** What `silvus-mock call` was asked for. */
export interface CallOptions {
  readonly method: string;
  readonly params: readonly string[];
  /** `http://host:port[/path]` or `tcp://host:port`. */
  readonly to: string;
  /** Duration, as written. */
  readonly timeout: string;
}

/** A longer reply is no radio's. */
const longestReply = 16 * 1_048_576;

/** `silvus-mock call`: sends one request and prints the reply. The exit code is 1 for an error. */
export async function call(options: CallOptions): Promise<void> {
  const url = urlOf(options.to);
  const timeout = parseDuration(options.timeout);
  if (timeout === undefined || timeout === 0) {
    throw new CliError(
      exitCodes.usage,
      `--timeout: "${options.timeout}" is no duration; allowed: ${durationForm}`,
    );
  }
  const { method, params } = options;
  const body = JSON.stringify({ jsonrpc: '2.0', method, ...(params.length === 0 ? {} : { params }), id: 1 });
  const signal = AbortSignal.timeout(timeout);
  const reply = await (
    url.protocol === 'tcp:' ? overTcp(url, body, signal) : overHttp(url, body, signal)
  ).catch((fault: unknown) => {
    const why = signal.aborted ? `no reply within ${options.timeout}` : messageOf(fault);
    throw new CliError(exitCodes.unexpected, `${options.to}: ${why}`);
  });
  const line = reply.trimEnd();
  process.stdout.write(`${process.stdout.isTTY ? withoutControls(line) : line}\n`);
  process.exitCode = isError(line) ? exitCodes.unexpected : exitCodes.ok;
}

function messageOf(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  return fault.message === '' && 'code' in fault ? String(fault.code) : fault.message;
}

function urlOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'tcp:'].includes(url.protocol) || url.hostname === '') {
    throw new CliError(
      exitCodes.usage,
      `--to: "${text}" is not allowed; allowed: http://host:port or tcp://host:port`,
    );
  }
  if (url.protocol === 'tcp:' && url.port === '') {
    throw new CliError(exitCodes.usage, `--to: "${text}" has no port; allowed: tcp://host:port`);
  }
  if (url.protocol === 'http:' && url.pathname === '/') url.pathname = '/streamscape_api';
  return url;
}

function overHttp(url: URL, body: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', headers, signal, agent: false }, (response) => {
      collect(
        response,
        (text) => {
          const { statusCode = 0 } = response;
          if (statusCode === 200 || statusCode === 204) resolve(text);
          else reject(new Error(`HTTP ${statusCode} ${withoutControls(text.trim())}`));
        },
        reject,
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function overTcp(url: URL, body: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const socket = connect({ host, port: Number(url.port), signal });
    collect(
      socket,
      (text) => (text === '' ? reject(new Error('closed without a reply')) : resolve(text)),
      reject,
    );
    socket.write(`${body}\n`);
  });
}

function collect(
  stream: NodeJS.ReadableStream,
  onText: (text: string) => void,
  onError: (fault: Error) => void,
): void {
  const chunks: Uint8Array[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > longestReply) onError(new Error(`a reply of more than ${longestReply} bytes`));
    else chunks.push(chunk);
  });
  stream.on('end', () => onText(Buffer.concat(chunks).toString()));
  stream.on('error', onError);
}

function isError(line: string): boolean {
  try {
    const reply: unknown = JSON.parse(line);
    return typeof reply !== 'object' || reply === null || 'error' in reply;
  } catch {
    return true;
  }
}
