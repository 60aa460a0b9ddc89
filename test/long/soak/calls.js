import { Agent, request } from 'node:http';
import { Agent as TlsAgent, request as requestByTls } from 'node:https';
import { connect } from 'node:net';

/**
 * What became of one request: `answered` with a whole reply; `cut`: the connection ended, or the reply was none;
 * `refused`: there was no connection to be had.
 * @typedef {{ kind: 'answered', reply: any } | { kind: 'cut', why: string } | { kind: 'refused' }} Result
 */

/** How long a caller waits, ms. */
const patience = 20_000;

/** @param {string} text @returns {Result} */
function judged(text) {
  try {
    return { kind: 'answered', reply: JSON.parse(text) };
  } catch {
    return { kind: 'cut', why: text === '' ? 'nothing' : 'no JSON' };
  }
}

/** @param {NodeJS.ErrnoException} fault @returns {Result} */
function failed({ code, message }) {
  return code === 'ECONNREFUSED' ? { kind: 'refused' } : { kind: 'cut', why: code ?? message };
}

/** A client of the HTTP or HTTPS port with a connection that it keeps. */
export class HttpCaller {
  #agent;
  #port;
  #localAddress;
  #isSecure;

  /** @param {number} port @param {string} localAddress @param {boolean} [isSecure] whether it is the HTTPS port */
  constructor(port, localAddress, isSecure = false) {
    this.#port = port;
    this.#localAddress = localAddress;
    this.#isSecure = isSecure;
    this.#agent = this.#newAgent();
  }

  #newAgent() {
    const options = { keepAlive: true, maxSockets: 1 };
    // `zeroize` gives the radio another certificate.
    return this.#isSecure ? new TlsAgent({ ...options, rejectUnauthorized: false }) : new Agent(options);
  }

  /** Lets its connection go; the next call makes another. */
  reconnect() {
    this.#agent.destroy();
    this.#agent = this.#newAgent();
  }

  /** @param {string} body @returns {Promise<Result>} */
  call(body) {
    return new Promise((resolve) => {
      const sent = (this.#isSecure ? requestByTls : request)(
        {
          host: '127.0.0.1',
          port: this.#port,
          localAddress: this.#localAddress,
          path: '/streamscape_api',
          method: 'POST',
          agent: this.#agent,
          timeout: patience,
          headers: { 'Content-Length': Buffer.byteLength(body) },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk) => (text += chunk));
          response.on('end', () =>
            resolve(response.complete ? judged(text) : { kind: 'cut', why: 'incomplete' }),
          );
          response.on('error', (fault) => resolve(failed(fault)));
        },
      );
      sent.on('timeout', () => sent.destroy(new Error('no answer in time')));
      sent.on('error', (fault) => resolve(failed(fault)));
      sent.end(body);
    });
  }
}

/**
 * One message to the maintenance port, on a connection of its own.
 * @param {number} port @param {string} localAddress @param {string} line @returns {Promise<Result>}
 */
export function maintain(port, localAddress, line) {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, localAddress });
    let text = '';
    socket.setEncoding('utf8');
    socket.setTimeout(patience, () => socket.destroy(new Error('no answer in time')));
    socket.on('connect', () => socket.end(`${line}\n`));
    socket.on('data', (chunk) => (text += chunk));
    socket.on('error', (fault) => resolve(failed(fault)));
    socket.on('close', () => resolve(judged(text)));
  });
}

/** Connects and leaves without a word. @param {number} port */
export function dropIn(port) {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, localAddress: '127.0.0.4' });
    socket.on('connect', () => socket.resetAndDestroy());
    socket.on('error', () => undefined);
    socket.on('close', resolve);
  });
}
