import { type GivenReply, givenOutcome } from '../jsonrpc/reply-format.js';
import type { Delivery } from '../ports/delivery.js';
import type { ExchangeRecord, ExchangeCommand } from './exchange.js';
import type { Origin } from '../ports/origin.js';
import type { CommandRecord, JobCommand } from '../worker/job.js';
import { redactParameter, redactReply, redactRequest } from './redact.js';
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
  readonly records: ReadonlyMap<JobCommand, CommandRecord>;
  /** Replies that faults gave in place of the command. */
  readonly byFault: ReadonlyMap<JobCommand, GivenReply>;
  readonly faults: readonly string[];
  /** Undefined if the client disconnected first. */
  readonly delivery: Delivery | undefined;
  readonly hasSecrets: (call: Call, bytes: Uint8Array) => boolean;
}

/** The journal entry of an exchange. Members are copied one by one: spreading is slow, and this runs for each request. */
export function exchangeOf(draft: ExchangeDraft): Omit<ExchangeRecord, 'node' | 'n'> {
  const { bytes, origin, at, commands, faults, delivery, hasSecrets } = draft;
  // One invalid call is enough: hasSecrets examines the bytes of the whole request for it.
  const invalid =
    draft.calls.length === commands.length ? undefined : draft.calls.find((call) => !isCommand(call));
  const examined: readonly Call[] = invalid === undefined ? commands : [...commands, invalid];
  const secret = examined.filter((call) => hasSecrets(call, bytes));
  return {
    at,
    port: origin.port,
    peer: origin.peer,
    request: secret.length === 0 ? bytes : redactRequest(bytes),
    reply:
      delivery?.text === undefined ? undefined : replyOf(delivery.text, delivery.cutAt, secret.length > 0),
    ending: delivery === undefined ? 'cancelled' : endingOf(delivery),
    commands: commands.map((command) => commandOf(command, draft, secret.includes(command))),
    faults,
  };
}

/** The part of the reply that was sent. Redact before truncating: a truncated reply no longer parses. */
function replyOf(text: string, cutAt: number | undefined, isSecret: boolean): Uint8Array {
  const bytes = Buffer.from(text);
  return (isSecret ? redactReply(bytes) : bytes).subarray(0, cutAt);
}

function endingOf({ ending, text }: Delivery): ExchangeRecord['ending'] {
  if (ending !== 'keep') return ending;
  return text === undefined ? 'none' : 'reply';
}

function commandOf(command: JobCommand, draft: ExchangeDraft, isSecret: boolean): ExchangeCommand {
  const { id, method, params } = command;
  const record = draft.records.get(command);
  const { waitMs = 0, runMs = 0 } = record ?? {};
  const given = draft.byFault.get(command);
  const answer = given === undefined ? 'cancelled' : givenOutcome(given);
  const outcome = record === undefined ? answer : outcomeOf(record);
  return { id, method, params: isSecret ? params.map(redactParameter) : params, outcome, waitMs, runMs };
}

function outcomeOf({ outcome }: CommandRecord): string {
  if (outcome.kind === 'result') return 'ok';
  return outcome.kind === 'error' ? outcome.error.token : outcome.kind;
}
