import type { Clock } from '../core/time/clock.js';
import { deepFreeze } from '../core/freeze.js';
import type { FaultSet } from '../faults/fault-set.js';
import type { FaultSubject } from '../faults/fault.js';
import type { Journal } from '../journal/journal.js';
import { exchangeOf } from '../journal/recording.js';
import { type Call, isCommand, parseEnvelope } from '../jsonrpc/envelope.js';
import { type GivenReply, type ReplyElement, type ReplyFormat, replyText } from '../jsonrpc/reply-format.js';
import type { Delivery } from '../ports/delivery.js';
import type { Origin } from '../ports/origin.js';
import type { PortName } from '../ports/registry.js';
import type { RequestSink, SinkReply } from '../ports/request-sink.js';
import type { Outcome } from '../radio/declaration.js';
import type { CommandRecord, Job, JobCommand } from '../worker/job.js';
import { RequestTrace } from './command-trace.js';
import { elementFor, invalidElement, repliesText } from './reply-text.js';
import { type Replies, type Request, callsOf } from './request.js';
import { RequestCounter } from './request-counter.js';

/** Executor of jobs. */
interface JobSink {
  submit(
    job: Job,
    options: { readonly signal: AbortSignal; readonly onRecord?: (record: CommandRecord) => void },
  ): Promise<readonly Outcome[]>;
}

/** Format of requests and replies. */
interface RequestFormat {
  readonly replyFormat: ReplyFormat;
  /** Maximum number of elements in a batch. */
  readonly maxBatch: number;
}

/** Options of a request handler. */
interface RequestHandlerOptions extends RequestFormat {
  /** ID of the node, for traces. */
  readonly node: string;
  readonly worker: JobSink;
  readonly faults: FaultSet;
  readonly journal: Journal;
  /** Device time. */
  readonly clock: Clock;
  readonly accessOf: (command: JobCommand) => FaultSubject['access'];
  /** Tests a call for secrets in its parameters or its result; the journal redacts them. */
  readonly hasSecrets: (call: Call, bytes: Uint8Array) => boolean;
  /** Called when a fault has replied to a command. */
  readonly onFaultReply: (record: Omit<CommandRecord, 'outcome'> & { readonly reply: GivenReply }) => void;
}

const noReplies: ReadonlyMap<JobCommand, GivenReply> = new Map();

/** Turns the bytes of a request into its reply, for all ports. */
export class RequestHandler implements RequestSink<PortName> {
  readonly requestCounter = new RequestCounter();
  readonly #options: RequestHandlerOptions;
  #format: RequestFormat;

  constructor(options: RequestHandlerOptions) {
    this.#options = options;
    this.#format = options;
  }

  /** Changes the format for new requests. */
  configure({ replyFormat, maxBatch }: RequestFormat): void {
    this.#format = { replyFormat, maxBatch };
  }

  /**
   * Handles one request. Never rejects.
   * @param signal aborts when the client disconnects: waiting commands are cancelled
   */
  async handle(bytes: Uint8Array, origin: Origin, signal: AbortSignal): Promise<SinkReply> {
    const { journal, clock } = this.#options;
    const { replyFormat } = this.#format;
    const request = this.#begin(bytes, origin, signal);
    const { age } = journal;
    const end = journal.begin({ port: origin.port, commands: request.commands });
    try {
      const replies = await this.#answer(request);
      const at = clock.now();
      const record = (delivery: Delivery | undefined) => {
        end();
        if (journal.age === age) this.#record(request, replies, delivery, at);
      };
      if (replies.elements === undefined) {
        record(undefined);
        return { kind: 'cancelled' };
      }
      const text = repliesText(replies.elements, request.isBatch, replyFormat);
      const plain: Delivery = { text, delayMs: 0, copies: 1, ending: 'keep' };
      const delivery = request.faults?.deliver(plain, request.subjects) ?? plain;
      record(delivery);
      return { kind: 'delivery', delivery, outage: replies.outage };
    } finally {
      end();
    }
  }

  /** The reply to a line that exceeds the limit: an invalid request, whatever the line contains. */
  tooLong(limit: number): string {
    return replyText(invalidElement(null, `longer than ${limit} bytes`), this.#format.replyFormat);
  }

  #begin(bytes: Uint8Array, origin: Origin, signal: AbortSignal): Request {
    const { faults: faultSet, journal, node, clock } = this.#options;
    // The calls of a deferred order were counted when it was accepted: a limit lowered since then must not drop them.
    const envelope = parseEnvelope(bytes, origin.deferred === true ? Infinity : this.#format.maxBatch);
    const { isBatch, calls, commands } = callsOf(envelope);
    const faults = faultSet.forRequest(bytes, origin);
    const subjects = faults === undefined ? [] : commands.map((command) => this.#subjectOf(command, origin));
    const records = journal.isOn ? new Map<JobCommand, CommandRecord>() : undefined;
    const trace = RequestTrace.begin(node, clock, commands, origin);
    return { bytes, origin, signal, isBatch, calls, commands, faults, subjects, records, trace };
  }

  async #answer(request: Request): Promise<Replies> {
    const { calls, commands, subjects, faults } = request;
    const byFault = this.#repliesOfFaults(request);
    const executed = byFault.size === 0 ? commands : commands.filter((command) => !byFault.has(command));
    const submitted = executed.length === 0 ? [] : this.#submit(request, executed);
    // The calls of a deferred order were counted when the order was received.
    if (request.origin.deferred !== true) this.requestCounter.add();
    const outcomes = await submitted;
    if (outcomes.some(({ kind }) => kind === 'cancelled'))
      return { elements: undefined, byFault, outage: false };
    const byCommand = new Map(executed.map((command, index) => [command, outcomes[index]]));
    const elements = calls.map((call): ReplyElement | undefined => {
      if (!isCommand(call)) return invalidElement(call.id, call.invalid, call.parseError);
      if (call.id === undefined) return undefined;
      const element = elementFor(call.id, byFault.get(call), byCommand.get(call));
      const index = commands.indexOf(call);
      const subject = subjects[index];
      return faults === undefined || subject === undefined ? element : faults.alter(element, subject, index);
    });
    const outage = outcomes.length > 0 && outcomes.length === calls.length && outcomes.every(isOutage);
    return { elements, byFault, outage };
  }

  #submit({ origin, signal, records, trace }: Request, commands: readonly JobCommand[]) {
    const job = { commands, origin };
    if (records === undefined && trace === undefined) return this.#options.worker.submit(job, { signal });
    const onRecord = (record: CommandRecord) => {
      records?.set(record.command, record);
      trace?.settled(record);
    };
    return this.#options.worker.submit(job, { signal, onRecord });
  }

  #repliesOfFaults({
    commands,
    subjects,
    faults,
    origin,
    trace,
  }: Request): ReadonlyMap<JobCommand, GivenReply> {
    if (faults === undefined) return noReplies;
    const replies = new Map<JobCommand, GivenReply>();
    for (const [index, command] of commands.entries()) {
      const subject = subjects[index];
      const reply = subject === undefined ? undefined : faults.answer(subject, index);
      if (reply === undefined) continue;
      replies.set(command, reply);
      this.#options.onFaultReply({ command, origin, reply, waitMs: 0, runMs: 0 });
      trace?.repliedByFault(command, reply);
    }
    return replies;
  }

  #record(request: Request, { byFault }: Replies, delivery: Delivery | undefined, at: number): void {
    const { bytes, origin, calls, commands, records, faults: requestFaults } = request;
    if (records === undefined) return;
    const { journal, hasSecrets } = this.#options;
    const faults = requestFaults?.applied ?? [];
    journal.add(
      exchangeOf({ bytes, origin, at, calls, commands, records, byFault, faults, delivery, hasSecrets }),
    );
  }

  #subjectOf(command: JobCommand, { port, peer }: Origin): FaultSubject {
    const { method, params } = command;
    const access = this.#options.accessOf(command);
    return deepFreeze({ method, params: structuredClone(params), access, port, peer });
  }
}

function isOutage(outcome: Outcome): boolean {
  return outcome.kind === 'error' && outcome.error.outage === true;
}
