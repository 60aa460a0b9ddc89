import { printable, escapeControls } from '../core/text.js';
import type { PortName } from '../ports/registry.js';
import type { RequestId } from '../worker/job.js';

/** One command of an exchange. */
export interface ExchangeCommand {
  /** The request's id; undefined for a notification. */
  readonly id: RequestId | undefined;
  readonly method: string;
  readonly params: readonly unknown[];
  /** `ok`, the error's message, or `cancelled` if the client disconnected first. */
  readonly outcome: string;
  /** From admission to start, ms of the simulator's clock. */
  readonly waitMs: number;
  /** From start to outcome, ms of the simulator's clock. */
  readonly runMs: number;
}

/** One request with its reply and outcome. */
export interface Exchange {
  /** ID of the node; `1` where there is one radio. */
  readonly node: string;
  /** Number of the exchange since the start or the last reset, from 1. */
  readonly n: number;
  /** Time at which the reply was ready, ms of the simulator's clock. */
  readonly at: number;
  readonly port: PortName;
  /** Address and port of the peer. */
  readonly peer: string;
  /** The received bytes: body of the HTTP request, or message on the maintenance port. Secrets are redacted. */
  readonly request: Uint8Array;
  /** The bytes of the reply's body, or of its line without the newline, as given to the connection. */
  readonly reply: Uint8Array | undefined;
  /** `reply`; `none` for notifications; `cancelled` if the client disconnected; else the effect of a fault. */
  readonly ending: 'reply' | 'none' | 'cancelled' | 'close' | 'reset' | 'silence';
  readonly commands: readonly ExchangeCommand[];
  /** Names of the faults that applied. */
  readonly faults: readonly string[];
}

/** A request as text. */
export function requestText({ request }: Exchange): string {
  return Buffer.from(request).toString('utf8');
}

/** One line about an exchange, for messages. */
export function exchangeLine({ n, port, commands, ending, faults }: Exchange): string {
  const calls = commands.map(
    ({ method, params, outcome }) => `${printable(method)}(${params.map(shown).join(', ')}) ${outcome}`,
  );
  const end = ending === 'reply' ? '' : ` [${ending}]`;
  const by = faults.length === 0 ? '' : ` [faults: ${faults.join(', ')}]`;
  return escapeControls(`#${n} ${port} ${calls.length === 0 ? '(no request)' : calls.join('; ')}${end}${by}`);
}

const maxShown = 40;

function shown(param: unknown): string {
  const text = JSON.stringify(param);
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
}
