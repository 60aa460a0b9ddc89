import { deepFreeze } from './freeze.js';

/** The errors of replies by token, with their codes (docs/interface.md A.5; assumptions are marked). */
export const wireErrors = deepFreeze({
  'Parse error': { code: -32700, when: 'the request is not JSON, or not UTF-8' },
  'Invalid Request': { code: -32600, when: 'the JSON is not a request' },
  'Method not found': { code: -32601, when: 'the radio, or this port of it, has no such method' },
  INVALID_RANGE: { code: -32602, when: "a parameter's value, count or kind is not allowed" },
  INTERNAL: { code: -32603, when: 'an error inside the simulator, or a deadline passed' },
  UNAVAILABLE: { code: -32000, when: 'blackout, offline or closing' },
  BUSY: { code: -32001, when: 'the queue is full' },
  'Authentication error': {
    code: -32002,
    when: 'login is on and there is no session (the code is an assumption)',
  },
} as const);

/** The message of a reply's error. It is the token alone, since clients match on it. */
export type WireErrorToken = keyof typeof wireErrors;

/** Details of an error beside its token, as text for people. */
export interface ErrorDetail {
  /** The parameter or setting with the wrong value. */
  readonly field?: string;
  /** Its value, shortened. */
  readonly value?: string;
  /** The values that are allowed. */
  readonly allowed?: string;
  /** Why the command was not executed. */
  readonly reason?: string;
}

/** An error of the command path, before it is written into a reply. */
export interface WireError {
  readonly token: WireErrorToken;
  readonly detail?: ErrorDetail;
  /** When to try again, ms from now, where that is known. */
  readonly retryAfterMs?: number;
  /** True during a blackout or while offline: a port may show these in another way than as an error. */
  readonly outage?: true;
}

/** The codes of {@link SilvusMockError}. They are stable. */
export type SilvusMockErrorCode =
  | 'OPTION_INVALID'
  | 'CONFIG_INVALID'
  | 'RELOAD_FAILED'
  | 'NO_SOURCE'
  | 'MODEL_INVALID'
  | 'NOT_RUNNING'
  | 'NOT_SEEN'
  | 'UNDECIDED'
  | 'NOT_IDLE'
  | 'CLIENT_FAILED'
  | 'SCENARIO_RUNNING'
  | 'PORT_UNAVAILABLE'
  | 'STATE_DIR_IN_USE'
  | 'STATE_DIR_UNUSABLE'
  | 'FLASH_TOO_NEW'
  | 'FLASH_UNWRITABLE'
  | 'ACTIVITY_LOST'
  | 'ALREADY_CLOSED'
  | 'CLOSED_WHILE_STARTING';

/** An error of the library, as it throws or rejects with it. */
export class SilvusMockError extends Error {
  /** A stable code, for programs. */
  readonly code: SilvusMockErrorCode;

  /** Makes an error. */
  constructor(code: SilvusMockErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SilvusMockError';
    this.code = code;
  }
}
