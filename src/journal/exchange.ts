import { printable, escapeControls } from '../core/text.js';
import type { PortName } from '../ports/registry.js';
import type { RequestId } from '../worker/job.js';

/** One command of an exchange. */
export interface ExchangeCommand {
  /** The request's id; undefined for a notification. */
  readonly id: RequestId | undefined;
  readonly method: string;
  readonly params: readonly unknown[];
  /** `ok`, the error's message, or `cancelled` where the client went away first. */
  readonly outcome: string;
  /** From admission to its turn, ms of the simulator's clock. */
  readonly waitMs: number;
  /** From its turn to its outcome, ms of the simulator's clock. */
  readonly runMs: number;
}

/** One request with what became of it. */
export interface Exchange {
  /** ID of the node; `1` where there is one radio. */
  readonly node: string;
  /** Number of the exchange since the start or the last reset, from 1. */
  readonly n: number;
  /** When its reply was ready, ms of the simulator's clock. */
  readonly at: number;
  readonly port: PortName;
  /** Address and port of the peer. */
  readonly peer: string;
  /** The bytes that came: HTTP's body, or the maintenance port's message. Secrets are blanked. */
  readonly request: Uint8Array;
  /** The bytes of the reply's body or line, without its newline, as they were handed to the connection. */
  readonly reply: Uint8Array | undefined;
  /** `reply`; `none` for notifications; `cancelled` where the client went away; else what a fault did. */
  readonly ending: 'reply' | 'none' | 'cancelled' | 'close' | 'reset' | 'silence';
  readonly commands: readonly ExchangeCommand[];
  /** Names of the faults that acted. */
  readonly faults: readonly string[];
}

/** A request's text, as a person reads it. */
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

const longestShown = 40;

function shown(param: unknown): string {
  const text = JSON.stringify(param);
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}
