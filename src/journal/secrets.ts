import { keySpans } from '../core/secrets/key-material.js';
import { shortestKey } from '../core/secrets/key-word.js';
import { namedSpans, unescaped } from '../core/secrets/named-values.js';
import { type NameBudget, SecretNames, newNameBudget } from '../core/secrets/secret-names.js';
import { type Span, maskSpans } from '../core/secrets/spans.js';
import { type Call, isCommand } from '../jsonrpc/envelope.js';
import type { Catalogue } from '../radio/catalogue.js';
import { deferredMethod, maxOrderLength } from '../radio/deferred-order.js';
import type { JobCommand } from '../worker/job.js';
import type { KnownSecrets } from './known-secrets.js';
import { shortestKnown } from './known-secrets.js';
import { maxExamined } from './redact.js';

/** Shortest text that can hold the name of a secret with a value: `pw=ab`. */
const shortestNamed = 5;

/** `{"jsonrpc":"2.0","method":""}`, with room for blanks, but for no further member. */
const frame = 29 + 8;
const idFrame = 6;
const paramsFrame = 11;

/** `{"result" : [""], "id" : , "jsonrpc" : "2.0"}`, with fewer characters in it than a known secret has. */
const replyFrame = 46 + shortestKnown - 1;

/** Which methods have secrets. */
interface MethodSecrets {
  readonly names: SecretNames;
  /** Methods of the radio without a secret. */
  readonly plain: ReadonlySet<string>;
}

/** By catalogue, which many radios share. */
const byCatalogue = new WeakMap<Catalogue, MethodSecrets>();

function secretsOf(methods: Catalogue): MethodSecrets {
  const known = byCatalogue.get(methods);
  if (known !== undefined) return known;
  const secret = methods.names.filter((name) => methods.hasSecrets(name));
  const plain = methods.names.filter((name) => !methods.hasSecrets(name));
  const fields = methods
    .entries()
    .flatMap(({ parameters }) => parameters.filter((each) => each.secret === true).map(({ name }) => name));
  const found = { names: new SecretNames([...secret, ...fields], plain), plain: new Set(plain) };
  byCatalogue.set(methods, found);
  return found;
}

/** Finds the secrets in the exchanges of one radio. */
export class Secrets {
  readonly #methods: Catalogue;
  readonly #known: KnownSecrets;
  #ofMethods: MethodSecrets | undefined;

  /** @param known the secrets in force */
  constructor(methods: Catalogue, known: KnownSecrets) {
    this.#methods = methods;
    this.#known = known;
  }

  /** Names that mean a secret. */
  get names(): SecretNames {
    return this.#bySecrecy.names;
  }

  get #bySecrecy(): MethodSecrets {
    return (this.#ofMethods ??= secretsOf(this.#methods));
  }

  /** True for a request of one call that has no room for a secret: most are. */
  isPlain(call: Call, requestBytes: number): boolean {
    if (!isCommand(call) || !this.#bySecrecy.plain.has(call.method)) return false;
    const { id, method, params } = call;
    if (method === deferredMethod || !this.#isShort(id)) return false;
    let most = frame + method.length;
    if (id !== undefined) most += idFrame + lengthOf(id);
    if (params.length > 0) most += paramsFrame;
    for (const param of params) {
      if (!this.#isShort(param) || (params.length > 1 && this.#isName(param))) return false;
      most += lengthOf(param) + 4;
    }
    return requestBytes <= most;
  }

  /** True for the reply to such a request that has no room for a secret. */
  isPlainReply(call: JobCommand, length: number): boolean {
    return length <= replyFrame + (call.id === undefined ? 0 : lengthOf(call.id));
  }

  /** True for a value that neither is a secret nor has room for one. */
  #isShort(value: unknown): boolean {
    if (typeof value !== 'string') return typeof value !== 'object' || value === null;
    if (value.length < shortestNamed) return true;
    if (value.length >= shortestKey || value.includes('=') || value.includes(':')) return false;
    return value.length < shortestKnown || !this.#known.isIn(value);
  }

  /** True for a parameter that is the name of a secret, so that another may be its value. */
  #isName(param: unknown): boolean {
    return typeof param === 'string' && !/^[-\d]/.test(param) && this.names.means(param);
  }

  /**
   * Tests a call, and the calls of a deferred order in it, for secrets in the parameters or the result: by its method
   * and by what that may have meant. What can't be examined counts as secret if it names one, or is too long.
   */
  isSecret(call: Call, request: Uint8Array, budget: NameBudget): boolean {
    if (!isCommand(call)) return request.length > maxExamined || this.#isNamedIn(latin1(request), budget);
    const { method, params } = call;
    if (method === deferredMethod) {
      const order = String(params[0]);
      return order.length > maxOrderLength || this.#isNamedIn(order, budget);
    }
    if (this.#methods.hasSecrets(method)) return true;
    if (!this.#bySecrecy.plain.has(method) && this.names.means(method, budget)) return true;
    // One parameter is the name of a secret, and another may be its value.
    return (
      params.length > 1 && params.some((each) => typeof each === 'string' && this.names.means(each, budget))
    );
  }

  #isNamedIn(text: string, budget: NameBudget): boolean {
    return this.names.isNamedIn(unescaped(text), budget);
  }

  /** Remembers the parameters of a call with secrets. */
  remember({ params }: JobCommand): void {
    this.#known.remember(
      params.filter((each): each is string => typeof each === 'string' && !this.names.means(each)),
    );
  }

  /** A text without keys, without values behind the name of a secret, and without the secrets that are known. */
  mask(text: string): string {
    return text.length < shortestNamed ? text : maskSpans(text, this.#spansIn(text));
  }

  /** Bytes as {@link mask} gives them; the same bytes where nothing is hidden. */
  maskBytes(bytes: Uint8Array): Uint8Array {
    const text = latin1(bytes);
    const spans = this.#spansIn(text);
    return spans.length === 0 ? bytes : Buffer.from(maskSpans(text, spans), 'latin1');
  }

  #spansIn(text: string): readonly Span[] {
    return [
      ...keySpans(text),
      ...namedSpans(text, this.names, newNameBudget()),
      ...this.#known.spansIn(text),
    ];
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function lengthOf(value: unknown): number {
  return typeof value === 'string' ? value.length : String(value).length;
}
