/** The values that one parameter takes. A radio's settings are texts, so a domain judges texts. */
export interface Domain {
  readonly kind: 'integer' | 'decimal' | 'choice' | 'frequency' | 'name' | 'text' | 'order';
  /** Unit of the value, if it has one: MHz, dBm, m, degree. */
  readonly unit?: string;
  /** Least and most of a number, both allowed. */
  readonly range?: Readonly<{ min: number; max: number }>;
  /** All values, where they are few; of a number, in its shortest form. */
  readonly values?: readonly string[];
  /** Values that are allowed, where neither `range` nor `values` says which are. */
  readonly examples?: readonly string[];
  /** What is allowed, for a person: `0 to 39 dBm, whole numbers`. */
  readonly allowed: string;
  /** Whether the text is a value of this domain. */
  holds(text: string): boolean;
}

/** A longer number is refused: settings must not grow without a bound. */
const longestNumber = 32;

/** Reads a number as the radio does: no exponent, no plus sign, no blanks; undefined where it is none. */
export function parseNumber(text: string): number | undefined {
  return text.length <= longestNumber && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** A number as a fraction: a double would round `39.0000000000000000000001` into a range that ends at 39. */
interface Exact {
  readonly units: bigint;
  readonly scale: bigint;
}

/** The number if it is from `min` to `max`, both whole. */
function within(text: string, min: number, max: number): Exact | undefined {
  if (parseNumber(text) === undefined) return undefined;
  const [whole = '', fraction = ''] = text.split('.');
  const units = BigInt(whole + fraction);
  const scale = 10n ** BigInt(fraction.length);
  return units >= BigInt(min) * scale && units <= BigInt(max) * scale ? { units, scale } : undefined;
}

/** A number without the noughts that say nothing: `-0020.50` is `-20.5`; undefined where it is none. */
function shortest(text: string): string | undefined {
  if (parseNumber(text) === undefined) return undefined;
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const [units, decimals] = [whole.replace(/^0+(?=\d)/, ''), fraction.replace(/0+$/, '')];
  const number = decimals === '' ? units : `${units}.${decimals}`;
  return text.startsWith('-') && number !== '0' ? `-${number}` : number;
}

/** Whole numbers from `min` to `max`, both whole and allowed. */
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

/** Numbers from `min` to `max`, both whole and allowed. */
export function decimalDomain(min: number, max: number, unit: string): Domain {
  return {
    kind: 'decimal',
    unit,
    range: { min, max },
    allowed: `${min} to ${max} ${unit}`,
    holds: (text) => within(text, min, max) !== undefined,
  };
}

/** A list of numbers; `"20.0"` is as good as `"20"`. */
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

/** On or off, as the radio writes it: 1 or 0. */
export const switchDomain: Domain = numberChoiceDomain(['0', '1']);
