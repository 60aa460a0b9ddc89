import { ConfigurationError, type ConfigurationIssue } from '../../config/configuration-error.js';
import { SilvusMockError, type SilvusMockErrorCode } from '../../core/errors.js';

/** What a request can be refused with, each with its HTTP status. */
export const controlErrors = {
  OPTION_INVALID: { status: 400, when: 'a value, a key or the JSON is wrong; the message names it' },
  CONFIG_INVALID: { status: 422, when: 'the configuration is wrong; the faults say where' },
  UNAUTHORIZED: { status: 401, when: 'a token is set, and it is missing or another' },
  FORBIDDEN: { status: 403, when: 'a foreign Host, or a page of another site' },
  NOT_FOUND: { status: 404, when: 'there is no such path, method or fault' },
  METHOD_NOT_ALLOWED: { status: 405, when: 'the path takes other methods; see Allow' },
  CONFLICT: { status: 409, when: 'the simulator is not in a state for it' },
  NOT_SEEN: {
    status: 409,
    when: 'the journal does not hold what was asked for; the message has the near misses',
  },
  TOO_LARGE: { status: 413, when: 'the body is too long' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, when: 'the body is not declared as application/json' },
  INTERNAL: { status: 500, when: 'a fault of the simulator; its log says more' },
  TOO_MANY_FOLLOWERS: { status: 503, when: 'as many follow the events as may' },
} as const;

/** Stable code of a refusal. */
export type ControlErrorCode = keyof typeof controlErrors;

/** A request that is refused. */
export class ControlError extends Error {
  /** Stable code to match on. */
  readonly code: ControlErrorCode;
  /** Headers that the answer needs. */
  readonly headers: Readonly<Record<string, string>>;

  /** What is wrong with the configuration, one by one. */
  readonly faults: readonly ConfigurationIssue[] | undefined;

  /** @param message for the one who asked */
  constructor(
    code: ControlErrorCode,
    message: string,
    headers: Readonly<Record<string, string>> = {},
    faults?: readonly ConfigurationIssue[],
  ) {
    super(message);
    this.faults = faults;
    this.name = 'ControlError';
    this.code = code;
    this.headers = headers;
  }

  /** The HTTP status. */
  get status(): number {
    return controlErrors[this.code].status;
  }
}

/** What was thrown, as a refusal; undefined where it is a fault of ours, whose text stays here. */
export function refusalOf(fault: unknown): ControlError | undefined {
  if (fault instanceof ControlError) return fault;
  if (!(fault instanceof SilvusMockError)) return undefined;
  const { code, message } = fault;
  if (fault instanceof ConfigurationError)
    return new ControlError('CONFIG_INVALID', message, {}, fault.issues);
  if (code === 'OPTION_INVALID' || code === 'NOT_SEEN') return new ControlError(code, message);
  if (code === 'FLASH_UNWRITABLE') return new ControlError('INTERNAL', message);
  return conflicts.has(code) ? new ControlError('CONFLICT', message) : undefined;
}

const conflicts: ReadonlySet<SilvusMockErrorCode> = new Set([
  'SCENARIO_RUNNING',
  'ALREADY_CLOSED',
  'NO_SOURCE',
  'RELOAD_FAILED',
]);
