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
  /** Of the commands that no fault has replied to. */
  readonly records: readonly CommandRecord[];
  /** Replies of faults, by index of the command; empty without active faults. */
  readonly given: readonly (GivenReply | undefined)[];
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
  let executed = 0;
  return {
    at,
    port: origin.port,
    peer: origin.peer,
    request: secret.length === 0 ? bytes : redactRequest(bytes),
    reply:
      delivery?.text === undefined ? undefined : replyOf(delivery.text, delivery.cutAt, secret.length > 0),
    ending: delivery === undefined ? 'cancelled' : endingOf(delivery),
    commands: commands.map((command, index) => {
      const given = draft.given[index];
      const record = given === undefined ? draft.records[executed++] : undefined;
      return commandOf(
        command,
        given === undefined ? outcomeOf(record) : givenOutcome(given),
        record,
        secret,
      );
    }),
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

function commandOf(
  command: JobCommand,
  outcome: string,
  record: CommandRecord | undefined,
  secret: readonly Call[],
): ExchangeCommand {
  const { id, method, params } = command;
  const { waitMs = 0, runMs = 0 } = record ?? {};
  const kept = secret.includes(command) ? params.map(redactParameter) : params;
  return { id, method, params: kept, outcome, waitMs, runMs };
}

function outcomeOf(record: CommandRecord | undefined): string {
  if (record === undefined) return 'cancelled';
  const { outcome } = record;
  if (outcome.kind === 'result') return 'ok';
  return outcome.kind === 'error' ? outcome.error.token : outcome.kind;
}
