import { type Method, isSteerable } from './methods.js';

/** Values of settings by method, as flash and factory have them. */
export type Stored = Readonly<Record<string, readonly string[]>>;

/** Where the values of the radio differ from those stored. */
export interface Difference {
  /** The value in flash, if it differs. */
  readonly flash: readonly string[] | undefined;
  /** The value from the factory, if it differs. */
  readonly factory: readonly string[] | undefined;
}

/** Which settings a list has. */
export type Shown = 'all' | 'flash' | 'factory';

/** A family of methods that can be steered. */
export interface Family {
  readonly name: string;
  readonly methods: readonly Method[];
}

/** Settings whose read does not give the value that is stored: a part of it, or what the GPS receiver measures. */
const unread: ReadonlySet<string> = new Set(['ptt_mcast_group', 'gps_coordinates']);

/** The reply to a read as texts; undefined where it is something else. */
export function textsOf(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const texts = value.filter((each) => typeof each === 'string');
  return texts.length === value.length ? texts : undefined;
}

/** The reply to a read as the texts that a form shows: an object as JSON, a list of objects as their values. */
export function formTextsOf(value: unknown): readonly string[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return [JSON.stringify(value)];
  if (value.length === 0 || textsOf(value) !== undefined) return textsOf(value);
  return [value.map(memberText).join(', ')];
}

function memberText(member: unknown): string {
  if (typeof member !== 'object' || member === null) return String(member);
  return Object.values(member).map(String).join(' ');
}

/** Where the present value of a method differs from flash and from the factory's. */
export function differenceOf(
  method: string,
  current: readonly string[] | undefined,
  saved: Stored,
  factory: Stored,
): Difference {
  const differing = (stored: readonly string[] | undefined) =>
    current !== undefined && stored !== undefined && isOther(method, current, stored) ? stored : undefined;
  return { flash: differing(saved[method]), factory: differing(factory[method]) };
}

function isOther(method: string, current: readonly string[], stored: readonly string[]): boolean {
  // An empty certificate stands for the one that the radio makes.
  if (unread.has(method) || (method === 'tls_cert' && stored[0] === '')) return false;
  return (
    current.length !== stored.length || current.some((text, index) => !isSame(text, stored[index] ?? ''))
  );
}

/** A radio keeps a number as it was written: `20.0` is `20`. */
function isSame(a: string, b: string): boolean {
  return a === b || (a.trim() !== '' && b.trim() !== '' && Number(a) === Number(b));
}

/** The methods that can be steered, by family in the order of the document, of those that a filter leaves. */
export function familiesOf(methods: readonly Method[], isShown: (method: Method) => boolean): Family[] {
  const families = new Map<string, Method[]>();
  for (const method of methods) {
    if (!isSteerable(method) || !isShown(method)) continue;
    const family = families.get(method.family) ?? [];
    family.push(method);
    families.set(method.family, family);
  }
  return [...families].map(([name, members]) => ({ name, methods: members }));
}

/** True if each word of the filter is in the method's name, its family or its summary. */
export function matches({ name, family, summary }: Method, filter: string): boolean {
  const text = `${name} ${family} ${summary}`.toLowerCase();
  const words = filter.toLowerCase().split(/\s+/);
  return words.every((word) => text.includes(word));
}

/** A value in a line: `4700, 20`; a long one is cut. */
export function valueText(texts: readonly string[]): string {
  const text = texts.map((each) => (each === '' ? '""' : each)).join(', ');
  if (text === '') return 'nothing';
  return text.length <= maxValueText ? text : `${text.slice(0, maxValueText)} …`;
}

const maxValueText = 32;
