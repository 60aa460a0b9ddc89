import type { Param } from './methods.js';

/** A value to choose. */
interface Option {
  readonly value: string;
  /** The value, with its meaning where the description has one: `255 – automatic`. */
  readonly label: string;
}

/** The form control of a parameter. */
export type Control =
  | { readonly kind: 'choice'; readonly options: readonly Option[] }
  | { readonly kind: 'number' }
  | { readonly kind: 'text'; readonly isSecret: boolean; readonly isLong: boolean };

/** The control that suits the values that a parameter takes. */
export function controlOf({ name, schema }: Param): Control {
  const values = schema['x-values'] ?? namesIn(schema.enum);
  if (values !== undefined) {
    const words = wordsOf(schema.description ?? '', schema['x-unit']);
    const label = (value: string) => words.get(value) ?? switchWord(name, values, value);
    return { kind: 'choice', options: values.map((value) => ({ value, label: optionText(value, label) })) };
  }
  if (schema.anyOf !== undefined) return { kind: 'number' };
  const isLong = /\bPEM\b|\bJSON\b/.test(schema.description ?? '');
  return { kind: 'text', isSecret: schema['x-secret'] === true, isLong };
}

/** Options of a choice, and before them the present value where it is written otherwise: `20.0`. */
export function optionsWith(options: readonly Option[], value: string): readonly Option[] {
  return options.some((each) => each.value === value)
    ? options
    : [{ value, label: value === '' ? '–' : value }, ...options];
}

function optionText(value: string, label: (value: string) => string | undefined): string {
  const words = label(value);
  return words === undefined ? value : `${value} – ${words}`;
}

/** An `enum` has the numbers for names that are numbers, too. */
function namesIn(values: readonly unknown[] | undefined): readonly string[] | undefined {
  return values?.filter((each) => typeof each === 'string');
}

/** Meanings in a description such as `0 to 31, or 255 for automatic` and `0 even, 1 odd, 2 none`. */
function wordsOf(description: string, unit: string | undefined): ReadonlyMap<string, string> {
  const parts = description.split(/, or |, | or /).map((part) => /^(\S+) (?:for )?(.+)$/.exec(part));
  return new Map(
    parts.flatMap((match) => {
      const [, value = '', words = ''] = match ?? [];
      return words === '' || words === unit || words.startsWith('to ') ? [] : [[value, words]];
    }),
  );
}

/** Meaning of a switch by its name: `rts_disable` is on at 0. */
function switchWord(name: string, values: readonly string[], value: string): string | undefined {
  if (values.join() !== '0,1') return undefined;
  if (name.endsWith('_enable')) return value === '1' ? 'on' : 'off';
  return name.endsWith('_disable') ? (value === '1' ? 'off' : 'on') : undefined;
}
