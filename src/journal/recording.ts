import { type GivenReply, givenOutcome } from '../jsonrpc/reply-format.js';
import type { Delivery } from '../ports/delivery.js';
import type { ChaosCase, ExchangeRecord, ExchangeCommand } from './exchange.js';
import { type NewExchange, maxText } from './kept-exchange.js';
import type { Origin } from '../ports/origin.js';
import type { CommandRecord, JobCommand } from '../worker/job.js';
import { maxExamined, redactParameter, redactReply, redactRequest } from './redact.js';
import { newNameBudget } from '../core/secrets/secret-names.js';
import type { Secrets } from './secrets.js';
import { type Call, isCommand } from '../jsonrpc/envelope.js';

/** A request as it was received. */
interface RecordedRequest {
  readonly bytes: Uint8Array;
  /** The bytes as text; undefined where a character has more than one byte. */
  readonly text: string | undefined;
  readonly origin: Origin;
  readonly calls: readonly Call[];
  /** The calls that are commands. */
  readonly commands: readonly JobCommand[];
  /** Replies of faults, by index of the command; empty without active faults. */
  readonly given: readonly (GivenReply | undefined)[];
}

/** Result of a request, at the time its reply is ready. */
export interface RecordedResult {
  /** ms of the simulator's clock. */
  readonly at: number;
  /** Of the commands that no fault has replied to. */
  readonly records: readonly CommandRecord[];
  readonly faults: readonly string[];
  /** The case of chaos that bent it. */
  readonly chaos?: ChaosCase | undefined;
  /** The text of the reply before faults. */
  readonly plain?: string | undefined;
  /** Undefined if the client disconnected first. */
  readonly delivery: Delivery | undefined;
  /** The text of a long reply without the secrets that a search in it finds; undefined where none was made. */
  readonly searched: string | Uint8Array | undefined;
}

/** The journal entry of an exchange. Members are copied one by one: spreading is slow, and this runs for each request. */
export function exchangeOf(request: RecordedRequest, result: RecordedResult, secrets: Secrets): NewExchange {
  const { chaos } = result;
  const exchange = unbentExchange(request, result, secrets);
  if (chaos === undefined) return exchange;
  return { ...exchange, chaos, reply: bentReply(exchange.reply, request, result, secrets) };
}

/** A reply that chaos has written in another way: a search in it would not find the secrets of the plain one. */
function bentReply(
  reply: NewExchange['reply'],
  request: RecordedRequest,
  { delivery, plain }: RecordedResult,
  secrets: Secrets,
): NewExchange['reply'] {
  const text = delivery?.text;
  if (reply === undefined || plain === undefined || text === plain) return reply;
  const hasSecrets = secretCalls(request, secrets).size > 0 || !secrets.isClean(plain);
  return hasSecrets ? Buffer.alloc(Buffer.byteLength(reply), '*') : reply;
}

function unbentExchange(request: RecordedRequest, result: RecordedResult, secrets: Secrets): NewExchange {
  const { text, origin, calls } = request;
  const [call] = calls;
  const isPlain = calls.length === 1 && call !== undefined && secrets.isPlain(call, text);
  if (
    !isPlain ||
    !isCommand(call) ||
    isTouched(request, result) ||
    text === undefined ||
    text.length > maxText
  )
    return searchedExchange(request, result, secrets, isPlain);
  const { at, delivery, faults, searched } = result;
  const [record] = result.records;
  return {
    at,
    port: origin.port,
    peer: origin.peer,
    request: text,
    reply: plainReply(call, delivery, secrets, searched),
    ending: endingOf(delivery),
    commands: { outcome: outcomeOf(record), waitMs: record?.waitMs ?? 0, runMs: record?.runMs ?? 0 },
    faults,
  };
}

/** True where a fault may have put anything into the reply. */
function isTouched({ given }: RecordedRequest, { faults, chaos }: RecordedResult): boolean {
  return given.length > 0 && (faults.length > 0 || chaos !== undefined || given[0] !== undefined);
}

/** The same of a request that may have a secret, or that faults have replied to. */
function searchedExchange(
  request: RecordedRequest,
  { at, records, delivery, faults, searched }: RecordedResult,
  secrets: Secrets,
  isPlain: boolean,
): NewExchange {
  const { bytes, origin, commands } = request;
  const secret = isPlain ? noCalls : secretCalls(request, secrets);
  const kept = isPlain ? bytes : withoutSecrets(bytes, secret.size > 0, secrets);
  // An escape can hide a secret from a search in the bytes.
  const isClean = kept === bytes && (isPlain || !bytes.includes(backslash));
  const mask = (text: string) => (kept === bytes ? secrets.mask(text) : secrets.maskText(text));
  let executed = 0;
  return {
    at,
    port: origin.port,
    peer: origin.peer,
    request: kept === bytes ? asReceived(request) : kept,
    reply:
      isClean && secret.size === 0 && commands.length === 1 && request.given.length === 0
        ? plainReply(commands[0], delivery, secrets, searched)
        : searchedReply(delivery, secrets, searched, secret.size > 0, kept !== bytes),
    ending: endingOf(delivery),
    commands: commands.map((command, index) => {
      const given = request.given[index];
      const record = given === undefined ? records[executed++] : undefined;
      const outcome = given === undefined ? outcomeOf(record) : givenOutcome(given);
      if (isClean && given === undefined) return unmasked(command, outcome, record);
      return masked(command, outcome, record, mask, secret.has(command));
    }),
    faults,
  };
}

/** A request as it is kept. A long one with a secret is all asterisks, in which nothing is to be searched. */
export function withoutSecrets(bytes: Uint8Array, isSecret: boolean, secrets: Secrets): Uint8Array {
  if (!isSecret) return secrets.maskBytes(bytes);
  const redacted = redactRequest(bytes);
  return bytes.length > maxExamined ? redacted : secrets.maskBytes(redacted);
}

const backslash = 92;

const noCalls: ReadonlySet<Call> = new Set();

/** A request in which nothing is hidden. */
function asReceived({ bytes, text }: RecordedRequest): string | Uint8Array {
  return text === undefined || text.length > maxText ? bytes : text;
}

/** The calls with secrets in their parameters or results. */
export function secretCalls(
  { bytes, calls, commands }: Pick<RecordedRequest, 'bytes' | 'calls' | 'commands'>,
  secrets: Secrets,
): ReadonlySet<Call> {
  // One invalid call is enough: the whole request is examined for it.
  const invalid = calls.length === commands.length ? undefined : calls.find((call) => !isCommand(call));
  const examined: readonly Call[] = invalid === undefined ? commands : [...commands, invalid];
  const budget = newNameBudget();
  const found = new Set(examined.filter((call) => secrets.isSecret(call, bytes, budget)));
  for (const call of found) if (isCommand(call)) secrets.remember(call);
  return found;
}

/** The part of the reply that was sent, where the request has no room for a secret. */
function plainReply(
  command: JobCommand | undefined,
  delivery: Delivery | undefined,
  secrets: Secrets,
  searched: string | Uint8Array | undefined,
): string | Uint8Array | undefined {
  const text = delivery?.text;
  if (text === undefined || command === undefined || !secrets.isPlainReply(command, text.length))
    return searchedReply(delivery, secrets, searched, false);
  return partOf(text, delivery);
}

/**
 * The part of the reply that was sent. Redact before truncating: a truncated reply no longer parses.
 * @param hidesLong true where a long reply repeats what was hidden in its request: it is not searched, and all hidden
 */
export function searchedReply(
  delivery: Pick<Delivery, 'text' | 'cutAt' | 'encoding'> | undefined,
  secrets: Secrets,
  searched: string | Uint8Array | undefined,
  isSecret: boolean,
  hidesLong = isSecret,
): string | Uint8Array | undefined {
  const text = delivery?.text;
  if (text === undefined) return undefined;
  const isHidden = hidesLong && text.length > maxExamined;
  if (!isSecret && !isHidden && searched !== undefined) return partOf(searched, delivery);
  if (!isSecret && !isHidden && secrets.isClean(text)) return partOf(text, delivery);
  const bytes = Buffer.from(text, delivery?.encoding ?? 'utf8');
  if (isHidden) return Buffer.alloc(Math.min(bytes.length, delivery?.cutAt ?? Infinity), '*');
  return partOf(secrets.maskBytes(isSecret ? redactReply(bytes) : bytes), delivery);
}

/** As much of a text as was sent. */
function partOf(
  text: string | Uint8Array,
  delivery: Pick<Delivery, 'cutAt' | 'encoding'> | undefined,
): string | Uint8Array {
  const cutAt = delivery?.cutAt;
  if (delivery?.encoding !== undefined && typeof text === 'string')
    return partOf(Buffer.from(text, delivery.encoding), { ...(cutAt === undefined ? {} : { cutAt }) });
  if (cutAt === undefined) return text;
  // A character has at least one byte; one more is looked at, since the last may be half of a pair.
  if (typeof text === 'string') return Buffer.from(text.slice(0, cutAt + 1)).subarray(0, cutAt);
  // A copy: a part would keep all of the reply in memory.
  return Buffer.from(text.subarray(0, cutAt));
}

function endingOf(delivery: Delivery | undefined): ExchangeRecord['ending'] {
  if (delivery === undefined) return 'cancelled';
  if (delivery.ending !== 'keep') return delivery.ending;
  return delivery.text === undefined ? 'none' : 'reply';
}

/** A command of a request without a secret. */
function unmasked(
  { id, method, params }: JobCommand,
  outcome: string,
  record: CommandRecord | undefined,
): ExchangeCommand {
  return { id, method, params, outcome, waitMs: record?.waitMs ?? 0, runMs: record?.runMs ?? 0 };
}

/** A command whose values are hidden where they have to be. */
export function masked(
  { id, method, params }: JobCommand,
  outcome: string,
  record: Pick<CommandRecord, 'waitMs' | 'runMs'> | undefined,
  mask: (text: string) => string,
  isSecret: boolean,
): ExchangeCommand {
  return {
    id: typeof id === 'string' ? mask(id) : id,
    method: mask(method),
    params: params.map((each) => {
      if (isSecret) return redactParameter(each);
      return typeof each === 'string' ? mask(each) : each;
    }),
    outcome: mask(outcome),
    waitMs: record?.waitMs ?? 0,
    runMs: record?.runMs ?? 0,
  };
}

function outcomeOf(record: CommandRecord | undefined): string {
  if (record === undefined) return 'cancelled';
  const { outcome } = record;
  if (outcome.kind === 'result') return 'ok';
  return outcome.kind === 'error' ? outcome.error.token : outcome.kind;
}
