import { type IncomingMessage, request } from 'node:http';
import { z } from 'zod';
import { durationForm, parseDuration } from '../../core/time/duration.js';
import { escapeControls } from '../../core/text.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { collect, messageOf, timeoutSignal } from '../request.js';
import { type ControlFlags, controlVariables, defaultControl } from './control-flags.js';

/** A longer answer is told to be one, bytes. */
const longestAnswer = 256 * 1_048_576;

/** One request to the control plane. */
export interface ControlRequest {
  readonly method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  /** With its query: `/journal?limit=20`. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** The control plane said no. */
export class ControlError extends CliError {
  /** HTTP status. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(exitCodes.unexpected, message);
    this.name = 'ControlError';
    this.status = status;
  }
}

const refusalSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** Talks to a simulator's control plane. */
export class ControlClient {
  readonly #url: URL;
  readonly #token: string | undefined;
  readonly #timeoutText: string;
  /** Real ms. */
  readonly #timeout: number;

  /** Throws a `CliError` for flags or variables that are wrong. */
  constructor({ control, token, timeout }: ControlFlags) {
    this.#url = controlUrl(control);
    this.#token = tokenOf(token);
    this.#timeoutText = timeout;
    this.#timeout = timeoutOf(timeout);
  }

  /** Where the control plane is, for messages. */
  get where(): string {
    return `${this.#url.origin}${prefixOf(this.#url)}`;
  }

  /** Sends a request and gives what came back as JSON; undefined where nothing did. Rejects with a `CliError`. */
  async send(asked: ControlRequest): Promise<unknown> {
    const { signal, clear } = timeoutSignal(this.#timeout);
    try {
      const response = await this.#response(asked, signal);
      return this.#judged(response.statusCode ?? 0, await textOf(response));
    } catch (fault) {
      throw this.#told(fault, signal);
    } finally {
      clear();
    }
  }

  /** Gives an answer that is plain text. Rejects with a `CliError`. */
  async text(path: string): Promise<string> {
    const { signal, clear } = timeoutSignal(this.#timeout);
    try {
      const response = await this.#response({ method: 'GET', path }, signal);
      const text = await textOf(response);
      const isText = response.headers['content-type']?.startsWith('text/plain') === true;
      if (response.statusCode === 200 && isText) return text;
      this.#judged(response.statusCode ?? 0, text);
      throw this.#foreign(response.statusCode ?? 0);
    } catch (fault) {
      throw this.#told(fault, signal);
    } finally {
      clear();
    }
  }

  /** Opens a stream of server-sent events, which goes on until it ends or `stop` is aborted. Rejects with a `CliError`. */
  async open(path: string, stop: AbortSignal): Promise<IncomingMessage> {
    const { signal, clear } = timeoutSignal(this.#timeout);
    try {
      const response = await this.#response({ method: 'GET', path }, AbortSignal.any([signal, stop]));
      const isStream = response.headers['content-type']?.startsWith('text/event-stream') === true;
      if (response.statusCode === 200 && isStream) return response;
      this.#judged(response.statusCode ?? 0, await textOf(response));
      throw this.#foreign(response.statusCode ?? 0);
    } catch (fault) {
      throw this.#told(fault, signal);
    } finally {
      clear();
    }
  }

  /** What can be said of an answer that is none of ours. */
  #foreign(status: number): CliError {
    const message = `${this.where}: what answers there is no control plane of silvus-mock (HTTP ${status})`;
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
          // As it is: a name such as ".." is no step up.
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

  #judged(status: number, text: string): unknown {
    const answer = parsed(text);
    if (status >= 200 && status < 300 && (text === '' || answer !== undefined)) return answer;
    const refusal = refusalSchema.safeParse(answer);
    if (!refusal.success) throw this.#foreign(status);
    const message = refusal.data.error.message.split('\n').map(escapeControls).join('\n');
    const hint = status === 401 ? `; give its token with --token or $${controlVariables.token}` : '';
    throw new ControlError(status, `${message}${hint}`);
  }

  /** A fault of the connection as a message. */
  #told(fault: unknown, timeout: AbortSignal): CliError {
    if (fault instanceof CliError) return fault;
    const why = timeout.aborted ? `no answer within ${this.#timeoutText}` : messageOf(fault);
    const hint = `is a simulator running there? Start one with: silvus-mock start`;
    return new CliError(exitCodes.unexpected, `${this.where}: ${why}; ${hint}`);
  }
}

function textOf(response: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => collect(response, resolve, reject, { longest: longestAnswer }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The path before that of a route, for a control plane behind a proxy. */
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
    throw new CliError(exitCodes.usage, `${origin}: a user or password is not allowed there; ${allowed}`);
  if (url?.protocol !== 'http:' || url.search !== '' || url.hash !== '')
    throw new CliError(exitCodes.usage, `${origin}: "${text}" is not allowed; ${allowed}`);
  return url;
}

/** A token is never shown, not even one that is wrong. */
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
  throw new CliError(exitCodes.usage, `--timeout: "${text}" is no duration; allowed: ${durationForm}`);
}
