import type { FaultSubject } from '../faults/fault.js';
import type { ChosenCase } from '../chaos/chaos.js';
import type { RequestFaults } from '../faults/request-faults.js';
import { type Call, type Envelope, isCommand } from '../jsonrpc/envelope.js';
import type { GivenReply, ReplyElement, ReplyFormat } from '../jsonrpc/reply-format.js';
import type { Origin } from '../ports/origin.js';
import type { CommandRecord, JobCommand } from '../worker/job.js';
import type { RequestTrace } from './command-trace.js';
import { elementFor, invalidElement } from './reply-text.js';

const none: readonly never[] = [];

/** Settings by which requests are read, answered and kept. */
interface RequestTerms {
  /** Format of its replies. */
  readonly format: ReplyFormat;
  /** Age of the journal: after a reset a request that began before it is no longer recorded. */
  readonly age: number;
  /** True if the journal is on. */
  readonly isRecorded: boolean;
}

/** One request between its bytes and its reply. */
export class Request {
  readonly bytes: Uint8Array;
  /** The bytes as text; undefined where a character has more than one byte. */
  readonly text: string | undefined;
  readonly origin: Origin;
  readonly isBatch: boolean;
  readonly calls: readonly Call[];
  /** The calls that are commands. */
  readonly commands: readonly JobCommand[];
  readonly terms: RequestTerms;
  /** Undefined without active faults. */
  readonly faults: RequestFaults | undefined;
  /** The effect of chaos on it; undefined while chaos is off, and where it does nothing. */
  chosen: ChosenCase | undefined = undefined;
  /** Undefined without subscribers to the tracing channel. */
  trace: RequestTrace | undefined = undefined;
  /** The commands as faults see them, by index; empty without active faults. */
  subjects: readonly FaultSubject[] = none;
  /** Replies of faults, by index of the command; empty without active faults. */
  given: readonly (GivenReply | undefined)[] = none;

  constructor(
    bytes: Uint8Array,
    text: string | undefined,
    origin: Origin,
    envelope: Envelope,
    terms: RequestTerms,
    faults: RequestFaults | undefined,
  ) {
    this.bytes = bytes;
    this.text = text?.length === bytes.length ? text : undefined;
    this.origin = origin;
    this.isBatch = envelope.kind === 'batch';
    this.calls = callsOf(envelope);
    this.commands = commandsOf(this.calls);
    this.terms = terms;
    this.faults = faults;
  }

  /** The commands that no fault has replied to. */
  get executed(): readonly JobCommand[] {
    const { commands, given } = this;
    return given.length === 0 ? commands : commands.filter((_, index) => given[index] === undefined);
  }
}

/**
 * The replies to the calls of a request, in their order; undefined for a notification.
 * @param records of the commands that no fault has replied to
 */
export function elementsOf(
  { calls, faults, subjects, given }: Request,
  records: readonly CommandRecord[],
): readonly (ReplyElement | undefined)[] {
  let index = -1;
  let executed = 0;
  return calls.map((call) => {
    if (!isCommand(call)) return invalidElement(call.id, call.invalid, call.parseError);
    index += 1;
    const byFault = given[index];
    const outcome = byFault === undefined ? records[executed++]?.outcome : undefined;
    if (call.id === undefined) return undefined;
    const element = elementFor(call.id, byFault, outcome);
    const subject = subjects[index];
    if (faults === undefined || subject === undefined || !faults.alters(index)) return element;
    return faults.alter(element, subject, index);
  });
}

function commandsOf(calls: readonly Call[]): readonly JobCommand[] {
  const [only] = calls;
  if (calls.length === 1 && only !== undefined) return isCommand(only) ? [only] : none;
  return calls.filter(isCommand);
}

function callsOf(envelope: Envelope): readonly Call[] {
  switch (envelope.kind) {
    case 'parse-error':
      return [{ invalid: envelope.reason, id: null, parseError: true }];
    case 'single':
      return [envelope.call];
    case 'batch':
      return envelope.calls;
  }
}
