import type { Clock } from '../core/time/clock.js';
import type { FaultSubject } from '../faults/fault.js';
import type { Delivery } from '../ports/delivery.js';
import type { PortName } from '../ports/registry.js';
import type { RequestSink, SinkReply } from '../ports/request-sink.js';
import type { FaultSet } from '../faults/fault-set.js';
import type { RequestFaults } from '../faults/request-faults.js';
import { deepFreeze } from '../core/freeze.js';
import type { Journal } from '../journal/journal.js';
import type { Outcome } from '../radio/declaration.js';
import type { Origin } from '../ports/origin.js';
import type { CommandRecord, Job, JobCommand, RequestId } from '../worker/job.js';
import {
  type Dialect,
  type ReplyElement,
  type ReplyError,
  batchText,
  replyElement,
  replyError,
  replyText,
} from '../jsonrpc/reply-format.js';
import { type Call, type Envelope, isCommand, parseEnvelope } from '../jsonrpc/envelope.js';
import { Reception } from './request-counter.js';
import { exchangeOf } from '../journal/recording.js';

/** What the handler passes jobs to. */
export interface JobSink {
  submit(
    job: Job,
    options: { readonly signal: AbortSignal; readonly onRecord?: (record: CommandRecord) => void },
  ): Promise<readonly Outcome[]>;
}

/** How requests and replies are written. */
export interface RequestForm {
  readonly dialect: Dialect;
  /** Elements that a batch may have. */
  readonly maxBatch: number;
}

/** What a handler is made from. */
export interface RequestHandlerOptions extends RequestForm {
  readonly worker: JobSink;
  readonly faults: FaultSet;
  readonly journal: Journal;
  /** Device time. */
  readonly clock: Clock;
  readonly accessOf: (command: JobCommand) => FaultSubject['access'];
  /** Whether a call of a request holds a secret, or asks for one, that the journal must not hold. */
  readonly hasSecrets: (call: Call, bytes: Uint8Array) => boolean;
  /** Told of a command that a fault answered. */
  readonly onAnswered: (record: Omit<CommandRecord, 'outcome'> & { readonly error: ReplyError }) => void;
}

/** What came of one request, before it is text. */
interface Answered {
  /** An element for each call, undefined for a notification; undefined as a whole if the client went away. */
  readonly elements: readonly (ReplyElement | undefined)[] | undefined;
  /** The commands that faults answered. */
  readonly byFault: ReadonlyMap<JobCommand, ReplyError>;
  readonly dark: boolean;
}

const noAnswers: ReadonlyMap<JobCommand, ReplyError> = new Map();

/** From a request's bytes to its reply: what both ports share. */
export class RequestHandler implements RequestSink<PortName> {
  /** What has come in so far. */
  readonly reception = new Reception();
  readonly #options: RequestHandlerOptions;
  #form: RequestForm;

  constructor(options: RequestHandlerOptions) {
    this.#options = options;
    this.#form = options;
  }

  /** Has requests that come from here on be read and answered in another form. */
  configure({ dialect, maxBatch }: RequestForm): void {
    this.#form = { dialect, maxBatch };
  }

  /**
   * Handles one request. Never rejects.
   * @param signal aborts when the client has gone away: what waits is cancelled
   */
  async handle(bytes: Uint8Array, origin: Origin, signal: AbortSignal): Promise<SinkReply> {
    const { journal, clock } = this.#options;
    const { dialect, maxBatch } = this.#form;
    // A deferred order's calls were counted when it was given; a lower bound since then would lose them all.
    const envelope = parseEnvelope(bytes, origin.deferred === true ? Infinity : maxBatch);
    const calls = callsOf(envelope);
    const commands = calls.filter(isCommand);
    const faults = this.#options.faults.forRequest(bytes, origin);
    const subjects = faults === undefined ? [] : commands.map((command) => this.#subjectOf(command, origin));
    const { age } = journal;
    const records = journal.isOn ? new Map<JobCommand, CommandRecord>() : undefined;
    const answered = await this.#answer(calls, commands, subjects, faults, origin, signal, records);
    const at = clock.now();
    const keep = (delivery: Delivery | undefined) => {
      if (records === undefined || journal.age !== age) return;
      const { hasSecrets } = this.#options;
      const applied = faults?.applied ?? [];
      const { byFault } = answered;
      journal.add(
        exchangeOf({
          bytes,
          origin,
          at,
          calls,
          commands,
          records,
          byFault,
          faults: applied,
          delivery,
          hasSecrets,
        }),
      );
    };
    if (answered.elements === undefined) {
      keep(undefined);
      return { kind: 'cancelled' };
    }
    const plain = plainDelivery(textOf(envelope, answered.elements, dialect));
    const delivery = faults?.deliver(plain, subjects) ?? plain;
    keep(delivery);
    return { kind: 'delivery', delivery, dark: answered.dark };
  }

  /** An over-long line: no request, whatever it would have been. */
  tooLong(limit: number): string {
    return replyText(invalidElement(null, `longer than ${limit} bytes`), this.#form.dialect);
  }

  async #answer(
    calls: readonly Call[],
    commands: readonly JobCommand[],
    subjects: readonly FaultSubject[],
    faults: RequestFaults | undefined,
    origin: Origin,
    signal: AbortSignal,
    records: Map<JobCommand, CommandRecord> | undefined,
  ): Promise<Answered> {
    const byFault = this.#answersOfFaults(commands, subjects, faults, origin);
    const carriedOut = byFault.size === 0 ? commands : commands.filter((command) => !byFault.has(command));
    const onRecord = (record: CommandRecord) => records?.set(record.command, record);
    const submitted =
      carriedOut.length === 0
        ? []
        : this.#options.worker.submit(
            { commands: carriedOut, origin },
            records === undefined ? { signal } : { signal, onRecord },
          );
    // A deferred order's calls have come in long ago.
    if (origin.deferred !== true) this.reception.add();
    const outcomes = await submitted;
    if (outcomes.some(({ kind }) => kind === 'cancelled'))
      return { elements: undefined, byFault, dark: false };
    const byCommand = new Map(carriedOut.map((command, index) => [command, outcomes[index]]));
    const elements = calls.map((call) => {
      if (!isCommand(call)) return invalidElement(call.id, call.invalid, call.parseError);
      if (call.id === undefined) return undefined;
      const element = elementFor(call.id, byFault.get(call), byCommand.get(call));
      const index = commands.indexOf(call);
      const subject = subjects[index];
      return faults === undefined || subject === undefined ? element : faults.alter(element, subject, index);
    });
    return {
      elements,
      byFault,
      dark: outcomes.length > 0 && outcomes.length === calls.length && outcomes.every(isDark),
    };
  }

  #answersOfFaults(
    commands: readonly JobCommand[],
    subjects: readonly FaultSubject[],
    faults: RequestFaults | undefined,
    origin: Origin,
  ): ReadonlyMap<JobCommand, ReplyError> {
    if (faults === undefined) return noAnswers;
    const answers = new Map<JobCommand, ReplyError>();
    for (const [index, command] of commands.entries()) {
      const subject = subjects[index];
      const error = subject === undefined ? undefined : faults.answer(subject, index);
      if (error === undefined) continue;
      answers.set(command, error);
      this.#options.onAnswered({ command, origin, error, waitMs: 0, runMs: 0 });
    }
    return answers;
  }

  #subjectOf(command: JobCommand, { port, peer }: Origin): FaultSubject {
    const { method, params } = command;
    const access = this.#options.accessOf(command);
    return deepFreeze({ method, params: structuredClone(params), access, port, peer });
  }
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

function textOf(
  envelope: Envelope,
  elements: readonly (ReplyElement | undefined)[],
  dialect: Dialect,
): string | undefined {
  const texts = elements.flatMap((element) => (element === undefined ? [] : [replyText(element, dialect)]));
  return envelope.kind === 'batch' && texts.length > 0 ? batchText(texts, dialect) : texts[0];
}

function plainDelivery(text: string | undefined): Delivery {
  return { text, delayMs: 0, copies: 1, ending: 'keep' };
}

function elementFor(
  id: RequestId,
  byFault: ReplyError | undefined,
  outcome: Outcome | undefined,
): ReplyElement {
  if (byFault !== undefined) return { id, error: byFault };
  if (outcome !== undefined && outcome.kind !== 'cancelled') return replyElement(id, outcome);
  return { id, error: replyError({ token: 'INTERNAL' }) };
}

function invalidElement(id: RequestId, reason: string, parseError = false): ReplyElement {
  return {
    id,
    error: replyError({ token: parseError ? 'Parse error' : 'Invalid Request', detail: { reason } }),
  };
}

function isDark(outcome: Outcome): boolean {
  return outcome.kind === 'error' && outcome.error.dark === true;
}
