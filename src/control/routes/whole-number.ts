import { z } from 'zod';

/** A whole number in a path or a query, where all values are texts. */
export function wholeNumber(min: number, max: number, description: string) {
  const error = `is not allowed; allowed: a whole number from ${min} to ${max}`;
  const fits = (text: unknown) =>
    typeof text === 'string' && /^\d{1,15}$/.test(text) && Number(text) >= min && Number(text) <= max;
  return z
    .custom<string>(fits, { error })
    .meta({ type: 'integer', minimum: min, maximum: max, description })
    .transform(Number);
}
