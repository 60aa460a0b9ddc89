import { request } from 'node:http';
import { connect } from 'node:net';
import type { FuzzedRadio } from '../../../src/index.js';

/** The error of a client for all that it can't use. */
export class RadioError extends Error {
  override readonly name = 'RadioError';
}

/** What came back for a request over HTTP. */
export interface HttpReply {
  readonly status: number;
  readonly text: string;
}

/** Limits of one request; without them there is none. */
export interface Limits {
  /** Longest time, ms of the radio's clock. */
  readonly deadline?: number;
  readonly maxBytes?: number;
}

/** Sends a request over HTTP on a connection of its own. Rejects with a `RadioError` unless a whole reply comes. */
export function post(
  { url, clock, signal }: FuzzedRadio,
  body: string,
  { deadline, maxBytes = Infinity }: Limits,
): Promise<HttpReply> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent: false });
    const fail = (reason: string) => {
      reject(new RadioError(reason));
      sent.destroy();
    };
    const timer = deadline === undefined ? undefined : clock.setTimeout(() => fail('too late'), deadline);
    sent.on('error', ({ message }) => fail(message));
    const onAbort = () => fail('stopped');
    signal.addEventListener('abort', onAbort, { once: true });
    sent.on('close', () => {
      timer?.cancel();
      signal.removeEventListener('abort', onAbort);
    });
    sent.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        if (text.length > maxBytes) fail('too long');
      });
      response.on('error', ({ message }) => fail(message));
      response.on('close', () => {
        if (response.complete) resolve({ status: response.statusCode ?? 0, text });
        else fail('cut');
      });
    });
    sent.end(body);
  });
}

/** Sends a line to the maintenance port. Rejects with a `RadioError` unless a whole line comes back. */
export function sendLine(
  { addresses, clock, signal }: FuzzedRadio,
  line: string,
  { deadline, maxBytes = Infinity }: Limits,
): Promise<string> {
  const { host, port } = addresses.maintenance;
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    const chunks: Buffer[] = [];
    const end = (error: RadioError | undefined, text = '') => {
      timer?.cancel();
      signal.removeEventListener('abort', onAbort);
      socket.destroy();
      if (error === undefined) resolve(text);
      else reject(error);
    };
    const fail = (reason: string) => end(new RadioError(reason));
    const timer = deadline === undefined ? undefined : clock.setTimeout(() => fail('too late'), deadline);
    const onAbort = () => fail('stopped');
    signal.addEventListener('abort', onAbort, { once: true });
    socket.on('error', ({ message }) => fail(message));
    socket.on('close', () => fail('no line came'));
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      const text = Buffer.concat(chunks).toString();
      if (text.includes('\n')) end(undefined, text.slice(0, text.indexOf('\n')));
      else if (text.length > maxBytes) fail('too long');
    });
    socket.write(`${line}\n`);
  });
}

/** Sends a request over HTTP as bytes; `onData` decides when it has enough. */
export function rawPost(
  { addresses, clock, signal }: FuzzedRadio,
  body: string,
  {
    deadline,
    whole,
  }: { readonly deadline: number; readonly whole: (text: string, isEnd: boolean) => boolean },
): Promise<string> {
  const { host, port } = addresses.http;
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    let text = '';
    const end = (error?: RadioError) => {
      timer.cancel();
      signal.removeEventListener('abort', onAbort);
      socket.destroy();
      if (error === undefined) resolve(text.slice(text.indexOf('\r\n\r\n') + 4));
      else reject(error);
    };
    const timer = clock.setTimeout(() => end(new RadioError('too late')), deadline);
    const onAbort = () => end(new RadioError('stopped'));
    signal.addEventListener('abort', onAbort, { once: true });
    socket.setEncoding('utf8');
    socket.on('error', ({ message }) => end(new RadioError(message)));
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (whole(text, false)) end();
    });
    socket.on('close', () => {
      if (whole(text, true)) end();
      else end(new RadioError('cut'));
    });
    const head = `POST /streamscape_api HTTP/1.1\r\nHost: ${host}\r\nContent-Length: ${body.length}\r\n\r\n`;
    socket.write(`${head}${body}`);
  });
}
