import { type IncomingMessage, request } from 'node:http';
import { z } from 'zod';
import { escapeControls } from '../../core/text.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { type ControlPlaneTarget, type ExpectedProcess, findControlPlane } from '../target/find-simulator.js';
import { targetVariables } from '../target/target-flags.js';
import type { ControlFlags } from './control-flags.js';
import { messageOf, readText, timeoutOf, timeoutSignal } from './response.js';

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

/** A time limit, real ms, and as text for messages. */
export interface TimeLimit {
  readonly ms: number;
  readonly text: string;
}

/** Name of a simulator in a message or an answer. */
export interface SimulatorName {
  /** `127.0.0.1:8081`. */
  readonly address: string;
  /** Undefined for a simulator of a version that does not send it. */
  readonly pid: number | undefined;
}

/** A simulator's name as text: `127.0.0.1:8081, pid 4711`. */
export function nameText({ address, pid }: SimulatorName): string {
  return pid === undefined ? address : `${address}, pid ${pid}`;
}

/** The client of the control plane that the flags, variables and files of a command name. Rejects with a `CliError`. */
export async function controlClient(flags: ControlFlags): Promise<ControlClient> {
  const limit = { text: flags.timeout, ms: timeoutOf(flags.timeout) };
  const { node } = flags;
  const client = new ControlClient(await findControlPlane(flags), limit);
  return node === undefined ? client : client.about(node);
}

/** Client of a simulator's control plane. */
export class ControlClient {
  readonly #target: ControlPlaneTarget;
  readonly #timeoutText: string;
  /** Real ms. */
  readonly #timeout: number;
  readonly #stop: AbortSignal | undefined;
  /** Path of the node that requests are about; empty for the only one. */
  readonly #node: string;
  /** Process that sent the last answer. */
  #pid: number | undefined;
  #confirmed: Promise<void> | undefined;

  /**
   * @param timeout for each answer: real ms, and as text for messages
   * @param stop ends a request early
   * @param node path of the node that requests are about
   */
  constructor(target: ControlPlaneTarget, timeout: TimeLimit, stop?: AbortSignal, node = '') {
    this.#node = node;
    this.#target = target;
    this.#timeoutText = timeout.text;
    this.#timeout = timeout.ms;
    this.#stop = stop;
  }

  /** Address of the control plane, for messages. */
  get address(): string {
    const { url } = this.#target;
    return `${url.origin}${prefixOf(url)}`;
  }

  /** A client whose requests are about one node of this control plane. @param node its ID */
  about(node: string): ControlClient {
    const limit = { ms: this.#timeout, text: this.#timeoutText };
    return new ControlClient(this.#target, limit, this.#stop, `/nodes/${encodeURIComponent(node)}`);
  }

  /** Name of the simulator that sent the last answer. */
  get simulator(): SimulatorName {
    return { address: this.#target.url.host, pid: this.#pid };
  }

  /** Sends a request. Resolves with the JSON of the answer, undefined for an empty one. Rejects with a `CliError`. */
  async send(request: ControlRequest): Promise<unknown> {
    await this.#confirm();
    const { signal, clear } = timeoutSignal(this.#timeout);
    try {
      const stop = this.#stop === undefined ? signal : AbortSignal.any([signal, this.#stop]);
      const about = { ...request, path: `${this.#node}${request.path}` };
      const response = await this.#response(about, stop);
      return this.#checkAnswer(response.statusCode ?? 0, await readText(response, { maxBytes }));
    } catch (error) {
      throw this.#connectionError(error, signal);
    } finally {
      clear();
    }
  }

  /** Resolves with an answer in plain text, or in another type of text. Rejects with a `CliError`. */
  async text(path: string, type = 'text/plain'): Promise<string> {
    await this.#confirm();
    const { signal, clear } = timeoutSignal(this.#timeout);
    try {
      const response = await this.#response({ method: 'GET', path }, signal);
      const text = await readText(response, { maxBytes });
      const isText = response.headers['content-type']?.startsWith(type) === true;
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
    await this.#confirm();
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

  /** Rejects with a `CliError` if another process answers than the one that is expected. */
  async #confirm(): Promise<void> {
    const { expected, ...target } = this.#target;
    if (expected === undefined) return;
    this.#confirmed ??= (async () => {
      const limit = { ms: this.#timeout, text: this.#timeoutText };
      const client = new ControlClient(target, limit, this.#stop);
      await client.send({ method: 'GET', path: '/version' });
      checkProcess(client, expected);
    })();
    await this.#confirmed;
  }

  /** The error for an answer of another program. */
  #otherServer(status: number): CliError {
    const message = `${this.address}: not a control plane of silvus-mock (HTTP ${status})`;
    return new CliError(exitCodes.unexpected, message);
  }

  #response({ method, path, body }: ControlRequest, signal: AbortSignal): Promise<IncomingMessage> {
    const { url, token } = this.#target;
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      Accept: 'application/json, text/event-stream, text/plain, text/html',
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(text === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(method === 'GET' ? {} : { 'Content-Length': Buffer.byteLength(text ?? '') }),
    };
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: url.hostname.replace(/^\[|\]$/g, ''),
          port: url.port === '' ? 80 : Number(url.port),
          // Not resolved as a URL, which would take a name such as ".." as a step up.
          path: `${prefixOf(url)}${path}`,
          method,
          headers,
          signal,
          agent: false,
        },
        (response) => {
          this.#pid = pidIn(response);
          resolve(response);
        },
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
    const hint = status === 401 ? `; set it with --token or $${targetVariables.token}` : '';
    // A path that there is for each node alone.
    const way = message.includes('/nodes/{node}/') ? '; with a command: --node ID' : '';
    throw new ControlError(status, `${message}${way}${hint}`);
  }

  /** An error of the connection as a message. */
  #connectionError(error: unknown, timeout: AbortSignal): CliError {
    if (error instanceof CliError) return error;
    const reason = timeout.aborted ? `no answer within ${this.#timeoutText}` : messageOf(error);
    const hint = `is a simulator running there? Start one with: silvus-mock start`;
    return new CliError(exitCodes.unexpected, `${this.address}: ${reason}; ${hint}`);
  }
}

/** Throws a `CliError` if another process has sent the last answer than the one that is expected. */
export function checkProcess(
  { address, simulator: { pid } }: ControlClient,
  expected: ExpectedProcess,
): void {
  if (pid === expected.pid) return;
  const is = pid === undefined ? 'does not say which process it is' : `is pid ${pid}`;
  const message = `${address}: the simulator there ${is}, not pid ${expected.pid} of ${expected.file}`;
  throw new CliError(exitCodes.unexpected, message);
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

function pidIn({ headers }: IncomingMessage): number | undefined {
  const text = headers['silvus-mock-pid'];
  return typeof text === 'string' && /^[1-9]\d{0,9}$/.test(text) ? Number(text) : undefined;
}
