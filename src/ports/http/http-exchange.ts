import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Connection, PortRequest } from '../connection.js';
import { Credentials, type RequestOrigin, type Session } from '../request-origin.js';
import type { PageName } from '../request-sink.js';
import type { HttpAnswers } from './http-settings.js';
import { allowedMethods, pageOf, pathOf, queryOf, sendStatus } from './router.js';

/** Size of a request line with its headers and the empty line after them; a client may have written more blanks. */
function headBytes({ method = '', url = '', rawHeaders }: IncomingMessage): number {
  let size = method.length + url.length + '  HTTP/1.1\r\n'.length;
  // Names and values stand by turns: `: ` after the one, CR LF after the other.
  for (const text of rawHeaders) size += text.length + 2;
  return size + 2;
}

/** One HTTP request and the response to it. */
export class HttpExchange implements PortRequest {
  readonly connection: Connection;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  written = false;
  onTurn: (() => void) | undefined;
  /** The login session that it belongs to: its reply sets the cookie again. */
  session: Session | undefined;
  #heldBytes = 0;

  constructor(connection: Connection, request: IncomingMessage, response: ServerResponse) {
    this.connection = connection;
    this.request = request;
    this.response = response;
  }

  get complete(): boolean {
    return this.request.complete;
  }

  /** The page that it is for; undefined for the API. */
  get page(): PageName | undefined {
    return pageOf(this.request.url ?? '');
  }

  /** Where the request comes from: a new connection is not needed for another path or other credentials. */
  originOn<Port extends string>(port: Port): RequestOrigin<Port> {
    const { peer } = this.connection;
    const { url = '', headers } = this.request;
    const path = pathOf(url);
    const { cookie, authorization } = headers;
    if (cookie === undefined && authorization === undefined) return { port, peer, path };
    return { port, peer, path, credentials: new Credentials(cookie, authorization) };
  }

  /** The input of a page: the body; to log in also the query, with GET and where there is no body. */
  inputOf(page: PageName, body: Uint8Array): Uint8Array {
    const { method, url = '' } = this.request;
    return page === 'login' && (method === 'GET' || body.length === 0) ? Buffer.from(queryOf(url)) : body;
  }

  /** Holds this many bytes from here on; false where the connection holds more than `max` beside them (0: unlimited). */
  hold(bytes: number, max: number): boolean {
    const others = this.connection.heldBytes - this.#heldBytes;
    this.connection.heldBytes = others + bytes;
    this.#heldBytes = bytes;
    return max === 0 || others <= max;
  }

  /** Acts once the requests before it have had their whole replies; never where their connection ends first. */
  inTurn(act: () => void): void {
    const { requests } = this.connection;
    const [first] = requests;
    if (first === this) {
      act();
      return;
    }
    this.onTurn = () => {
      this.onTurn = undefined;
      act();
    };
  }

  /**
   * The request is complete. Its size as clients usually write it tells whether more has come in one piece with it.
   * @param bodyBytes undefined where the body was not kept
   */
  countInput(bodyBytes: number | undefined): void {
    const { connection, request } = this;
    const length = bodyBytes ?? Number(request.headers['content-length'] ?? 0);
    connection.countedBytes += headBytes(request) + length;
    connection.inputTaken(connection.countedBytes !== connection.bytesRead);
  }

  /** Replies with a status alone; the rest of the request is discarded as it arrives. */
  sendStatus(status: number, answers: HttpAnswers): void {
    this.written = true;
    this.request.once('end', () => this.countInput(undefined)).resume();
    sendStatus(this.response, status, answers, allowedMethods(this.page, answers));
    this.connection.writes.watch();
  }
}
