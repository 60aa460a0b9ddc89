/** The allowed values of one parameter. A radio's settings are texts, so a domain checks texts. */
export interface Domain {
  readonly kind: 'integer' | 'decimal' | 'choice' | 'frequency' | 'name' | 'text' | 'order';
  /** Unit of the value, if any: MHz, dBm, m, degrees. */
  readonly unit?: string;
  /** Minimum and maximum of a number, inclusive. */
  readonly range?: Readonly<{ min: number; max: number }>;
  /** All values, if there are few; numbers in their shortest form. */
  readonly values?: readonly string[];
  /** Examples of allowed values, if there is neither `range` nor `values`. */
  readonly examples?: readonly string[];
  /** Description of the allowed values, for messages: `0 to 39 dBm, whole numbers`. */
  readonly allowed: string;
  /** True if the text is a value of this domain. */
  holds(text: string): boolean;
}

/** Maximum length of a number, characters: settings must not grow without limit. */
const maxNumberLength = 32;

/** Parses a number as the radio does: no exponent, no plus sign, no blanks; undefined if it is not a number. */
export function parseNumber(text: string): number | undefined {
  return text.length <= maxNumberLength && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** A number as a fraction: a double would round `39.0000000000000000000001` into a range that ends at 39. */
interface Exact {
  readonly units: bigint;
  readonly scale: bigint;
}

/** The number if it is between `min` and `max` (whole numbers, inclusive). */
function within(text: string, min: number, max: number): Exact | undefined {
  if (parseNumber(text) === undefined) return undefined;
  const [whole = '', fraction = ''] = text.split('.');
  const units = BigInt(whole + fraction);
  const scale = 10n ** BigInt(fraction.length);
  return units >= BigInt(min) * scale && units <= BigInt(max) * scale ? { units, scale } : undefined;
}

/** A number without redundant zeros: `-0020.50` is `-20.5`; undefined if it is not a number. */
function shortest(text: string): string | undefined {
  if (parseNumber(text) === undefined) return undefined;
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const [units, decimals] = [whole.replace(/^0+(?=\d)/, ''), fraction.replace(/0+$/, '')];
  const number = decimals === '' ? units : `${units}.${decimals}`;
  return text.startsWith('-') && number !== '0' ? `-${number}` : number;
}

/** Whole numbers from `min` to `max`, inclusive. */
export function integerDomain(min: number, max: number, unit = ''): Domain {
  return {
    kind: 'integer',
    ...(unit === '' ? {} : { unit }),
    range: { min, max },
    allowed: `${min} to ${max}${unit === '' ? '' : ` ${unit}`}, whole numbers`,
    holds: (text) => {
      const number = within(text, min, max);
      return number !== undefined && number.units % number.scale === 0n;
    },
  };
}

/** Numbers from `min` to `max`, inclusive; both limits are whole numbers. */
export function decimalDomain(min: number, max: number, unit: string): Domain {
  return {
    kind: 'decimal',
    unit,
    range: { min, max },
    allowed: `${min} to ${max} ${unit}`,
    holds: (text) => within(text, min, max) !== undefined,
  };
}

/** A list of numbers; `"20.0"` is accepted for `"20"`. */
export function numberChoiceDomain(values: readonly string[], unit?: string): Domain {
  const numbers = new Set(values.map(shortest));
  return {
    kind: 'choice',
    ...(unit === undefined ? {} : { unit }),
    values,
    allowed: values.join(', ') + (unit === undefined ? '' : ` ${unit}`),
    holds: (text) => parseNumber(text) !== undefined && numbers.has(shortest(text)),
  };
}

/** A list of names. */
export function nameDomain(names: readonly string[]): Domain {
  const known = new Set(names);
  return { kind: 'name', values: names, allowed: names.join(', '), holds: (text) => known.has(text) };
}

/** A switch as the radio writes it: 1 or 0. */
export const switchDomain: Domain = numberChoiceDomain(['0', '1']);
