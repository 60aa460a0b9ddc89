import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { type SilvusMock, type SilvusMockOptions, type VirtualClock, virtualClock } from '../../src/index.js';
import { running } from './running.js';
import { type OpenApi, OpenApiJudge } from './openapi-judge.js';

/** What the control plane answered. */
export interface ControlReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The JSON, or undefined where there is none. */
  readonly body: unknown;
}

/** Sends a request as it is to a port of the loopback; `body` is sent as JSON unless it is a text. */
export function send(
  port: number,
  method: string,
  path: string,
  { body, headers = {} }: { readonly body?: unknown; readonly headers?: OutgoingHttpHeaders } = {},
): Promise<ControlReply> {
  return new Promise((resolve, reject) => {
    const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
    const options = { host: '127.0.0.1', port, method, path, agent: false, headers: { ...json, ...headers } };
    const sent = request(options, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(pieces).toString('utf8');
        const isJson = response.headers['content-type'] === 'application/json';
        const { statusCode: status = 0, headers: got } = response;
        resolve({ status, headers: got, text, body: isJson ? (JSON.parse(text) as unknown) : undefined });
      });
    });
    sent.on('error', reject);
    sent.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body));
  });
}

/** A running simulator with a control plane; each reply is held to the OpenAPI document. */
export class Controlled {
  readonly mock: SilvusMock;
  readonly port: number;
  readonly #judge: OpenApiJudge;
  readonly #headers: OutgoingHttpHeaders;

  constructor(mock: SilvusMock, port: number, document: OpenApi, headers: OutgoingHttpHeaders) {
    this.mock = mock;
    this.port = port;
    this.#judge = new OpenApiJudge(document);
    this.#headers = headers;
  }

  /** Sends a request and gives the whole answer. */
  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: OutgoingHttpHeaders = {},
  ): Promise<ControlReply> {
    const reply = await send(this.port, method, path, { body, headers: { ...this.#headers, ...headers } });
    const type = reply.headers['content-type']?.replace(/;.*/, '');
    this.#judge.judge(
      method,
      path.replace(/\?.*/, ''),
      reply.status,
      type === 'application/json' ? reply.body : reply.text,
      type,
    );
    return reply;
  }

  /** Sends a request and gives the JSON of an answer that must be a success. */
  async get(path: string): Promise<unknown> {
    return this.take('GET', path);
  }

  /** As {@link get}, with any method and body. */
  async take(method: string, path: string, body?: unknown): Promise<unknown> {
    const { status, text, body: got } = await this.ask(method, path, body);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return got;
  }

  /** Sends a request and gives the refusal: `400 OPTION_INVALID: body: …`. */
  async refusal(method: string, path: string, body?: unknown): Promise<string> {
    const { status, body: got } = await this.ask(method, path, body);
    const { error } = got as { error: { code: string; message: string } };
    return `${status} ${error.code}: ${error.message}`;
  }
}

/** Where a simulator's control plane listens. */
export function controlPort({ control }: SilvusMock): number {
  if (control === undefined) throw new Error('there is no control plane');
  return control.port;
}

/** Starts a simulator with a control plane and closes it when the test has finished. */
export async function controlled(
  options: SilvusMockOptions = {},
  headers: OutgoingHttpHeaders = {},
): Promise<Controlled> {
  const mock = await running({ ...options, control: { enabled: true, ...options.control } });
  const port = controlPort(mock);
  const { body } = await send(port, 'GET', '/openapi.json', { headers });
  return new Controlled(mock, port, body as OpenApi, headers);
}

/** As {@link controlled}, on a virtual clock. */
export async function controlledInVirtualTime(
  options: Omit<SilvusMockOptions, 'clock'> = {},
): Promise<Controlled & { readonly clock: VirtualClock }> {
  const clock = virtualClock();
  return Object.assign(await controlled({ ...options, clock }), { clock });
}
