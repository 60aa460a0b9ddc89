import type { Outcome } from '../radio/declaration.js';
import type { Job, JobCommand, Origin, RequestId } from '../worker/job.js';
import { type Dialect, batchText, replyText } from './dialect.js';
import { type Call, parseEnvelope } from './envelope.js';

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

/** From a request's bytes to its reply's text: what both ports share. */
export class RequestHandler {
  readonly #options: RequestHandlerOptions;

  constructor(options: RequestHandlerOptions) {
    this.#options = options;
  }

  /**
   * Handles one request. Never rejects.
   * @param signal aborts when the client has gone away: what waits is cancelled
   * @returns one line without a newline, or undefined where there is no reply: notifications, a client that is gone
   */
  async handle(bytes: Uint8Array, origin: Origin, signal: AbortSignal): Promise<string | undefined> {
    const envelope = parseEnvelope(bytes, this.#options.maxBatch);
    switch (envelope.kind) {
      case 'parse-error': {
        const error = { token: 'Parse error', detail: { reason: envelope.reason } } as const;
        return replyText(null, { kind: 'error', error }, this.#options.dialect);
      }
      case 'single':
        return (await this.#answer([envelope.call], origin, signal))[0];
      case 'batch': {
        const replies = await this.#answer(envelope.calls, origin, signal);
        return replies.length === 0 ? undefined : batchText(replies, this.#options.dialect);
      }
    }
  }

  /** An over-long line: no request, whatever it would have been. */
  tooLong(limit: number): string {
    return this.#invalid(null, `longer than ${limit} bytes`);
  }

  async #answer(calls: readonly Call[], origin: Origin, signal: AbortSignal): Promise<readonly string[]> {
    const commands = calls.filter(isCommand);
    const outcomes =
      commands.length === 0 ? [] : await this.#options.worker.submit({ commands, origin }, { signal });
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
