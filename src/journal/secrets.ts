import { keySpans } from '../core/secrets/key-material.js';
import { isUuidLike, shortestKey } from '../core/secrets/key-word.js';
import { namedSpans, unescaped } from '../core/secrets/named-values.js';
import { type NameBudget, SecretNames, newNameBudget } from '../core/secrets/secret-names.js';
import { type Span, maskSpans } from '../core/secrets/spans.js';
import { latin1 } from '../core/text.js';
import { type Call, isCommand } from '../jsonrpc/envelope.js';
import type { Catalogue } from '../radio/catalogue.js';
import { deferredMethod, maxOrderLength } from '../radio/deferred-order.js';
import type { JobCommand } from '../worker/job.js';
import type { KnownSecrets } from './known-secrets.js';
import { shortestKnown } from './known-secrets.js';
import { maxExamined } from './redact.js';

/** Shortest text that can hold the name of a secret with a value: `pw=ab`. */
const shortestNamed = 5;

/** `{"jsonrpc":"2.0","method":""}`, with room for blanks, but not for `"pw":"a",`. */
const frame = 29 + 8;
const idFrame = 6;
const paramsFrame = 12;
/** `params` of a call without parameters. */
const emptyParams = '"params":[]';

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

  /**
   * True for a request of one call that has no room for a secret: most are.
   * @param request undefined where a character has more than one byte
   */
  isPlain(call: Call, request: string | undefined): boolean {
    if (request === undefined || !isCommand(call) || !this.#bySecrecy.plain.has(call.method)) return false;
    const { id, method, params } = call;
    if (method === deferredMethod || !this.#isShort(id)) return false;
    let most = frame + method.length;
    if (id !== undefined) most += idFrame + writtenLength(id);
    // Its first parameter has no comma before it.
    if (params.length > 0) most -= 2;
    if (params.length > 0 || (request.length > most && request.includes(emptyParams))) most += paramsFrame;
    for (const param of params) {
      if (!this.#isShort(param) || (params.length > 1 && this.#isName(param))) return false;
      most += writtenLength(param) + 2;
    }
    return request.length <= most;
  }

  /** True for the reply to such a request that has no room for a secret. */
  isPlainReply(call: JobCommand, length: number): boolean {
    return length <= replyFrame + (call.id === undefined ? 0 : writtenLength(call.id));
  }

  /** True for a value that neither is a secret nor has room for one. */
  #isShort(value: unknown): boolean {
    if (typeof value !== 'string') return typeof value !== 'object' || value === null;
    if (value.length < shortestNamed) return true;
    if (value.length >= shortestKey && !isUuidLike(value)) return false;
    if (value.includes('=') || value.includes(':')) return false;
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
    if (params.some((each) => this.#hasSecretCall(each, budget))) return true;
    // One parameter is the name of a secret, and another may be its value.
    return (
      params.length > 1 && params.some((each) => typeof each === 'string' && this.names.means(each, budget))
    );
  }

  /** True for a text with a call in it that names a secret, as an order has: its method may be misspelt. */
  #hasSecretCall(param: unknown, budget: NameBudget): boolean {
    if (typeof param !== 'string' || !unescaped(param).includes('params')) return false;
    return param.length > maxExamined || this.#isNamedIn(param, budget);
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
    const spans = this.#spansIn(latin1(bytes));
    if (spans.length === 0) return bytes;
    const masked = Buffer.from(bytes);
    for (const [from, to] of spans) masked.fill('*', from, to);
    return masked;
  }

  /** A method's name: mostly one of the radio's. */
  maskMethod(name: string): string {
    return this.#bySecrecy.plain.has(name) ? name : this.mask(name);
  }

  /** The id of a request; undefined for a notification. */
  maskId<T>(id: T): T | string {
    return typeof id === 'string' ? this.mask(id) : id;
  }

  /** A text of a request in which something is hidden; a long one is hidden as a whole. */
  maskText(text: string): string {
    return text.length > maxExamined ? '*'.repeat(text.length) : this.mask(text);
  }

  /** True if a text has nothing to hide. */
  isClean(text: string): boolean {
    return this.#spansIn(text).length === 0;
  }

  #spansIn(text: string): readonly Span[] {
    const keys = keySpans(text);
    const named = namedSpans(text, this.names, newNameBudget());
    const known = this.#known.spansIn(text);
    return keys.length + named.length + known.length === 0 ? keys : [...keys, ...named, ...known];
  }
}

/** Length of a value in JSON, with escapes less. */
function writtenLength(value: unknown): number {
  return typeof value === 'string' ? value.length + 2 : String(value).length;
}
