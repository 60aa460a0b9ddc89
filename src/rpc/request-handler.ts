import type { Outcome } from '../radio/declaration.js';
import type { Job, JobCommand, Origin, RequestId } from '../worker/job.js';
import { type Dialect, batchText, replyText } from './dialect.js';
import { type Call, parseEnvelope } from './envelope.js';
import { Reception } from './reception.js';

/** What the handler passes jobs to. */
export interface JobSink {
  submit(job: Job, options: { readonly signal: AbortSignal }): Promise<readonly Outcome[]>;
}

/** What a handler is made from. */
export interface RequestHandlerOptions {
  readonly worker: JobSink;
  readonly dialect: Dialect;
  /** Elements that a batch may have. */
  readonly maxBatch: number;
}

/** What a request's sender gets. */
export type HandlerReply =
  /** One line without a newline; `dark`: it says nothing but that the radio is dark. */
  | { readonly kind: 'text'; readonly text: string; readonly dark: boolean }
  /** Nothing: all were notifications. */
  | { readonly kind: 'none' }
  /** Nothing: the client has gone away before its turn. */
  | { readonly kind: 'cancelled' };

/** From a request's bytes to its reply's text: what both ports share. */
export class RequestHandler {
  /** What has come in so far. */
  readonly reception = new Reception();
  readonly #options: RequestHandlerOptions;

  constructor(options: RequestHandlerOptions) {
    this.#options = options;
  }

  /**
   * Handles one request. Never rejects.
   * @param signal aborts when the client has gone away: what waits is cancelled
   */
  async handle(bytes: Uint8Array, origin: Origin, signal: AbortSignal): Promise<HandlerReply> {
    const envelope = parseEnvelope(bytes, this.#options.maxBatch);
    if (envelope.kind === 'parse-error') {
      this.reception.add();
      const error = { token: 'Parse error', detail: { reason: envelope.reason } } as const;
      return {
        kind: 'text',
        text: replyText(null, { kind: 'error', error }, this.#options.dialect),
        dark: false,
      };
    }
    const calls = envelope.kind === 'single' ? [envelope.call] : envelope.calls;
    const commands = calls.filter(isCommand);
    const submitted =
      commands.length === 0 ? [] : this.#options.worker.submit({ commands, origin }, { signal });
    this.reception.add();
    const outcomes = await submitted;
    if (outcomes.some(({ kind }) => kind === 'cancelled')) return { kind: 'cancelled' };
    const replies = this.#replies(calls, outcomes);
    const [first] = replies;
    if (first === undefined) return { kind: 'none' };
    const text = envelope.kind === 'single' ? first : batchText(replies, this.#options.dialect);
    return { kind: 'text', text, dark: outcomes.length === calls.length && outcomes.every(isDark) };
  }

  /** An over-long line: no request, whatever it would have been. */
  tooLong(limit: number): string {
    return this.#invalid(null, `longer than ${limit} bytes`);
  }

  #replies(calls: readonly Call[], outcomes: readonly Outcome[]): readonly string[] {
    const replies: string[] = [];
    let next = 0;
    for (const call of calls) {
      if (!isCommand(call)) replies.push(this.#invalid(call.id, call.invalid));
      else {
        const outcome = outcomes[next++];
        if (outcome === undefined || outcome.kind === 'cancelled' || call.id === undefined) continue;
        replies.push(replyText(call.id, outcome, this.#options.dialect));
      }
    }
    return replies;
  }

  #invalid(id: RequestId, reason: string): string {
    const error = { token: 'Invalid Request', detail: { reason } } as const;
    return replyText(id, { kind: 'error', error }, this.#options.dialect);
  }
}

function isCommand(call: Call): call is JobCommand {
  return !('invalid' in call);
}

function isDark(outcome: Outcome): boolean {
  return outcome.kind === 'error' && outcome.error.dark === true;
}
