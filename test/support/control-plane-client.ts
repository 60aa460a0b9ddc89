import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { type SilvusMock, type SilvusMockOptions, type VirtualClock, virtualClock } from '../../src/index.js';
import { OpenApiValidator } from './openapi-validator.js';
import { running } from './radio.js';

/** A reply of the control plane. */
export interface ControlReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The JSON, or undefined where there is none. */
  readonly body: unknown;
}

/** Sends a request as it is to a port of the loopback; `body` is sent as JSON unless it is a text. */
export function httpCall(
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
        // The answer to HEAD says its type, and has no body.
        const isJson = response.headers['content-type'] === 'application/json' && text !== '';
        const { statusCode: status = 0, headers: got } = response;
        resolve({ status, headers: got, text, body: isJson ? (JSON.parse(text) as unknown) : undefined });
      });
    });
    sent.on('error', reject);
    sent.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body));
  });
}

/** A running simulator with a control plane; each reply is held to the OpenAPI document. */
export class ControlPlaneClient {
  readonly mock: SilvusMock;
  readonly port: number;
  readonly #openapi: OpenApiValidator;
  readonly #headers: OutgoingHttpHeaders;

  constructor(mock: SilvusMock, port: number, openapi: string, headers: OutgoingHttpHeaders) {
    this.mock = mock;
    this.port = port;
    this.#openapi = OpenApiValidator.of(openapi);
    this.#headers = headers;
  }

  /** Sends a request and gives the whole answer. */
  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: OutgoingHttpHeaders = {},
  ): Promise<ControlReply> {
    const reply = await httpCall(this.port, method, path, {
      body,
      headers: { ...this.#headers, ...headers },
    });
    const type = reply.headers['content-type']?.replace(/;.*/, '');
    this.#openapi.validate(
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

/** OpenAPI documents, which differ where a token is asked for: to make one takes longer than the test that it is for. */
const documents = new Map<string, string>();

/** Starts a simulator with a control plane and closes it when the test has finished. */
export async function radioWithControlPlane(
  options: SilvusMockOptions = {},
  headers: OutgoingHttpHeaders = {},
): Promise<ControlPlaneClient> {
  const mock = await running({ ...options, control: { enabled: true, ...options.control } });
  const port = controlPort(mock);
  const documentKey = options.control?.token === undefined ? 'open' : 'with a token';
  const openapi =
    documents.get(documentKey) ?? (await httpCall(port, 'GET', '/openapi.json', { headers })).text;
  documents.set(documentKey, openapi);
  return new ControlPlaneClient(mock, port, openapi, headers);
}

/** As {@link radioWithControlPlane}, on a virtual clock. */
export async function controlledInVirtualTime(
  options: Omit<SilvusMockOptions, 'clock'> = {},
): Promise<ControlPlaneClient & { readonly clock: VirtualClock }> {
  const clock = virtualClock();
  return Object.assign(await radioWithControlPlane({ ...options, clock }), { clock });
}
