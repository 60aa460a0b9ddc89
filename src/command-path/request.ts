import type { FaultSubject } from '../faults/fault.js';
import type { RequestFaults } from '../faults/request-faults.js';
import { type Call, type Envelope, isCommand } from '../jsonrpc/envelope.js';
import type { GivenReply, ReplyElement } from '../jsonrpc/reply-format.js';
import type { Origin } from '../ports/origin.js';
import type { CommandRecord, JobCommand } from '../worker/job.js';
import type { RequestTrace } from './command-trace.js';

/** One request between its bytes and its reply. */
export interface Request {
  readonly bytes: Uint8Array;
  readonly origin: Origin;
  /** Aborts when the client disconnects: waiting commands are cancelled. */
  readonly signal: AbortSignal;
  readonly isBatch: boolean;
  readonly calls: readonly Call[];
  /** The calls that are commands. */
  readonly commands: readonly JobCommand[];
  /** Undefined without active faults. */
  readonly faults: RequestFaults | undefined;
  /** The commands as faults see them, by index; empty without active faults. */
  readonly subjects: readonly FaultSubject[];
  /** Records of executed commands, for the journal; undefined if the journal is off. */
  readonly records: Map<JobCommand, CommandRecord> | undefined;
  /** Undefined without subscribers to the tracing channel. */
  readonly trace: RequestTrace | undefined;
}

/** Replies to one request, before they are formatted. */
export interface Replies {
  /** One element for each call, undefined for a notification; undefined as a whole if the client disconnected. */
  readonly elements: readonly (ReplyElement | undefined)[] | undefined;
  /** Replies of faults, by command. */
  readonly byFault: ReadonlyMap<JobCommand, GivenReply>;
  /** True if every reply says that the radio is in blackout or offline. */
  readonly outage: boolean;
}

/** The calls of a request, and those of them that are commands. */
export function callsOf(envelope: Envelope): Pick<Request, 'isBatch' | 'calls' | 'commands'> {
  const isBatch = envelope.kind === 'batch';
  const calls = listOf(envelope);
  return { isBatch, calls, commands: calls.filter(isCommand) };
}

function listOf(envelope: Envelope): readonly Call[] {
  switch (envelope.kind) {
    case 'parse-error':
      return [{ invalid: envelope.reason, id: null, parseError: true }];
    case 'single':
      return [envelope.call];
    case 'batch':
      return envelope.calls;
  }
}
