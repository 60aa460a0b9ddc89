import type { Chaos, ChosenCase } from '../chaos/chaos.js';
import type { Clock } from '../core/time/clock.js';
import { deepFreeze } from '../core/freeze.js';
import { isPromise } from '../core/realm.js';
import type { TaskLimit } from '../core/time/task-limit.js';
import type { FaultSet } from '../faults/fault-set.js';
import type { FaultSubject } from '../faults/fault.js';
import type { RequestFaults } from '../faults/request-faults.js';
import type { Journal } from '../journal/journal.js';
import type { NewExchange } from '../journal/kept-exchange.js';
import { type RecordedResult, exchangeOf } from '../journal/recording.js';
import type { Secrets } from '../journal/secrets.js';
import { type Call, batchEnvelope, parseEnvelope, requestText } from '../jsonrpc/envelope.js';
import { type GivenReply, type ReplyFormat, replyText } from '../jsonrpc/reply-format.js';
import type { Login } from '../login/login.js';
import type { Delivery } from '../ports/delivery.js';
import type { Origin } from '../ports/origin.js';
import type { PortName } from '../ports/registry.js';
import type { RequestSink, SinkReply } from '../ports/request-sink.js';
import type { CommandRecord, Job, JobCommand } from '../worker/job.js';
import { RequestTrace } from './command-trace.js';
import { type ReplyDelivery, replyDelivery } from './reply-delivery.js';
import { invalidElement } from './reply-text.js';
import { Request } from './request.js';
import { RequestCounter } from './request-counter.js';

/** Executor of jobs; a promise only where a job has to wait. */
interface JobSink {
  submit(
    job: Job,
    signal: AbortSignal,
    onRecord: ((record: CommandRecord) => void) | undefined,
  ): readonly CommandRecord[] | Promise<readonly CommandRecord[]>;
}

/** Format of requests and replies. */
interface RequestFormat {
  readonly replyFormat: ReplyFormat;
  /** Maximum number of elements in a batch. */
  readonly maxBatch: number;
}

/** The calls of a broadcast to one radio. */
interface BroadcastPart {
  /** The JSON of their batch. */
  readonly bytes: Uint8Array;
  /** Parsed once for all radios. */
  readonly calls: readonly Call[];
}

/** The calls of a broadcast, as the journal keeps them. */
interface PartTerms {
  /** True if they are in the journal of this radio. */
  readonly isRecorded: boolean;
  /** True if the radio that received the broadcast has them in its journal. */
  readonly isKept: boolean;
}

/** The reply to the calls of a broadcast. */
interface PartReply {
  readonly reply: SinkReply;
  /** The exchange for a journal; undefined if none keeps it. */
  readonly exchange: NewExchange | undefined;
}

/** Options of a request handler. */
interface RequestHandlerOptions extends RequestFormat {
  /** ID of the node. */
  readonly node: string;
  readonly worker: JobSink;
  readonly faults: FaultSet;
  readonly journal: Journal;
  /** Device time. */
  readonly clock: Clock;
  readonly accessOf: (command: JobCommand) => FaultSubject['access'];
  /** Finds secrets; the journal redacts them. */
  readonly secrets: Secrets;
  /** Limit of long replies that are written at the same time. */
  readonly longReplies: TaskLimit;
  /** HTTP status where every reply of a request is an authentication error; undefined while login is off. */
  readonly login: Pick<Login, 'errorStatus'> | undefined;
  /** Called when chaos has bent a request or its reply. */
  readonly onBent: (chosen: ChosenCase, origin: Origin) => void;
  /** Called when a fault has replied to a command. */
  readonly onFaultReply: (record: Omit<CommandRecord, 'outcome'> & { readonly reply: GivenReply }) => void;
}

const none: readonly never[] = [];

const cancelled: SinkReply = { kind: 'cancelled' };

/** Turns the bytes of a request into its reply, for all ports. */
export class RequestHandler implements RequestSink<PortName> {
  readonly requestCounter = new RequestCounter();
  readonly #options: RequestHandlerOptions;
  #format: RequestFormat;
  /** Undefined while chaos is off. */
  #chaos: Chaos | undefined;

  constructor(options: RequestHandlerOptions) {
    this.#options = options;
    this.#format = options;
  }

  /** Has chaos bend requests from now on. */
  bendBy(chaos: Chaos): void {
    this.#chaos = chaos;
  }

  /** Changes the format for new requests. */
  configure({ replyFormat, maxBatch }: RequestFormat): void {
    this.#format = { replyFormat, maxBatch };
  }

  /**
   * Handles one request. Returns its reply, as a promise only where something has to wait. Never rejects.
   * @param signal aborts when the client disconnects: waiting commands are cancelled
   */
  handle(bytes: Uint8Array, origin: Origin, signal: AbortSignal): SinkReply | Promise<SinkReply> {
    const { journal, worker } = this.#options;
    // Before anything is executed: a listener may reset, and then this request is one of before. The calls of a
    // deferred order were counted when the order was received.
    if (origin.deferred !== true) this.requestCounter.add();
    const request = this.#begin(bytes, origin, undefined, origin.deferred === true ? undefined : this.#chaos);
    journal.begin(request);
    const { executed, trace } = request;
    const onRecord = trace === undefined ? undefined : (record: CommandRecord) => trace.settled(record);
    const submitted = worker.submit({ commands: executed, origin }, signal, onRecord);
    if (!isPromise(submitted)) return this.#end(request, submitted, signal);
    return submitted.then((records) => this.#end(request, records, signal));
  }

  /** Handles the calls of a broadcast to this radio, a batch, as any other request. Never rejects. */
  async handlePart(
    { bytes, calls }: BroadcastPart,
    origin: Origin,
    signal: AbortSignal,
    { isRecorded, isKept }: PartTerms,
  ): Promise<PartReply> {
    const { journal, worker, clock, secrets } = this.#options;
    this.requestCounter.add();
    const request = this.#begin(bytes, origin, calls);
    if (isRecorded) journal.begin(request);
    try {
      const { executed, trace } = request;
      const onRecord = trace === undefined ? undefined : (record: CommandRecord) => trace.settled(record);
      const records = await worker.submit({ commands: executed, origin }, signal, onRecord);
      const at = clock.now();
      const made = replyDelivery(request, records, this.#options, signal);
      const result = resultOf(request, records, at, isPromise(made) ? await made : made);
      const isAdded = isRecorded && this.#isRecorded(request);
      const exchange = isAdded || isKept ? exchangeOf(request, result, secrets) : undefined;
      if (isAdded && exchange !== undefined) journal.add(exchange);
      return { reply: replyOf(request, records, result.delivery), exchange };
    } finally {
      journal.end(request);
    }
  }

  /** The reply to a line that exceeds the limit: an invalid request, whatever the line contains. */
  tooLong(limit: number): string {
    return replyText(invalidElement(null, `longer than ${limit} bytes`), this.#format.replyFormat);
  }

  /**
   * @param parsed its calls, where they were parsed before
   * @param chaos undefined for what no client waits for
   */
  #begin(bytes: Uint8Array, origin: Origin, parsed: readonly Call[] | undefined, chaos?: Chaos): Request {
    const { node, clock, journal, faults: faultSet, secrets } = this.#options;
    const { maxBatch, replyFormat: format } = this.#format;
    // The calls of a deferred order were counted when it was accepted: a limit lowered since then must not drop them.
    const text = requestText(bytes);
    const most = origin.deferred === true ? Infinity : maxBatch;
    const envelope = parsed === undefined ? parseEnvelope(text, most) : batchEnvelope(parsed, most);
    const terms = { format, age: journal.age, isRecorded: journal.isOn };
    const chosen = chaos?.forRequest(envelope, bytes, origin);
    const faults = faultSet.forRequest(bytes, origin, chosen);
    const request = new Request(bytes, text, origin, envelope, terms, faults);
    request.chosen = chosen;
    request.trace = RequestTrace.begin(node, clock, secrets, request.commands, origin);
    if (faults !== undefined) this.#askFaults(request, faults);
    return request;
  }

  /** Notes which commands faults reply to. */
  #askFaults(request: Request, faults: RequestFaults): void {
    const { origin, commands } = request;
    request.subjects = commands.map((command) => this.#subjectOf(command, origin));
    request.given = request.subjects.map((subject, index) => faults.answer(subject, index));
    for (const [index, command] of commands.entries()) {
      const reply = request.given[index];
      if (reply === undefined) continue;
      this.#options.onFaultReply({ command, origin, reply, waitMs: 0, runMs: 0 });
      request.trace?.repliedByFault(command, reply);
    }
  }

  /** Makes the reply and the entry of the journal. */
  #end(
    request: Request,
    records: readonly CommandRecord[],
    signal: AbortSignal,
  ): SinkReply | Promise<SinkReply> {
    const at = this.#options.clock.now();
    const made = replyDelivery(request, records, this.#options, signal);
    if (!isPromise(made)) return this.#reply(request, records, at, made);
    return made.then((reply) => this.#reply(request, records, at, reply));
  }

  #reply(
    request: Request,
    records: readonly CommandRecord[],
    at: number,
    made: ReplyDelivery | undefined,
  ): SinkReply {
    const { journal, secrets } = this.#options;
    try {
      const acted = actedCase(request, made);
      if (acted !== undefined) this.#options.onBent(acted, request.origin);
      const result = resultOf(request, records, at, made);
      if (this.#isRecorded(request)) journal.add(exchangeOf(request, result, secrets));
      return replyOf(request, records, this.#withStatus(request, records, result.delivery));
    } finally {
      journal.end(request);
    }
  }

  #withStatus(
    request: Request,
    records: readonly CommandRecord[],
    delivery: Delivery | undefined,
  ): Delivery | undefined {
    if (this.#options.login?.errorStatus !== 401 || delivery === undefined) return delivery;
    return isEvery(request, records, isUnauthenticated) ? { ...delivery, status: 401 } : delivery;
  }

  /** True unless the journal was off when the request came, or was cleared since. */
  #isRecorded({ terms }: Request): boolean {
    return terms.isRecorded && this.#options.journal.age === terms.age;
  }

  #subjectOf(command: JobCommand, { port, peer }: Origin): FaultSubject {
    const { method, params } = command;
    const access = this.#options.accessOf(command);
    return Object.freeze({ method, params: Object.freeze(params.map(frozenCopy)), access, port, peer });
  }
}

/** A copy of a parameter that nobody can change. Nearly all are texts, which nobody can. */
function frozenCopy(param: unknown): unknown {
  return typeof param === 'object' ? deepFreeze(structuredClone(param)) : param;
}

/** Result of a request for its reply, and for the journal. */
function resultOf(
  request: Request,
  records: readonly CommandRecord[],
  at: number,
  made: ReplyDelivery | undefined,
): RecordedResult {
  const { faults } = request;
  const acted = actedCase(request, made);
  const chaos = acted === undefined ? undefined : { case: acted.case, bend: acted.bend };
  return {
    at,
    records,
    faults: faults?.applied ?? none,
    delivery: made?.delivery,
    searched: made?.searched,
    chaos,
    plain: made?.plain,
  };
}

/** The case of a request if it has acted; a blackout does not begin where the client has gone. */
function actedCase({ chosen, faults }: Request, made: ReplyDelivery | undefined): ChosenCase | undefined {
  if (chosen === undefined) return undefined;
  const begins = chosen.fault.blackoutMs !== undefined && made !== undefined;
  return begins || faults?.hasChosenActed === true ? chosen : undefined;
}

function replyOf(
  request: Request,
  records: readonly CommandRecord[],
  delivery: Delivery | undefined,
): SinkReply {
  if (delivery === undefined) return cancelled;
  return { kind: 'delivery', delivery, outage: isEvery(request, records, isOutage) };
}

/** True if every reply is such an error. */
function isEvery(
  { calls }: Request,
  records: readonly CommandRecord[],
  isSuch: (record: CommandRecord) => boolean,
): boolean {
  return records.length > 0 && records.length === calls.length && records.every(isSuch);
}

function isUnauthenticated({ outcome }: CommandRecord): boolean {
  return outcome.kind === 'error' && outcome.error.token === 'Authentication error';
}

function isOutage({ outcome }: CommandRecord): boolean {
  return outcome.kind === 'error' && outcome.error.outage === true;
}
