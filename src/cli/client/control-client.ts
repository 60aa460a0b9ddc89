import { type IncomingMessage, request } from 'node:http';
import { z } from 'zod';
import { durationForm, parseDuration } from '../../core/time/duration.js';
import { escapeControls } from '../../core/text.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { type ControlFlags, controlVariables, defaultControl } from './control-flags.js';
import { messageOf, readText, timeoutSignal } from './response.js';

/** Bytes of an answer; a longer one is an error. */
const maxBytes = 256 * 1_048_576;

/** One request to the control plane. */
export interface ControlRequest {
  readonly method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  /** With its query: `/journal?limit=20`. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** An error reply of the control plane. */
export class ControlError extends CliError {
  /** HTTP status. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(exitCodes.unexpected, message);
    this.name = 'ControlError';
    this.status = status;
  }
}

const errorReplySchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** Client of a simulator's control plane. */
export class ControlClient {
  readonly #url: URL;
  readonly #token: string | undefined;
  readonly #timeoutText: string;
  /** Real ms. */
  readonly #timeout: number;

  /** Throws a `CliError` for an invalid flag or variable. */
  constructor({ control, token, timeout }: ControlFlags) {
    this.#url = controlUrl(control);
    this.#token = tokenOf(token);
    this.#timeoutText = timeout;
    this.#timeout = timeoutOf(timeout);
  }

  /** Address of the control plane, for messages. */
  get address(): string {
    return `${this.#url.origin}${prefixOf(this.#url)}`;
  }

  /** Sends a request. Resolves with the JSON of the answer, undefined for an empty one. Rejects with a `CliError`. */
  async send(request: ControlRequest): Promise<unknown> {
    const { signal, clear } = timeoutSignal(this.#timeout);
    try {
      const response = await this.#response(request, signal);
      return this.#checkAnswer(response.statusCode ?? 0, await readText(response, { maxBytes }));
    } catch (error) {
      throw this.#connectionError(error, signal);
    } finally {
      clear();
    }
  }

  /** Resolves with an answer in plain text. Rejects with a `CliError`. */
  async text(path: string): Promise<string> {
    const { signal, clear } = timeoutSignal(this.#timeout);
    try {
      const response = await this.#response({ method: 'GET', path }, signal);
      const text = await readText(response, { maxBytes });
      const isText = response.headers['content-type']?.startsWith('text/plain') === true;
      if (response.statusCode === 200 && isText) return text;
      this.#checkAnswer(response.statusCode ?? 0, text);
      throw this.#otherServer(response.statusCode ?? 0);
    } catch (error) {
      throw this.#connectionError(error, signal);
    } finally {
      clear();
    }
  }

  /** Opens a stream of server-sent events; `stop` ends it. Rejects with a `CliError`. */
  async open(path: string, stop: AbortSignal): Promise<IncomingMessage> {
    const { signal, clear } = timeoutSignal(this.#timeout);
    try {
      const response = await this.#response({ method: 'GET', path }, AbortSignal.any([signal, stop]));
      const isStream = response.headers['content-type']?.startsWith('text/event-stream') === true;
      if (response.statusCode === 200 && isStream) return response;
      this.#checkAnswer(response.statusCode ?? 0, await readText(response, { maxBytes }));
      throw this.#otherServer(response.statusCode ?? 0);
    } catch (error) {
      throw this.#connectionError(error, signal);
    } finally {
      clear();
    }
  }

  /** The error for an answer of another program. */
  #otherServer(status: number): CliError {
    const message = `${this.address}: not a control plane of silvus-mock (HTTP ${status})`;
    return new CliError(exitCodes.unexpected, message);
  }

  #response({ method, path, body }: ControlRequest, signal: AbortSignal): Promise<IncomingMessage> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      Accept: 'application/json, text/event-stream, text/plain',
      ...(this.#token === undefined ? {} : { Authorization: `Bearer ${this.#token}` }),
      ...(text === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(method === 'GET' ? {} : { 'Content-Length': Buffer.byteLength(text ?? '') }),
    };
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: this.#url.hostname.replace(/^\[|\]$/g, ''),
          port: this.#url.port === '' ? 80 : Number(this.#url.port),
          // Not resolved as a URL, which would take a name such as ".." as a step up.
          path: `${prefixOf(this.#url)}${path}`,
          method,
          headers,
          signal,
          agent: false,
        },
        resolve,
      );
      sent.on('error', reject);
      sent.end(text);
    });
  }

  #checkAnswer(status: number, text: string): unknown {
    const answer = parsed(text);
    if (status >= 200 && status < 300 && (text === '' || answer !== undefined)) return answer;
    const errorReply = errorReplySchema.safeParse(answer);
    if (!errorReply.success) throw this.#otherServer(status);
    const message = errorReply.data.error.message.split('\n').map(escapeControls).join('\n');
    const hint = status === 401 ? `; set it with --token or $${controlVariables.token}` : '';
    throw new ControlError(status, `${message}${hint}`);
  }

  /** An error of the connection as a message. */
  #connectionError(error: unknown, timeout: AbortSignal): CliError {
    if (error instanceof CliError) return error;
    const reason = timeout.aborted ? `no answer within ${this.#timeoutText}` : messageOf(error);
    const hint = `is a simulator running there? Start one with: silvus-mock start`;
    return new CliError(exitCodes.unexpected, `${this.address}: ${reason}; ${hint}`);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Path prefix of all routes, for a control plane behind a proxy. */
function prefixOf({ pathname }: URL): string {
  return pathname.replace(/\/+$/, '');
}

function controlUrl(flag: string | undefined): URL {
  const variable = process.env[controlVariables.url] ?? '';
  const text = flag ?? (variable === '' ? defaultControl : variable);
  const origin = flag === undefined ? controlVariables.url : '--control';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const allowed = 'allowed: http://host:port';
  if (url !== undefined && (url.username !== '' || url.password !== ''))
    throw new CliError(exitCodes.usage, `${origin}: a user or password is not allowed; ${allowed}`);
  if (url?.protocol !== 'http:' || url.search !== '' || url.hash !== '')
    throw new CliError(exitCodes.usage, `${origin}: "${text}" is not allowed; ${allowed}`);
  return url;
}

/** The token never appears in a message, not even an invalid one. */
function tokenOf(flag: string | undefined): string | undefined {
  const variable = process.env[controlVariables.token] ?? '';
  const token = flag ?? (variable === '' ? undefined : variable);
  if (token === undefined || /^[\u0021-\u007e]+$/.test(token)) return token;
  const origin = flag === undefined ? controlVariables.token : '--token';
  throw new CliError(
    exitCodes.usage,
    `${origin}: is not allowed; allowed: ASCII letters, digits and signs, without spaces`,
  );
}

function timeoutOf(text: string): number {
  const ms = parseDuration(text);
  if (ms !== undefined && ms > 0) return ms;
  throw new CliError(exitCodes.usage, `--timeout: "${text}" is not a duration; allowed: ${durationForm}`);
}
