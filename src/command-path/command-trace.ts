import { type TracingChannel, tracingChannel } from 'node:diagnostics_channel';
import { wireErrors } from '../core/errors.js';
import type { Clock } from '../core/time/clock.js';
import type { Secrets } from '../journal/secrets.js';
import { type GivenReply, givenOutcome } from '../jsonrpc/reply-format.js';
import type { Origin } from '../ports/origin.js';
import type { PortName } from '../ports/registry.js';
import type { CommandRecord, JobCommand, RequestId } from '../worker/job.js';

/**
 * The message on the channels `tracing:silvus-mock.command:*` of `node:diagnostics_channel`: one object for each command,
 * the same at its begin and at its end. It has no parameters and no results: these may be secret.
 */
export interface CommandTrace {
  /** ID of the node; `1` where there is one radio. */
  readonly node: string;
  /** The request's id; undefined for a notification. */
  readonly id: RequestId | undefined;
  readonly method: string;
  /** Number of parameters. */
  readonly params: number;
  readonly port: PortName;
  /** Address and port of the peer. */
  readonly peer: string;
  /** Set where a deferred order called it. */
  readonly deferred?: true;
  /** When it came in, ms since 1970 by the simulator's clock. */
  readonly receivedAt: number;
  /** When its outcome was known, ms since 1970 by the simulator's clock; set at the end, as all that follows. */
  settledAt?: number;
  /** From admission to its turn, ms of the simulator's clock. */
  waitMs?: number;
  /** From its turn to its outcome, ms of the simulator's clock. */
  runMs?: number;
  /** `ok`, the error's message (a token, unless a fault chose another), or `cancelled` where the client went away. */
  outcome?: string;
  /** The error of its reply; absent where it had none. */
  error?: { readonly code: number; readonly message: string };
}

/** Node.js keeps channels by name for the whole process: this is its way for libraries, and adds nothing to it. */
const channel: TracingChannel<unknown, CommandTrace> = tracingChannel('silvus-mock.command');

/** The events of one request's commands. */
export class RequestTrace {
  readonly #clock: Clock;
  /** The commands without an outcome. */
  readonly #open: Map<JobCommand, CommandTrace>;

  private constructor(clock: Clock, open: Map<JobCommand, CommandTrace>) {
    this.#clock = clock;
    this.#open = open;
  }

  /** Publishes the begin of each command. Undefined without subscribers, so that tracing costs one test a request. */
  static begin(
    node: string,
    clock: Clock,
    secrets: Secrets,
    commands: readonly JobCommand[],
    origin: Origin,
  ): RequestTrace | undefined {
    if (!channel.hasSubscribers) return undefined;
    const receivedAt = clock.wallTime();
    const traces = commands.map(
      (command) => [command, traceOf(node, withoutSecrets(command, secrets), origin, receivedAt)] as const,
    );
    for (const [, trace] of traces) {
      channel.start.publish(trace);
      // As TracingChannel.tracePromise does: `end` says that the synchronous part is over.
      channel.end.publish(trace);
    }
    return new RequestTrace(clock, new Map(traces));
  }

  /** Publishes the end of a command that the worker has settled. */
  settled({ command, outcome, waitMs, runMs }: CommandRecord): void {
    if (outcome.kind !== 'error')
      this.#end(command, outcome.kind === 'result' ? 'ok' : outcome.kind, waitMs, runMs);
    else {
      const { token } = outcome.error;
      this.#end(command, token, waitMs, runMs, { code: wireErrors[token].code, message: token });
    }
  }

  /** Publishes the end of a command that a fault has replied to. */
  repliedByFault(command: JobCommand, reply: GivenReply): void {
    const error = 'result' in reply ? undefined : { code: reply.code, message: reply.message };
    this.#end(command, givenOutcome(reply), 0, 0, error);
  }

  #end(
    command: JobCommand,
    outcome: string,
    waitMs: number,
    runMs: number,
    error?: CommandTrace['error'],
  ): void {
    const trace = this.#open.get(command);
    if (trace === undefined) return;
    this.#open.delete(command);
    Object.assign(trace, { settledAt: this.#clock.wallTime(), waitMs, runMs, outcome });
    if (error !== undefined) {
      trace.error = error;
      channel.error.publish(trace);
    }
    channel.asyncStart.publish(trace);
    channel.asyncEnd.publish(trace);
  }
}

/** An id or a method may be a key, or the secret in force. */
function withoutSecrets(command: JobCommand, secrets: Secrets): JobCommand {
  return { ...command, id: secrets.maskId(command.id), method: secrets.maskMethod(command.method) };
}

function traceOf(
  node: string,
  { id, method, params }: JobCommand,
  { port, peer, deferred }: Origin,
  receivedAt: number,
): CommandTrace {
  const of = { node, id, method, params: params.length, port, peer };
  return { ...of, ...(deferred === undefined ? {} : { deferred }), receivedAt };
}
