import { ConfigurationError, type ConfigurationIssue } from '../../config/configuration-error.js';
import { SilvusMockError, type SilvusMockErrorCode } from '../../core/errors.js';

/** Errors of the control plane with their HTTP status. */
export const controlErrors = {
  OPTION_INVALID: { status: 400, when: 'a value, a key or the JSON is invalid; the message names it' },
  CONFIG_INVALID: { status: 422, when: 'the configuration is invalid; the issues say where' },
  UNAUTHORIZED: { status: 401, when: 'the token is missing or wrong' },
  FORBIDDEN: { status: 403, when: 'a foreign Host, or a page of another site' },
  NOT_FOUND: { status: 404, when: 'there is no such path, method or fault' },
  METHOD_NOT_ALLOWED: { status: 405, when: 'the path has other methods; see Allow' },
  CONFLICT: { status: 409, when: 'the current state of the simulator does not allow it' },
  NOT_SEEN: {
    status: 409,
    when: 'what was asked for or waited for has not been seen; the message says what has',
  },
  UNDECIDED: {
    status: 409,
    when: 'the journal no longer keeps what would decide it, or a reply is still on its way',
  },
  TOO_LARGE: { status: 413, when: 'the body is too long' },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    when: 'the body is not declared as application/json, or as YAML where that is allowed',
  },
  INTERNAL: { status: 500, when: 'an internal error; see the log of the simulator' },
  TOO_MANY_CONNECTIONS: {
    status: 503,
    when: 'the maximum number of connections is in use; the last place serves probes and metrics alone',
  },
  TOO_MANY_CALLS: { status: 503, when: 'the maximum number of calls to radios is under way' },
  TOO_MANY_FOLLOWERS: { status: 503, when: 'the maximum number of event streams is open' },
} as const;

/** Stable code of an error. */
export type ControlErrorCode = keyof typeof controlErrors;

/** Error reply to a request. */
export class ControlError extends Error {
  /** Stable code to match on. */
  readonly code: ControlErrorCode;
  /** Additional headers of the reply. */
  readonly headers: Readonly<Record<string, string>>;
  /** Issues of a configuration. */
  readonly issues: readonly ConfigurationIssue[] | undefined;

  /** @param message text for the client */
  constructor(
    code: ControlErrorCode,
    message: string,
    headers: Readonly<Record<string, string>> = {},
    issues?: readonly ConfigurationIssue[],
  ) {
    super(message);
    this.issues = issues;
    this.name = 'ControlError';
    this.code = code;
    this.headers = headers;
  }

  /** The HTTP status. */
  get status(): number {
    return controlErrors[this.code].status;
  }
}

/** The error reply for a caught error; undefined for an internal error, whose text is not sent to clients. */
export function controlErrorOf(error: unknown): ControlError | undefined {
  if (error instanceof ControlError) return error;
  if (!(error instanceof SilvusMockError)) return undefined;
  const { code, message } = error;
  if (error instanceof ConfigurationError)
    return new ControlError('CONFIG_INVALID', message, {}, error.issues);
  if (code === 'OPTION_INVALID' || code === 'NOT_SEEN' || code === 'UNDECIDED')
    return new ControlError(code, message);
  if (code === 'FLASH_UNWRITABLE') return new ControlError('INTERNAL', message);
  return conflicts.has(code) ? new ControlError('CONFLICT', message) : undefined;
}

const conflicts: ReadonlySet<SilvusMockErrorCode> = new Set([
  'NOT_IDLE',
  'SCENARIO_RUNNING',
  'ALREADY_CLOSED',
  'NO_SOURCE',
  'RELOAD_FAILED',
  'STATE_DIR_IN_USE',
  'STATE_DIR_UNUSABLE',
  'FLASH_TOO_NEW',
]);
