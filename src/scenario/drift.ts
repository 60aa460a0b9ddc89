import { SilvusMockError } from '../core/errors.js';
import type { Action } from './scenario.js';

/**
 * The values of a drift, each with its time from the beginning, ms: the first at 0, the last at the end.
 * @param present answer of a read of the setting: `["30"]`
 */
export function* driftValues(
  { setting, from, to, over, every }: Extract<Action, { kind: 'drift' }>,
  present: unknown,
): Generator<{ readonly after: number; readonly value: string }> {
  const start = from ?? firstNumber(setting, present);
  const decimals = Math.max(decimalsOf(start), decimalsOf(to));
  const [first, last] = [Number(start), Number(to)];
  const moves = Math.ceil(over / every);
  for (let move = 0; move <= moves; move += 1) {
    const after = Math.min(move * every, over);
    yield { after, value: (first + (last - first) * (after / over)).toFixed(decimals) };
  }
}

function decimalsOf(number: string): number {
  return number.split('.')[1]?.length ?? 0;
}

function firstNumber(setting: string, present: unknown): string {
  const values: readonly unknown[] = Array.isArray(present) ? present : [];
  const [first] = values;
  if (typeof first === 'string' && /^-?\d+(\.\d+)?$/.test(first)) return first;
  const message = `drift: setting: "${setting}" has no number to start from; give "from"`;
  throw new SilvusMockError('OPTION_INVALID', message);
}
