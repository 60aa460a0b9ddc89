import { format } from '../radio/values/parameters.js';
import type { ErrorDetail, WireErrorToken } from '../core/errors.js';

/** Thrown by a custom method to reply with an error of the radio. */
export class Refusal extends Error {
  readonly token: WireErrorToken;
  readonly detail: ErrorDetail | undefined;

  constructor(token: WireErrorToken, detail: ErrorDetail | undefined) {
    super(token);
    this.token = token;
    this.detail = detail === undefined ? undefined : textsOf(detail);
  }
}

/** A program may pass anything as a member, and it is sent. */
function textsOf(detail: ErrorDetail): ErrorDetail {
  const members = (['field', 'value', 'allowed', 'reason'] as const).flatMap((key) => {
    const value: unknown = detail[key];
    return value === undefined ? [] : [[key, typeof value === 'string' ? value : format(value)] as const];
  });
  return Object.fromEntries(members);
}
