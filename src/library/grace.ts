import { checkOptions } from '../core/arguments.js';
import { SilvusMockError } from '../core/errors.js';
import { excerpt, valueExcerpt } from '../core/text.js';

/** Options of a close. */
export interface CloseOptions {
  /** Real ms after which the rest is cut; default: the setting `close.grace`. */
  readonly graceMs?: number;
}

/** The grace of a close, ms. Throws `OPTION_INVALID`. */
export function graceOf(options: CloseOptions, preset: number): number {
  checkOptions('close', options, ['graceMs']);
  const { graceMs = preset } = options;
  if (typeof graceMs === 'number' && graceMs >= 0) return graceMs;
  const given = typeof graceMs === 'string' ? excerpt(graceMs) : valueExcerpt(graceMs);
  const message = `close: graceMs: ${given} is not allowed; allowed: ms, at least 0`;
  throw new SilvusMockError('OPTION_INVALID', message);
}
