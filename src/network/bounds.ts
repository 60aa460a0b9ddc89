import { SilvusMockError } from '../core/errors.js';
import { valueExcerpt } from '../core/text.js';

/** The numbers that a field takes, both ends included. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly unit: string;
}

/** Throws `OPTION_INVALID` unless the value is a number within the bounds. */
export function checkNumber(where: string, value: number, { min, max, unit }: Bounds): void {
  if (typeof value === 'number' && value >= min && value <= max) return;
  const allowed = `${min} to ${max}${unit === '' ? '' : ` ${unit}`}`;
  throw new SilvusMockError(
    'OPTION_INVALID',
    `${where}: ${valueExcerpt(value)} is not allowed; allowed: ${allowed}`,
  );
}
