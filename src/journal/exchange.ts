import { jsonStart } from '../core/json-start.js';
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

/** Name of a recorded page. */
export type RecordedPage = 'broadcast';

/** Pages beside the API whose exchanges are recorded. */
export const recordedPages = ['broadcast'] as const satisfies readonly RecordedPage[];

/** Data of one request with its reply and outcome. */
export interface ExchangeRecord {
  /** ID of the node; `1` where there is one radio. */
  readonly node: string;
  /** Number of the exchange since the start or the last reset, from 1. */
  readonly n: number;
  /** Time at which the reply was ready, ms of the simulator's clock. */
  readonly at: number;
  readonly port: PortName;
  /**
   * The page that the request was for; absent for the API. `broadcast`: the commands are the calls that it gives to each
   * node, with the outcome on this radio; where it does not name this radio, `ok` if all nodes say so, else the first
   * other outcome.
   */
  readonly page?: RecordedPage;
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
  /** The case of chaos that bent it; absent where none did. */
  readonly chaos?: ChaosCase;
}

/** A case of chaos, as it is named in the journal and in events. */
export interface ChaosCase {
  /** `http.freq.2.truncated`: port, call, how often it was seen, bend. */
  readonly case: string;
  /** `truncated`. */
  readonly bend: string;
}

/** One request with its reply and outcome. Texts and JSON are made from the bytes when they are first read. */
export interface Exchange extends ExchangeRecord {
  /** The request as text. */
  readonly requestText: string;
  /** The request as JSON; undefined if it is none. */
  readonly requestJson: unknown;
  /** The reply as text; undefined if there is none. */
  readonly replyText: string | undefined;
  /** The reply as JSON; undefined if there is none, or if it is cut or garbled. */
  readonly replyJson: unknown;
}

/** One line about an exchange, for messages. */
export function exchangeLine({ n, port, page, commands, ending, faults, chaos }: ExchangeRecord): string {
  const calls = commands.map(
    ({ method, params, outcome }) => `${printable(method)}(${params.map(shown).join(', ')}) ${outcome}`,
  );
  const to = page === undefined ? '' : ` [${page}]`;
  const end = ending === 'reply' ? '' : ` [${ending}]`;
  const by = faults.length === 0 ? '' : ` [faults: ${faults.join(', ')}]`;
  const bent = chaos === undefined ? '' : ` [chaos: ${chaos.case}]`;
  return escapeControls(
    `#${n} ${port} ${calls.length === 0 ? '(no request)' : calls.join('; ')}${to}${end}${by}${bent}`,
  );
}

const maxShown = 40;

function shown(param: unknown): string {
  const text = jsonStart(param, maxShown);
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
}
