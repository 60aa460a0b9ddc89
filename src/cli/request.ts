import { request } from 'node:http';
import { connect } from 'node:net';
import type { Readable } from 'node:stream';
import { systemClock } from '../core/time/clock.js';
import { escapeControls } from '../core/text.js';
import { CliError, exitCodes } from './exit-codes.js';

/** A longer reply is no radio's. */
const longestReply = 16 * 1_048_576;

/** Aborts after a time of any length, ms; `clear` takes the timer back. */
export function timeoutSignal(ms: number): { readonly signal: AbortSignal; readonly clear: () => void } {
  const controller = new AbortController();
  const timer = systemClock().setTimeout(() => controller.abort(), ms);
  return { signal: controller.signal, clear: () => timer.cancel() };
}

/** Sends one request to a radio's HTTP or maintenance port and gives the text of the reply. */
export function send(url: URL, body: string, signal: AbortSignal): Promise<string> {
  return url.protocol === 'tcp:' ? overTcp(url, body, signal) : overHttp(url, body, signal);
}

/** What an error says, for a person. */
export function messageOf(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  return fault.message === '' && 'code' in fault ? String(fault.code) : fault.message;
}

/** Reads `http://host:port[/path]` or `tcp://host:port`. */
export function radioUrl(text: string): URL {
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
          else reject(new Error(`HTTP ${statusCode} ${escapeControls(text.trim())}`));
        },
        reject,
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** A reply is a line: a connection that stays open after it (a persistent port) is not waited for. */
function overTcp(url: URL, body: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const socket = connect({ host, port: Number(url.port), signal });
    const onText = (text: string) => {
      socket.destroy();
      if (text === '') reject(new Error('closed without a reply'));
      else resolve(text);
    };
    collect(socket, onText, reject, { terminator: '\n' });
    socket.write(`${body}\n`);
  });
}

/** Reads a stream to its end, or to a chunk with the terminator; one of more than `longest` bytes is a fault. */
export function collect(
  stream: Readable,
  onText: (text: string) => void,
  onError: (fault: Error) => void,
  { longest = longestReply, terminator }: { readonly longest?: number; readonly terminator?: string } = {},
): void {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const finish = () => onText(Buffer.concat(chunks).toString());
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > longest) {
      onError(new Error(`a reply of more than ${longest} bytes`));
      stream.destroy();
      return;
    }
    chunks.push(chunk);
    if (terminator !== undefined && chunk.includes(terminator)) finish();
  });
  stream.on('end', finish);
  stream.on('error', onError);
}
