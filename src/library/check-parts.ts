import { SilvusMockError } from '../core/errors.js';
import { valueExcerpt } from '../core/text.js';

const clockMembers = ['now', 'wallTime', 'setTimeout', 'sleep'];
const loggerMembers = ['debug', 'info', 'warn', 'error'];

/** Checks the options that are no settings: clock and logger. Throws `OPTION_INVALID`. */
export function checkParts(options: unknown): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw notAllowed('options', options, 'an object with settings');
  const clock: unknown = Reflect.get(options, 'clock');
  const logger: unknown = Reflect.get(options, 'logger');
  // A text is a setting, and judged with the others.
  if (clock !== undefined && typeof clock !== 'string' && !hasFunctions(clock, clockMembers)) {
    const allowed = `real, virtual, virtualClock(), or an object with ${clockMembers.join(', ')}`;
    throw notAllowed('clock', clock, allowed);
  }
  if (logger !== undefined && !hasFunctions(logger, loggerMembers))
    throw notAllowed('logger', logger, `an object with ${loggerMembers.join(', ')}`);
}

function hasFunctions(value: unknown, names: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return names.every((name) => typeof Reflect.get(value, name) === 'function');
}

function notAllowed(where: string, value: unknown, allowed: string): SilvusMockError {
  const message = `${where}: ${valueExcerpt(value)} is not allowed; allowed: ${allowed}`;
  return new SilvusMockError('OPTION_INVALID', message);
}
