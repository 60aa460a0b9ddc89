import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { escapeControls } from '../../core/text.js';
import { readText } from './response.js';

/** Bytes of a reply; a longer one is an error. */
const maxBytes = 16 * 1_048_576;

/** Sends one request to a radio's HTTP or maintenance port. Resolves with the text of the reply. */
export function send(url: URL, body: string, signal: AbortSignal): Promise<string> {
  return url.protocol === 'tcp:' ? sendOverTcp(url, body, signal) : sendOverHttp(url, body, signal);
}

async function sendOverHttp(url: URL, body: string, signal: AbortSignal): Promise<string> {
  const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, signal, agent: false }, resolve);
    sent.on('error', reject);
    sent.end(body);
  });
  const text = await readText(response, { maxBytes });
  const { statusCode = 0, statusMessage = '', headers: answered } = response;
  const isJson = answered['content-type']?.startsWith('application/json') === true;
  // A radio that asks for a login may refuse a call under 401.
  if (statusCode === 200 || statusCode === 204 || (statusCode === 401 && isJson)) return text;
  // A page in HTML says no more than the status does.
  const told = answered['content-type']?.startsWith('text/html') ? statusMessage : text.trim();
  throw new Error(`HTTP ${statusCode} ${escapeControls(told)}`);
}

/** A reply is one line: a persistent maintenance connection stays open after it. */
async function sendOverTcp(url: URL, body: string, signal: AbortSignal): Promise<string> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const socket = connect({ host, port: Number(url.port), signal });
  socket.write(`${body}\n`);
  try {
    const text = await readText(socket, { maxBytes, terminator: '\n' });
    if (text === '') throw new Error('connection closed without a reply');
    return text;
  } finally {
    socket.destroy();
  }
}
