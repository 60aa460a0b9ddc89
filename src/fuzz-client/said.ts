import { isDeepStrictEqual } from 'node:util';
import { valueExcerpt } from '../core/text.js';

/** Values that the radio said for one method. */
interface MethodValues {
  readonly values: unknown[];
  /** Values before this position are used: a client has reported one of them, or a later one. */
  used: number;
}

/**
 * Values that the radio has said: results of reads, and the parameters of the writes that it executed. A client reports
 * each reading once, so each report uses one of them up, in their order: a value from a reading before the last one that
 * was reported is stale.
 */
export class SaidValues {
  readonly #byMethod = new Map<string, MethodValues>();

  /** Adds what the radio has just said. */
  add(method: string, value: unknown): void {
    const known = this.#byMethod.get(method);
    if (known === undefined) this.#byMethod.set(method, { values: [value], used: 0 });
    else known.values.push(value);
  }

  /** Judges a report of a client. Returns what is wrong with it; undefined if the radio said so. */
  judge(method: string, value: unknown): string | undefined {
    const known = this.#byMethod.get(method);
    const claim = `it reported ${valueExcerpt(value)} for ${method}`;
    if (known === undefined) return `${claim}, of which the radio said nothing`;
    const at = known.values.findIndex((said, index) => index >= known.used && isSameValue(value, said));
    if (at !== -1) {
      known.used = at + 1;
      return undefined;
    }
    const last = known.values.at(-1);
    const isOld = known.values.some((said) => isSameValue(value, said));
    return isOld
      ? `${claim} again, without a new reading; the radio last said ${valueExcerpt(last)}`
      : `${claim}; the radio said ${valueExcerpt(last)}`;
  }
}

/** `["2490"]`, `"2490"` and `2490` are the same: clients unpack results. */
export function isSameValue(value: unknown, said: unknown): boolean {
  if (isDeepStrictEqual(value, said) || isSameScalar(value, said)) return true;
  if (!Array.isArray(said)) return false;
  if (Array.isArray(value))
    return value.length === said.length && value.every((each, index) => isSameScalar(each, said[index]));
  return said.length === 1 && (isSameScalar(value, said[0]) || isDeepStrictEqual(value, said[0]));
}

function isSameScalar(value: unknown, said: unknown): boolean {
  if (!isScalar(value) || !isScalar(said)) return false;
  if (String(value) === String(said)) return true;
  return isNumeric(value) && isNumeric(said) && Number(value) === Number(said);
}

function isScalar(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function isNumeric(value: string | number): boolean {
  return typeof value === 'number' || /^-?\d+(\.\d+)?$/.test(value);
}
