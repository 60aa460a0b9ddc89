import { frozen } from './frozen.js';

/** The tokens that a reply's error can carry, with their codes (interface.md A.5, design choice where marked). */
export const wireErrors = frozen({
  'Parse error': { code: -32700, when: 'the request is not JSON, or not UTF-8' },
  'Invalid Request': { code: -32600, when: 'the JSON is not a request' },
  'Method not found': { code: -32601, when: 'the radio, or this port of it, has no such method' },
  INVALID_RANGE: { code: -32602, when: "a parameter's value, count or kind is not allowed" },
  INTERNAL: { code: -32603, when: 'a fault of the simulator, or a deadline passed' },
  UNAVAILABLE: { code: -32000, when: 'blackout, offline or closing' },
  BUSY: { code: -32001, when: 'the queue is full' },
  'Authentication error': {
    code: -32002,
    when: 'login is on and there is no session (the code is an assumption)',
  },
} as const);

/** The message of a reply's error; clients match on it, so it is the token alone. */
export type WireErrorToken = keyof typeof wireErrors;

/** What an error says beside its token. Every member is text made for a person. */
export interface ErrorDetail {
  /** The parameter or setting at fault. */
  readonly field?: string;
  /** What it was given, shortened. */
  readonly value?: string;
  /** What it takes. */
  readonly allowed?: string;
  /** Why the command was not carried out. */
  readonly reason?: string;
}

/** An error as the command path passes it on, before it becomes bytes. */
export interface WireError {
  readonly token: WireErrorToken;
  readonly detail?: ErrorDetail;
  /** When to try again, ms from now; only where it is known. */
  readonly retryAfterMs?: number;
  /** True during a blackout or while offline: a port may show these in another way than as an error. */
  readonly outage?: true;
}

/** The codes of errors that the library itself throws. They are stable. */
export type SilvusMockErrorCode =
  | 'OPTION_INVALID'
  | 'CONFIG_INVALID'
  | 'RELOAD_FAILED'
  | 'NO_SOURCE'
  | 'MODEL_INVALID'
  | 'NOT_RUNNING'
  | 'NOT_SEEN'
  | 'NOT_IDLE'
  | 'SCENARIO_RUNNING'
  | 'PORT_UNAVAILABLE'
  | 'STATE_DIR_IN_USE'
  | 'STATE_DIR_UNUSABLE'
  | 'FLASH_TOO_NEW'
  | 'FLASH_UNWRITABLE'
  | 'ACTIVITY_LOST'
  | 'ALREADY_CLOSED'
  | 'CLOSED_WHILE_STARTING';

/** What the library throws or rejects with. */
export class SilvusMockError extends Error {
  /** Stable code to match on. */
  readonly code: SilvusMockErrorCode;

  /** An error with its stable code. */
  constructor(code: SilvusMockErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SilvusMockError';
    this.code = code;
  }
}
