import type { Clock } from '../core/time/clock.js';
import type { Answer, Sender } from './sender.js';

/** Result of one call of a method. */
export type Called =
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'error'; readonly code: unknown; readonly message: string }
  /** No answer, or none that is JSON-RPC. */
  | { readonly kind: 'none'; readonly answer: Answer };

/** Codes that say nothing about the call itself: the radio is away, or has no place for it. */
const away: readonly unknown[] = [-32000, 'UNAVAILABLE'];
const busy: readonly unknown[] = [-32001, 'BUSY'];

/** Time between two looks whether a target is back, ms. */
const pollInterval = 100;

/** The method that is asked to see whether a target answers; it changes nothing. */
const probe = 'nodeid';

/** A target as a client sees it. */
export class Target {
  readonly sender: Sender;
  readonly clock: Clock;
  #id = 0;

  constructor(sender: Sender, clock: Clock) {
    this.sender = sender;
    this.clock = clock;
  }

  /** Calls a method over HTTP. Never rejects. */
  async call(method: string, params: readonly unknown[] = []): Promise<Called> {
    const answer = await this.sender.send('http', bytesOf(this.#request(method, params)));
    return calledOf(replyOf(answer), answer);
  }

  /** Reads several settings with one request; undefined where the target has no batches. */
  async readAll(methods: readonly string[]): Promise<readonly Called[] | undefined> {
    if (methods.length === 0) return [];
    const answer = await this.sender.send(
      'http',
      bytesOf(methods.map((method) => this.#request(method, []))),
    );
    const reply = replyOf(answer);
    if (!Array.isArray(reply) || reply.length !== methods.length) return undefined;
    return reply.map((each: unknown) => calledOf(each, answer));
  }

  /** The present answer to a read that changes nothing. */
  probe(): Promise<Called> {
    return this.call(probe);
  }

  /**
   * Waits until the target answers a read with anything but `UNAVAILABLE`. Resolves with the time that it took, ms, or
   * undefined if it did not within `limit`, or if `signal` aborts.
   */
  async untilBack(limit: number, signal?: AbortSignal): Promise<number | undefined> {
    const begun = this.clock.now();
    for (;;) {
      if (isBack(await this.probe())) return this.clock.now() - begun;
      if (this.clock.now() - begun >= limit) return undefined;
      if (!(await this.clock.sleep(pollInterval, signal))) return undefined;
    }
  }

  /** Waits until the target is away. Resolves with false if it was not within `limit`. */
  async untilAway(limit: number, signal?: AbortSignal): Promise<boolean> {
    const begun = this.clock.now();
    for (;;) {
      if (!isBack(await this.probe())) return true;
      if (this.clock.now() - begun >= limit) return false;
      if (!(await this.clock.sleep(pollInterval, signal))) return false;
    }
  }

  #request(method: string, params: readonly unknown[]): object {
    this.#id = (this.#id % 1_000_000) + 1;
    return { jsonrpc: '2.0', method, ...(params.length === 0 ? {} : { params }), id: this.#id };
  }
}

/** True for an answer of a target that serves: a result, or an error that is about the call. */
function isBack(called: Called): boolean {
  return called.kind === 'result' || (called.kind === 'error' && !isOutage(called));
}

/** True for an error that says that the radio is away. */
export function isOutage({ code, message }: { readonly code: unknown; readonly message: string }): boolean {
  return away.includes(code) || away.includes(message);
}

/** True for an error that says that the radio has no place for a command. */
export function isBusy({ code, message }: { readonly code: unknown; readonly message: string }): boolean {
  return busy.includes(code) || busy.includes(message);
}

/** True where a method is not served. */
export function isUnknownMethod(called: Called): boolean {
  return called.kind === 'error' && (called.code === -32601 || called.message === 'Method not found');
}

/** The reply as JSON; undefined where there is none. */
export function replyOf({ kind, text }: Answer): unknown {
  if (kind !== 'answered') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Content of one element of a reply. */
export function calledOf(reply: unknown, answer: Answer): Called {
  if (typeof reply !== 'object' || reply === null) return { kind: 'none', answer };
  const error: unknown = Reflect.get(reply, 'error');
  // Replies of some firmware have both members, one of them null.
  if (error === undefined || error === null)
    return 'result' in reply ? { kind: 'result', result: reply.result } : { kind: 'none', answer };
  if (typeof error === 'string') return { kind: 'error', code: undefined, message: error };
  if (typeof error !== 'object') return { kind: 'error', code: undefined, message: '' };
  const message: unknown = Reflect.get(error, 'message');
  return {
    kind: 'error',
    code: Reflect.get(error, 'code'),
    message: typeof message === 'string' ? message : '',
  };
}

function bytesOf(json: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(json));
}
