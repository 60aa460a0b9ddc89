import { expect } from 'vitest';
import type { SilvusMock } from '../../src/index.js';
import { type Reply, rpc } from './json-rpc-client.js';
import { exchange, rawClient } from './raw-client.js';

/** A radio's port that serves HTTP. */
type Served = Pick<SilvusMock, 'http'>;

/** A reply over HTTP. */
export interface HttpAnswer {
  readonly status: number;
  /** `NAME=VALUE` of the cookie that it sets. */
  readonly cookie: string | undefined;
  readonly head: string;
  readonly body: string;
}

/** Sends one request over a connection of its own. */
export async function send(
  { http }: Served,
  line: string,
  { cookie, body = '' }: { readonly cookie?: string | undefined; readonly body?: string } = {},
): Promise<HttpAnswer> {
  const lines = [`${line} HTTP/1.1`, 'Connection: close', `Content-Length: ${Buffer.byteLength(body)}`];
  if (cookie !== undefined) lines.push(`Cookie: ${cookie}`);
  return answerOf(await exchange(http.port, `${lines.join('\r\n')}\r\n\r\n${body}`));
}

/** The parts of a reply over HTTP. */
export function answerOf(text: string): HttpAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  return {
    status: Number(head.split(' ')[1]),
    cookie: /^set-cookie: ([^;\r]*)/im.exec(head)?.[1],
    head,
    body: rest.join('\r\n\r\n'),
  };
}

/** Logs in, with GET. */
export function logIn(mock: Served, user: string, password = 'HelloWorld', cookie?: string) {
  const query = new URLSearchParams({ username: user, password, Submit: '1' });
  return send(mock, `GET /login.sh?${query.toString()}`, { cookie });
}

/** Logs in; the cookie of the new session. */
export async function cookieOf(mock: Served, user: string): Promise<string> {
  const { cookie, body } = await logIn(mock, user);
  if (cookie === undefined) throw new Error(`no session for ${user}: ${body}`);
  return cookie;
}

/** Sends a body to the API. */
export function postApi(mock: Served, body: string, cookie?: string): Promise<HttpAnswer> {
  return send(mock, 'POST /streamscape_api', { body, cookie });
}

/** The outcome of a call with this cookie in short: its result, or the message of its error. */
export async function outcomeWith(
  mock: Served,
  cookie: string | undefined,
  method: string,
  params?: unknown,
): Promise<unknown> {
  const { body } = await postApi(mock, rpc(method, 1, params), cookie);
  const { result, error } = JSON.parse(body) as Reply;
  return error?.message ?? result;
}

/** Logs in again and again over one connection. */
export async function logInTimes(mock: Pick<SilvusMock, 'http' | 'stats'>, times: number): Promise<void> {
  const client = await rawClient(mock.http.port);
  const request = 'GET /login.sh?username=basic&password=HelloWorld HTTP/1.1\r\n\r\n';
  const group = 500;
  const before = mock.stats().login.tries.accepted;
  for (let done = 0; done < times; done += group) {
    client.socket.write(request.repeat(group));
    await expect.poll(() => mock.stats().login.tries.accepted - before).toBeGreaterThanOrEqual(done + group);
  }
  client.socket.destroy();
}
