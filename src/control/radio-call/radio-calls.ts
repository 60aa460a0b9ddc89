import type { Clock } from '../../core/time/clock.js';
import type { Node } from '../../simulator/node.js';
import { ControlError } from '../server/control-error.js';
import { type Posted, post } from './post.js';
import { replyOutcome } from './reply-outcome.js';

/** Calls at the same time. */
const maxCalls = 64;

/** Time for a call with its login, real ms. */
const timeout = 10_000;

/** The only request of its connection. */
const id = 1;

/** A call to a radio. */
interface RadioCall {
  readonly method: string;
  readonly params: readonly unknown[];
  /** Default: the HTTP port. */
  readonly port?: 'http' | 'https' | undefined;
}

/** Result of a call. */
interface RadioCallResult {
  /** The request as it was sent. */
  readonly request: string;
  /** The reply as far as it came; null for none. */
  readonly reply: string | null;
  /** As the journal has it, or how the connection ended. */
  readonly outcome: string;
  /** Real ms. */
  readonly ms: number;
  /** For a person; absent where there is nothing to add to the outcome. */
  readonly error?: string;
}

/** Why a call was ended early. */
type Ending = 'timeout' | 'disconnected' | 'closing';

/** Calls to radios as a client of their ports makes them. */
export class RadioCalls {
  /** Real time. */
  readonly #clock: Clock;
  readonly #underWay = new Set<Promise<unknown>>();
  /** Ends of the calls that are under way. */
  readonly #ends = new Set<(ending: Ending) => void>();
  /** `name=value` of a session of the admin. */
  readonly #cookies = new WeakMap<Node, string>();
  /** Logins run one after the other: with some settings a session ends an earlier one. */
  readonly #logins = new WeakMap<Node, Promise<unknown>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Makes a call. Rejects with `CONFLICT` for a radio without that port, `TOO_MANY_CALLS`.
   * @param disconnected ends it: nobody waits for the result
   */
  async call(node: Node, call: RadioCall, disconnected: AbortSignal): Promise<RadioCallResult> {
    const url = urlOf(node, call.port);
    if (this.#underWay.size >= maxCalls)
      throw new ControlError('TOO_MANY_CALLS', `${maxCalls} calls are under way; try again later`);
    const making = this.#limited(disconnected, (stop, ending) => this.#make(node, url, call, stop, ending));
    this.#underWay.add(making);
    return making.finally(() => this.#underWay.delete(making));
  }

  /** Ends all calls; resolves once their connections are closed. */
  async end(): Promise<void> {
    for (const end of this.#ends) end('closing');
    await Promise.allSettled(this.#underWay);
  }

  /** Runs something that ends early where the time is over, the client has disconnected, or the simulator closes. */
  async #limited<T>(
    disconnected: AbortSignal,
    run: (stop: AbortSignal, ending: () => Ending | undefined) => Promise<T>,
  ): Promise<T> {
    const stop = new AbortController();
    let ending: Ending | undefined;
    const end = (reason: Ending) => {
      ending ??= reason;
      stop.abort();
    };
    const onDisconnected = () => end('disconnected');
    if (disconnected.aborted) onDisconnected();
    disconnected.addEventListener('abort', onDisconnected, { once: true });
    this.#ends.add(end);
    const timer = this.#clock.setTimeout(() => end('timeout'), timeout);
    try {
      return await run(stop.signal, () => ending);
    } finally {
      timer.cancel();
      disconnected.removeEventListener('abort', onDisconnected);
      this.#ends.delete(end);
    }
  }

  async #make(
    node: Node,
    url: URL,
    { method, params }: RadioCall,
    stop: AbortSignal,
    ending: () => Ending | undefined,
  ): Promise<RadioCallResult> {
    const list = params.length === 0 ? {} : { params };
    const request = JSON.stringify({ jsonrpc: '2.0', method, ...list, id });
    const { cookie, refusal } = await this.#logIn(node, url, stop);
    const begun = this.#clock.now();
    const posted = await post({ url, type: 'application/json', body: request, cookie }, stop);
    const ms = Math.round((this.#clock.now() - begun) * 1_000) / 1_000;
    if (cookie !== undefined && posted.cookie !== undefined) this.#cookies.set(node, posted.cookie);
    const early = posted.failure === undefined ? undefined : ending();
    const reply = posted.text ?? null;
    if (early !== undefined) return { request, reply, ms, ...earlyResult(early, node, reply) };
    const result = resultOf(posted);
    const error = result.error ?? (result.outcome === 'ok' ? undefined : refusal);
    return { request, reply, outcome: result.outcome, ms, ...(error === undefined ? {} : { error }) };
  }

  /** A valid session of the admin, where the radio asks for a login; else why there is none. */
  async #logIn(node: Node, url: URL, stop: AbortSignal): Promise<LoginResult> {
    const before = this.#logins.get(node);
    const logging =
      before === undefined
        ? this.#session(node, url, stop)
        : before.then(() => this.#session(node, url, stop));
    this.#logins.set(node, logging);
    return logging;
  }

  async #session(node: Node, url: URL, stop: AbortSignal): Promise<LoginResult> {
    const { adminLogin: login } = node;
    if (login === undefined || stop.aborted) return {};
    const known = this.#cookies.get(node);
    if (known !== undefined && login.hasSession(known)) return { cookie: known };
    const form = new URLSearchParams({
      username: login.user,
      password: login.password.reveal(),
      Submit: '1',
    });
    const page = new URL('login.sh', url);
    const type = 'application/x-www-form-urlencoded';
    const { cookie, failure } = await post({ url: page, type, body: form.toString() }, stop);
    if (cookie === undefined) {
      const reason = failure?.error ?? 'it was refused, as with too many tries or sessions';
      return { refusal: `there is no login as ${login.user}: ${reason}` };
    }
    this.#cookies.set(node, cookie);
    return { cookie };
  }
}

interface LoginResult {
  readonly cookie?: string;
  readonly refusal?: string;
}

function earlyResult(ending: Ending, { clock }: Node, reply: string | null) {
  if (ending === 'closing') return { outcome: 'closed', error: 'the simulator is closing' };
  if (ending === 'disconnected') return { outcome: 'cancelled', error: 'the client has disconnected' };
  const what = reply === null ? 'no reply' : 'no whole reply';
  const hint = clock.scale === undefined ? '; the clock is not real: it may have to be advanced' : '';
  return { outcome: 'timeout', error: `${what} within ${timeout / 1_000} s${hint}` };
}

function resultOf({ failure, text = '', status, statusMessage }: Posted) {
  if (failure !== undefined) return failure;
  const judged = replyOutcome(text, id);
  if (judged !== undefined) return judged;
  if (status !== 200) return { outcome: 'http-error', error: `HTTP ${status} ${statusMessage}` };
  return { outcome: 'invalid', error: 'the reply is none of JSON-RPC' };
}

/** The API of a radio at an address that can be connected to. Throws `CONFLICT`. */
function urlOf(node: Node, port: RadioCall['port']): URL {
  const { id: name, hasAddresses } = node;
  if (!node.isServed || !hasAddresses)
    throw new ControlError(
      'CONFLICT',
      `node ${name} has no ports; allowed: a radio with ports, see GET /nodes`,
    );
  const { http, https } = node.addresses;
  const address = port === 'https' ? https : http;
  if (address === undefined)
    throw new ControlError('CONFLICT', `port: "https" is off at node ${name}; allowed: http`);
  const url = new URL(address.url);
  if (url.hostname === '0.0.0.0') url.hostname = '127.0.0.1';
  if (url.hostname === '[::]') url.hostname = '[::1]';
  return url;
}
