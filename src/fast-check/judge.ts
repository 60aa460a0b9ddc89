import type { Answer } from './endpoint/endpoint.js';
import type {
  ExpectedElement,
  ExpectedOutcome,
  ExpectedReply,
  PromiseName,
  RequestCase,
  Why,
} from './case.js';
import { textOf } from './case.js';

/** A promise that a radio did not keep. */
export interface BrokenPromise {
  readonly property: PromiseName;
  /** The expected and the actual value. */
  readonly message: string;
  /** The same for one defect however often and with which values it is met: `refused power_dBm`. */
  readonly signature: string;
}

/** Strictness of the judge. */
export interface JudgeOptions {
  /**
   * True for radios whose errors have the codes of this simulator. Default: false: any error will do, an unknown
   * method is not supported, and a radio may be busy or away.
   */
  readonly strict?: boolean;
}

/** A broken promise as an error, for properties and commands. */
export class BrokenPromiseError extends Error {
  readonly broken: BrokenPromise;
  readonly why: Why;

  /** Makes an error. */
  constructor(broken: BrokenPromise, why: Why, requests: readonly Uint8Array[] = []) {
    const sent = requests.map((bytes) => `\n  sent: ${excerpt(textOf({ bytes }))}`).join('');
    super(`${broken.message} (${describe(why)})${sent}`);
    this.name = 'BrokenPromiseError';
    this.broken = broken;
    this.why = why;
  }
}

/** The reason of a case as one line. */
export function describe({ generator, property, boundary, difference }: Why): string {
  const parts = [boundary === undefined ? [] : [`boundary: ${boundary}`], difference ?? []].flat();
  return [`${generator}, ${property}`, ...parts].join('; ');
}

const maxShown = 300;
const excerpt = (text: string) => (text.length > maxShown ? `${text.slice(0, maxShown)}…` : text);

const methodNotFound = -32601;
const unavailable = -32000;
const busy = -32001;

/** One reply, as far as it is one. */
export interface Reply {
  readonly id: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number | undefined; readonly message: string };
}

/** Content of an answer: its replies in their order, or what is wrong with it. */
export type ReadAnswer =
  | { readonly kind: 'none' }
  | { readonly kind: 'replies'; readonly isBatch: boolean; readonly replies: readonly Reply[] }
  | { readonly kind: 'wrong'; readonly reason: string };

/** Reads an answer as JSON-RPC. */
export function readAnswer({ text }: Answer): ReadAnswer {
  if (text.trim() === '') return { kind: 'none' };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'wrong', reason: `no JSON: ${excerpt(text)}` };
  }
  const isBatch = Array.isArray(json);
  const replies: Reply[] = [];
  for (const each of Array.isArray(json) ? json : [json]) {
    const reply = replyOf(each);
    if (typeof reply === 'string')
      return { kind: 'wrong', reason: `${reply}: ${excerpt(JSON.stringify(each))}` };
    replies.push(reply);
  }
  return { kind: 'replies', isBatch, replies };
}

function replyOf(json: unknown): Reply | string {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return 'a reply that is no object';
  const members: Readonly<Record<string, unknown>> = { ...json };
  const { id, error, result } = members;
  if (!('id' in members)) return 'a reply without an id';
  if (members['jsonrpc'] !== '2.0') return 'a reply without "jsonrpc": "2.0"';
  if ('result' in members === 'error' in members) return 'a reply with neither or both of result and error';
  if (!('error' in members)) return { id, result };
  // One chapter of the vendor's manual has a text in place of an object (docs/interface.md A.5).
  if (typeof error === 'string') return { id, error: { code: undefined, message: error } };
  if (typeof error !== 'object' || error === null) return 'an error that is neither an object nor a text';
  const { code, message }: { readonly code?: unknown; readonly message?: unknown } = error;
  if (!Number.isInteger(code) || typeof message !== 'string') return 'an error without a code and a message';
  return { id, error: { code: Number(code), message } };
}

/** Judges one answer by what its request should bring. Nothing is remembered: see the model for what follows. */
export function judge(
  { reply, calls, why }: Pick<RequestCase, 'reply' | 'calls' | 'why'>,
  answer: Answer,
  options: JudgeOptions = {},
): readonly BrokenPromise[] {
  const subject = calls[0]?.method ?? why.generator;
  const broken = (property: PromiseName, message: string, about = subject): BrokenPromise => ({
    property,
    message,
    signature: `${property} ${about}`,
  });
  if (answer.kind !== 'answered' && !(reply.kind === 'none' && answer.text === '' && answer.kind === 'cut'))
    return [broken('alive', `no whole answer (${answer.kind}): ${excerpt(answer.text)}`)];
  const read = readAnswer(answer);
  if (read.kind === 'wrong') return [broken('shape', `an answer with ${read.reason}`)];
  if (isAway(read, options)) return [];
  const count = countComplaint(reply, read);
  if (count !== undefined) return [broken('one-answer', count)];
  const replies = read.kind === 'replies' ? read.replies : [];
  return elementsOf(reply).flatMap((element, index) => {
    const given = replies[index];
    if (given === undefined) return [];
    const about = element.call?.method ?? subject;
    if (JSON.stringify(given.id) !== JSON.stringify(element.id)) {
      const message = `the id ${JSON.stringify(given.id)} for ${JSON.stringify(element.id)}`;
      return [broken('id-echoed', message, about)];
    }
    return outcomeComplaint(element, given, options).map(([property, message]) =>
      broken(property, message, about),
    );
  });
}

/** The replies that are expected, in their order. */
export function elementsOf(reply: ExpectedReply): readonly ExpectedElement[] {
  if (reply.kind === 'batch') return reply.elements;
  return reply.kind === 'single' ? [reply.element] : [];
}

/** True where a foreign radio answers that it is busy or away as a whole. */
function isAway(read: ReadAnswer, { strict = false }: JudgeOptions): boolean {
  if (strict || read.kind !== 'replies' || read.isBatch) return false;
  const code = read.replies[0]?.error?.code;
  return code === unavailable || code === busy;
}

function countComplaint(expected: ExpectedReply, read: ReadAnswer): string | undefined {
  if (read.kind !== 'replies') return expected.kind === 'none' ? undefined : 'no answer to a call';
  const count = read.replies.length;
  if (expected.kind === 'none') return `an answer to a notification: ${JSON.stringify(read.replies[0])}`;
  if (expected.kind === 'single') return read.isBatch ? 'an array for one call' : undefined;
  if (!read.isBatch) return 'one reply for a batch';
  const { length } = expected.elements;
  return count === length ? undefined : `${count} replies for ${length} calls`;
}

function outcomeComplaint(
  { outcome, call }: ExpectedElement,
  given: Reply,
  { strict = false }: JudgeOptions,
): readonly (readonly [PromiseName, string])[] {
  const { error } = given;
  if (error === undefined) {
    if (outcome.kind === 'error') return [['refused', `${said(given)} where an error was expected`]];
    return call === undefined || isResult(given.result)
      ? []
      : [['shape', `a result that is neither an array nor an object: ${said(given)}`]];
  }
  if (!strict && [methodNotFound, unavailable, busy].includes(error.code ?? 0)) return [];
  return wrongError(outcome, given, strict);
}

function wrongError(
  outcome: ExpectedOutcome,
  given: Reply,
  strict: boolean,
): readonly (readonly [PromiseName, string])[] {
  if (outcome.kind === 'any') return [];
  if (outcome.kind === 'result') return [['accepted', `${said(given)} where a result was expected`]];
  const { code } = given.error ?? {};
  if (!strict || code === undefined || outcome.codes.includes(code)) return [];
  return [['refused', `${said(given)} where ${outcome.codes.join(' or ')} was expected`]];
}

/** A result is an array, or an object for some methods (docs/interface.md A.4). */
function isResult(result: unknown): boolean {
  return typeof result === 'object' && result !== null;
}

const said = ({ error, result }: Reply) =>
  error === undefined
    ? `the result ${excerpt(JSON.stringify(result))}`
    : `the error ${error.code ?? ''} ${error.message}`;
