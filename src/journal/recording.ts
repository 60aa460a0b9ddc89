import { type GivenReply, givenOutcome } from '../jsonrpc/reply-format.js';
import type { Delivery } from '../ports/delivery.js';
import type { ExchangeRecord, ExchangeCommand } from './exchange.js';
import type { NewExchange } from './kept-exchange.js';
import type { Origin } from '../ports/origin.js';
import type { CommandRecord, JobCommand } from '../worker/job.js';
import { redactParameter, redactReply, redactRequest } from './redact.js';
import { newNameBudget } from '../core/secrets/secret-names.js';
import type { Secrets } from './secrets.js';
import { type Call, isCommand } from '../jsonrpc/envelope.js';

/** Data of an exchange at the time its reply is ready. */
interface ExchangeDraft {
  readonly bytes: Uint8Array;
  readonly origin: Origin;
  /** ms of the simulator's clock. */
  readonly at: number;
  readonly calls: readonly Call[];
  /** The calls that are commands. */
  readonly commands: readonly JobCommand[];
  /** Of the commands that no fault has replied to. */
  readonly records: readonly CommandRecord[];
  /** Replies of faults, by index of the command; empty without active faults. */
  readonly given: readonly (GivenReply | undefined)[];
  readonly faults: readonly string[];
  /** Undefined if the client disconnected first. */
  readonly delivery: Delivery | undefined;
  readonly secrets: Secrets;
}

/** The journal entry of an exchange. Members are copied one by one: spreading is slow, and this runs for each request. */
export function exchangeOf(draft: ExchangeDraft): NewExchange {
  const { bytes, origin, at, calls, commands, faults, delivery, secrets } = draft;
  const [first] = calls;
  const isPlain = calls.length === 1 && first !== undefined && secrets.isPlain(first, bytes);
  const secret = isPlain ? noCalls : secretCalls(draft);
  const request = isPlain ? bytes : secrets.maskBytes(secret.size > 0 ? redactRequest(bytes) : bytes);
  // An escape can hide a secret from a search in the bytes.
  const isClean = request === bytes && (isPlain || !bytes.includes(backslash));
  const mask = (text: string) => (request === bytes ? secrets.mask(text) : secrets.maskText(text));
  let executed = 0;
  return {
    at,
    port: origin.port,
    peer: origin.peer,
    request,
    reply: delivery?.text === undefined ? undefined : replyOf(draft, delivery.text, isPlain, secret),
    ending: delivery === undefined ? 'cancelled' : endingOf(delivery),
    commands: commands.map((command, index) => {
      const given = draft.given[index];
      const record = given === undefined ? draft.records[executed++] : undefined;
      const outcome = given === undefined ? outcomeOf(record) : givenOutcome(given);
      const hide = { mask, isClean: isClean && given === undefined };
      return commandOf(command, outcome, record, hide, secret.has(command));
    }),
    faults,
  };
}

const backslash = 92;

const noCalls: ReadonlySet<Call> = new Set();

/** The calls with secrets in their parameters or results. */
function secretCalls({ bytes, calls, commands, secrets }: ExchangeDraft): ReadonlySet<Call> {
  // One invalid call is enough: the whole request is examined for it.
  const invalid = calls.length === commands.length ? undefined : calls.find((call) => !isCommand(call));
  const examined: readonly Call[] = invalid === undefined ? commands : [...commands, invalid];
  const budget = newNameBudget();
  const found = new Set(examined.filter((call) => secrets.isSecret(call, bytes, budget)));
  for (const call of found) if (isCommand(call)) secrets.remember(call);
  return found;
}

/** The part of the reply that was sent. Redact before truncating: a truncated reply no longer parses. */
function replyOf(
  { commands, delivery, secrets }: ExchangeDraft,
  text: string,
  isPlain: boolean,
  secret: ReadonlySet<Call>,
): string | Uint8Array {
  const [only] = commands;
  const isShort = isPlain && only !== undefined && secrets.isPlainReply(only, text.length);
  const isClean = isShort || (secret.size === 0 && secrets.isClean(text));
  if (isClean && delivery?.cutAt === undefined) return text;
  const bytes = Buffer.from(text);
  if (isClean) return bytes.subarray(0, delivery?.cutAt);
  return secrets.maskBytes(secret.size > 0 ? redactReply(bytes) : bytes).subarray(0, delivery?.cutAt);
}

function endingOf({ ending, text }: Delivery): ExchangeRecord['ending'] {
  if (ending !== 'keep') return ending;
  return text === undefined ? 'none' : 'reply';
}

/** How the values of a command are hidden. */
interface Hiding {
  readonly mask: (text: string) => string;
  /** True if nothing is: the request, in which they stand, has no secret. */
  readonly isClean: boolean;
}

function commandOf(
  { id, method, params }: JobCommand,
  outcome: string,
  record: CommandRecord | undefined,
  { mask, isClean }: Hiding,
  isSecret: boolean,
): ExchangeCommand {
  const { waitMs = 0, runMs = 0 } = record ?? {};
  if (isClean) return { id, method, params, outcome, waitMs, runMs };
  return {
    id: typeof id === 'string' ? mask(id) : id,
    method: mask(method),
    params: params.map((each) => {
      if (isSecret) return redactParameter(each);
      return typeof each === 'string' ? mask(each) : each;
    }),
    outcome: mask(outcome),
    waitMs,
    runMs,
  };
}

function outcomeOf(record: CommandRecord | undefined): string {
  if (record === undefined) return 'cancelled';
  const { outcome } = record;
  if (outcome.kind === 'result') return 'ok';
  return outcome.kind === 'error' ? outcome.error.token : outcome.kind;
}
