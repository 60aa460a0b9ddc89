import { latin1 } from '../core/text.js';
import { type Call, isCommand } from '../jsonrpc/envelope.js';
import type { Origin } from '../ports/origin.js';
import type { JobCommand } from '../worker/job.js';
import type { CommandEnd, NewExchange } from './kept-exchange.js';
import { masked, searchedReply, secretCalls, withoutSecrets } from './recording.js';
import { redactRequest } from './redact.js';
import type { Secrets } from './secrets.js';

/** A broadcast as it was received. */
interface RecordedBroadcast {
  readonly bytes: Uint8Array;
  readonly origin: Origin;
  /** An invalid one where the body is no broadcast. */
  readonly calls: readonly Call[];
}

/** Result of a broadcast, at the time its reply is ready. */
interface BroadcastResult {
  /** ms of the simulator's clock. */
  readonly at: number;
  /** By index of the command; undefined for one that was cancelled. */
  readonly endOf: (command: number) => CommandEnd | undefined;
  readonly faults: readonly string[];
  /** Without secrets; undefined if the client disconnected first. */
  readonly reply: string | undefined;
}

/** Longer replies of a node are not searched again: it has searched them itself, characters. */
const maxSearched = 131_072;

/** Makes the journal entry of a broadcast. */
export class BroadcastRecording {
  readonly #request: RecordedBroadcast;
  readonly #commands: readonly JobCommand[];
  readonly #secrets: Secrets;
  readonly #secretCalls: ReadonlySet<Call>;
  readonly #kept: Uint8Array;

  constructor(request: RecordedBroadcast, secrets: Secrets) {
    const { bytes, calls } = request;
    this.#request = request;
    this.#commands = calls.filter(isCommand);
    this.#secrets = secrets;
    this.#secretCalls = secretCalls({ bytes, calls, commands: this.#commands }, secrets);
    this.#kept = this.#keptRequest();
  }

  /** The reply of a node without secrets. @param text without those that the node has found */
  replyPart(text: string): string {
    const isLong = text.length > maxSearched;
    const isSecret = this.#secretCalls.size > 0;
    const isHidden = this.#kept !== this.#request.bytes;
    const part = searchedReply({ text }, this.#secrets, isLong ? text : undefined, isSecret, isHidden);
    return typeof part === 'string' ? part : Buffer.from(part ?? '').toString();
  }

  /** The entry. */
  exchange({ at, endOf, faults, reply }: BroadcastResult): NewExchange {
    const { bytes, origin } = this.#request;
    const secrets = this.#secrets;
    const mask = (text: string) => (this.#kept === bytes ? secrets.mask(text) : secrets.maskText(text));
    return {
      at,
      port: origin.port,
      page: 'broadcast',
      peer: origin.peer,
      request: this.#kept,
      reply,
      ending: reply === undefined ? 'cancelled' : 'reply',
      commands: this.#commands.map((command, index) => {
        const end = endOf(index);
        return masked(command, end?.outcome ?? 'cancelled', end, mask, this.#secretCalls.has(command));
      }),
      faults,
    };
  }

  /** All is hidden where a secret stands in an encoded form, which a search in the bytes does not find. */
  #keptRequest(): Uint8Array {
    const { bytes } = this.#request;
    const isSecret = this.#secretCalls.size > 0;
    const kept = withoutSecrets(bytes, isSecret, this.#secrets);
    if (isSecret) return kept;
    const isMissed = kept === bytes && this.#commands.some((command) => !this.#isClean(command));
    return isMissed || !this.#secrets.isClean(decoded(latin1(kept))) ? redactRequest(bytes) : kept;
  }

  #isClean({ id, method, params }: JobCommand): boolean {
    return [id, method, ...params].every((each) => typeof each !== 'string' || this.#secrets.isClean(each));
  }
}

/** A form without its encoding; empty for JSON. */
function decoded(text: string): string {
  if (/^\s*[{[]/.test(text)) return '';
  return text
    .replaceAll('+', ' ')
    .replaceAll(/(?:%[\da-f]{2})+/gi, (run) =>
      Buffer.from(run.replaceAll('%', ''), 'hex').toString('latin1'),
    );
}
