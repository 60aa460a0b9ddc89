import { connect } from 'node:net';

/** @import { Socket } from 'node:net' */

/** @typedef {'http' | 'line'} Framing */

/** Where a reply ends in the text received so far; undefined if it is not complete. */
const endOf = {
  /** @param {string} text */
  http: (text) => {
    const headEnd = text.indexOf('\r\n\r\n') + 4;
    const length = Number(/^content-length: *(\d+)/im.exec(text)?.[1]);
    return headEnd < 4 || !(text.length >= headEnd + length) ? undefined : headEnd + length;
  },
  /** @param {string} text */
  line: (text) => {
    const end = text.indexOf('\n') + 1;
    return end === 0 ? undefined : end;
  },
};

const bodyOf = {
  /** @param {string} text */
  http: (text) => text.slice(text.indexOf('\r\n\r\n') + 4),
  /** @param {string} text */
  line: (text) => text,
};

/**
 * A connection that sends the same request again and again. The first reply is parsed; where each later one has the
 * same length, a reply is then known by its number of bytes, which costs next to nothing.
 */
export class Client {
  /** @type {Socket} */
  #socket;
  /** @type {Framing} */
  #framing;
  #varies;
  #text = '';
  #received = 0;
  #length = Infinity;
  #body = '';
  /** @type {((body: string) => void) | undefined} */
  #resolve;
  /** @type {((error: Error) => void) | undefined} */
  #reject;
  /** @type {Error | undefined} */
  #error;

  /**
   * @param {Socket} socket
   * @param {{ framing: Framing, varies?: boolean }} options `varies`: replies differ in length, each is parsed
   */
  constructor(socket, { framing, varies = false }) {
    this.#socket = socket;
    this.#framing = framing;
    this.#varies = varies;
    socket.setNoDelay();
    socket.on('data', (chunk) => this.#onData(chunk));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('the connection was closed')));
  }

  /**
   * @param {number} port
   * @param {{ framing: Framing, varies?: boolean }} options
   * @returns {Promise<Client>}
   */
  static connect(port, options) {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new Client(socket, options));
      });
    });
  }

  /**
   * Sends the request; resolves with the reply's body when it is complete. One at a time.
   * @param {Buffer} request
   * @returns {Promise<string>}
   */
  call(request) {
    return new Promise((resolve, reject) => this.send(request, resolve, reject));
  }

  /**
   * The same without a promise, for load.
   * @param {Buffer} request
   * @param {(body: string) => void} resolve
   * @param {(error: Error) => void} reject
   */
  send(request, resolve, reject) {
    if (this.#error !== undefined) {
      reject(this.#error);
      return;
    }
    this.#resolve = resolve;
    this.#reject = reject;
    this.#socket.write(request);
  }

  destroy() {
    this.#reject = undefined;
    this.#socket.destroy();
  }

  /** @param {Error} error */
  #fail(error) {
    this.#error ??= error;
    const reject = this.#reject;
    this.#reject = undefined;
    reject?.(error);
  }

  /** @param {Buffer} chunk */
  #onData(chunk) {
    this.#received += chunk.length;
    if (this.#length === Infinity) this.#measure(chunk);
    if (this.#received < this.#length) return;
    const isWhole = this.#received === this.#length;
    const resolve = this.#resolve;
    this.#received = 0;
    if (this.#varies) this.#length = Infinity;
    if (!isWhole) {
      this.#fail(new Error('a reply of another length came'));
      return;
    }
    this.#reject = undefined;
    resolve?.(this.#body);
  }

  /**
   * Learns how long a reply is.
   * @param {Buffer} chunk
   */
  #measure(chunk) {
    this.#text += chunk.toString('latin1');
    const end = endOf[this.#framing](this.#text);
    if (end === undefined) return;
    const text = this.#text.slice(0, end);
    if (this.#framing === 'http' && !text.startsWith('HTTP/1.1 200 ')) {
      this.#fail(new Error(`not answered with 200: ${text}`));
    }
    this.#length = end;
    this.#body = bodyOf[this.#framing](text);
    this.#text = '';
  }
}

/**
 * The bytes of a request.
 * @param {Framing} framing
 * @param {unknown} body as JSON
 * @param {readonly string[]} [headers] more header lines
 */
export function requestOf(framing, body, headers = []) {
  const text = JSON.stringify(body);
  if (framing === 'line') return Buffer.from(`${text}\n`);
  return Buffer.from(
    [
      'POST /streamscape_api HTTP/1.1',
      'Host: 127.0.0.1',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(text)}`,
      ...headers,
      '',
      text,
    ].join('\r\n'),
  );
}
