import type { IncomingMessage, RequestOptions } from 'node:http';
import { connect } from 'node:net';
import type { Secret } from '../../config/secret.js';
import { escapeControls } from '../../core/text.js';
import { readText } from './response.js';

/** Bytes of a reply; a longer one is an error. */
const maxBytes = 16 * 1_048_576;

/** Text of the page by which a radio refuses a login (interface.md A.5). */
const refusal = 'Invalid Login Authentication';

/** Error codes of a certificate of which nobody is known who vouches for it. */
const untrusted: ReadonlySet<unknown> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

/** Options of a client beside the address of a radio. */
export interface RadioAccess {
  /** The user who logs in before the first request; undefined for no login. */
  readonly login?: { readonly user: string; readonly password: Secret } | undefined;
  /** Certificates that a server may have, PEM; `any` for every one, undefined for those that the system trusts. */
  readonly trust?: { readonly ca: string } | 'any' | undefined;
}

/** The login was refused, or there is none: another try would end in the same way. */
export class LoginError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LoginError';
  }
}

/** A reply over HTTP. */
interface HttpReply {
  readonly status: number;
  readonly statusMessage: string;
  readonly type: string;
  readonly text: string;
}

/** Client of a radio's HTTP, HTTPS or maintenance port. It keeps the cookies that the radio sets. */
export class RadioClient {
  readonly #url: URL;
  readonly #access: RadioAccess;
  /** Values by name. */
  readonly #cookies = new Map<string, string>();
  #isLoggedIn = false;

  constructor(url: URL, access: RadioAccess = {}) {
    this.#url = url;
    this.#access = access;
  }

  /** True for a client that logs in. */
  get logsIn(): boolean {
    return this.#access.login !== undefined;
  }

  /** Sends one request, after a login where one is asked for. Resolves with the text of the reply. */
  async send(body: string, signal: AbortSignal): Promise<string> {
    if (this.#url.protocol === 'tcp:') return sendOverTcp(this.#url, body, signal);
    if (this.#access.login !== undefined && !this.#isLoggedIn) await this.#logIn(this.#access.login, signal);
    const { status, type, text, statusMessage } = await this.#post(this.#url, body, jsonType, signal);
    // A radio that asks for a login may refuse a call under 401.
    if (status === 200 || status === 204 || (status === 401 && type.startsWith(jsonType))) return text;
    throw new Error(statusText({ status, type, text, statusMessage }));
  }

  /** Logs in again before the next request. */
  forgetLogin(): void {
    this.#isLoggedIn = false;
    this.#cookies.clear();
  }

  /** The page to log in stands beside the API. */
  async #logIn({ user, password }: NonNullable<RadioAccess['login']>, signal: AbortSignal): Promise<void> {
    const form = new URLSearchParams({ username: user, password: password.reveal(), Submit: '1' });
    const page = new URL('login.sh', this.#url);
    const reply = await this.#post(page, form.toString(), 'application/x-www-form-urlencoded', signal);
    const who = `login as ${JSON.stringify(user)}`;
    if (reply.status === 404)
      throw new LoginError(`${who}: the radio asks for none (${statusText(reply)} at ${page.pathname})`);
    if (reply.text.includes(refusal))
      throw new LoginError(`${who} was refused: wrong user or password, or too many tries`);
    if (reply.status >= 400) throw new Error(`${who}: ${statusText(reply)}`);
    if (this.#cookies.size === 0) throw new Error(`${who}: no session: ${excerptOf(reply)}`);
    this.#isLoggedIn = true;
  }

  async #post(url: URL, body: string, type: string, signal: AbortSignal): Promise<HttpReply> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = {
      'Content-Type': type,
      'Content-Length': Buffer.byteLength(body),
      ...(cookie === '' ? {} : { Cookie: cookie }),
    };
    const options = { method: 'POST', headers, signal, agent: false } as const;
    const response = await respond(url, body, options, this.#access.trust);
    this.#keepCookies(response);
    const text = await readText(response, { maxBytes });
    const { statusCode: status = 0, statusMessage = '', headers: answered } = response;
    return { status, statusMessage, type: answered['content-type'] ?? '', text };
  }

  #keepCookies({ headers: { 'set-cookie': set = [] } }: IncomingMessage): void {
    for (const each of set) {
      const [, name = '', value = ''] = /^\s*([^=;]*)=([^;]*)/.exec(each) ?? [];
      if (name !== '') this.#cookies.set(name, value);
    }
  }
}

const jsonType = 'application/json';

async function respond(
  url: URL,
  body: string,
  options: RequestOptions,
  trust: RadioAccess['trust'],
): Promise<IncomingMessage> {
  const isTls = url.protocol === 'https:';
  const { request } = isTls ? await import('node:https') : await import('node:http');
  const own = trust === 'any' ? { rejectUnauthorized: false } : trust;
  return new Promise((resolve, reject) => {
    const sent = request(url, { ...options, ...(isTls ? own : {}) }, resolve);
    sent.on('error', (error) => reject(withHint(error)));
    sent.end(body);
  });
}

function withHint(error: Error): Error {
  if (!('code' in error) || !untrusted.has(error.code)) return error;
  const hint = 'name the certificate of the radio with --cacert FILE, or take any with --insecure';
  return new Error(`${error.message}; ${hint}`, { cause: error });
}

/** A page in HTML says no more than the status does. */
function statusText({ status, type, text, statusMessage }: HttpReply): string {
  const shown = type.startsWith('text/html') ? statusMessage : text.trim();
  return `HTTP ${status} ${escapeControls(shown)}`;
}

/** Characters of a page in a message. */
const maxShown = 200;

function excerptOf({ text }: HttpReply): string {
  return escapeControls(text.trim().slice(0, maxShown));
}

/** A reply is one line: a persistent maintenance connection stays open after it. */
async function sendOverTcp(url: URL, body: string, signal: AbortSignal): Promise<string> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const socket = connect({ host, port: Number(url.port), signal });
  socket.write(`${body}\n`);
  try {
    const text = await readText(socket, { maxBytes, terminator: '\n' });
    if (text === '') throw new Error('connection closed without a reply');
    return text;
  } finally {
    socket.destroy();
  }
}
