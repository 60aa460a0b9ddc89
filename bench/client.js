import { connect } from 'node:net';

/** @import { Socket } from 'node:net' */

const body = '{"jsonrpc":"2.0","method":"freq","id":1}';

/** One read of the frequency, as bytes. */
const request = Buffer.from(
  [
    'POST /streamscape_api HTTP/1.1',
    'Host: 127.0.0.1',
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n'),
);

/**
 * A keep-alive connection that sends the same read again and again. The first reply is parsed; since each later one
 * has the same length, a reply is then known by its bytes' number, which costs next to nothing.
 */
export class Client {
  /** @type {Socket} */
  #socket;
  /** @type {Buffer[]} */
  #chunks = [];
  #received = 0;
  #length = Infinity;
  #body = '';
  /** @type {{ resolve: (body: string) => void, reject: (fault: Error) => void } | undefined} */
  #waiting;
  /** @type {Error | undefined} */
  #fault;

  /** @param {Socket} socket */
  constructor(socket) {
    this.#socket = socket;
    socket.setNoDelay();
    socket.on('data', (chunk) => this.#onData(chunk));
    socket.on('error', (fault) => this.#fail(fault));
    socket.on('close', () => this.#fail(new Error('the connection was closed')));
  }

  /**
   * @param {number} port
   * @returns {Promise<Client>}
   */
  static connect(port) {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new Client(socket));
      });
    });
  }

  /**
   * Sends the read; resolves with the reply's body when it is complete. One at a time.
   * @returns {Promise<string>}
   */
  call() {
    return new Promise((resolve, reject) => this.send(resolve, reject));
  }

  /**
   * The same without a promise, for load.
   * @param {(body: string) => void} resolve
   * @param {(fault: Error) => void} reject
   */
  send(resolve, reject) {
    if (this.#fault !== undefined) {
      reject(this.#fault);
      return;
    }
    this.#waiting = { resolve, reject };
    this.#socket.write(request);
  }

  destroy() {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  /** @param {Error} fault */
  #fail(fault) {
    this.#fault ??= fault;
    this.#waiting?.reject(fault);
  }

  /** @param {Buffer} chunk */
  #onData(chunk) {
    this.#received += chunk.length;
    if (this.#length === Infinity) this.#measure(chunk);
    if (this.#received < this.#length) return;
    const waiting = this.#waiting;
    const isWhole = this.#received === this.#length;
    this.#received = 0;
    this.#waiting = undefined;
    if (isWhole) waiting?.resolve(this.#body);
    else waiting?.reject(new Error('a reply of another length came'));
  }

  /**
   * Learns how long a reply is.
   * @param {Buffer} chunk
   */
  #measure(chunk) {
    this.#chunks.push(chunk);
    const text = Buffer.concat(this.#chunks).toString();
    const headEnd = text.indexOf('\r\n\r\n') + 4;
    const length = Number(/^content-length: (\d+)/im.exec(text)?.[1]);
    if (headEnd < 4 || text.length < headEnd + length) return;
    if (!text.startsWith('HTTP/1.1 200 ')) this.#waiting?.reject(new Error(`not answered with 200: ${text}`));
    this.#length = headEnd + length;
    this.#body = text.slice(headEnd);
    this.#chunks = [];
  }
}
