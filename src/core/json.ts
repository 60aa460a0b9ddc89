/** A JSON value. A member that is undefined is left out of a reply. */
export type Json =
  string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };

/** Key of a method that gives the JSON text of its object faster than it can be written from the members. */
export const jsonText = Symbol('jsonText');

/** Separators of a JSON text: with a blank after each, or without. */
export interface JsonSeparators {
  readonly comma: ',' | ', ';
  readonly colon: ':' | ': ';
}

/** An object that writes its own text. Copies of it don't. */
interface WritesItself {
  /** The text in two parts; in the second is nothing that users have written. */
  readonly [jsonText]: (separators: JsonSeparators) => readonly [own: string, computed: string];
}

/** True for an object that writes its own text. */
export function writesItself(value: unknown): value is WritesItself {
  return typeof value === 'object' && value !== null && jsonText in value;
}

/** The same object, which writes its own text from now on. Nobody else sees that it does. */
export function writingItself<T extends object>(object: T, write: WritesItself[typeof jsonText]): T {
  return Object.defineProperty(object, jsonText, { value: write });
}

/** A deeper value would overflow the stack when it is written. */
const maxNesting = 64;

/** A copy of a value as JSON, frozen. Throws with the place of anything else: `result.0.at is a function`. */
export function toJson(value: unknown, path = 'result'): Json {
  return copyOf(value, { keys: [path], above: [] });
}

/** The place of a value: its path key by key, and the objects that it is in. */
interface Place {
  readonly keys: (string | number)[];
  readonly above: object[];
}

function copyOf(value: unknown, place: Place): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  const { keys, above } = place;
  const refusal = (issue: string) => new Error(`${keys.join('.')} ${issue}`);
  if (typeof value !== 'object') throw refusal(`is ${nameOf(value)}, which JSON has not`);
  if (above.includes(value)) throw refusal('holds itself');
  if (above.length === maxNesting) throw refusal(`is nested deeper than ${maxNesting} levels`);
  above.push(value);
  const copy = Array.isArray(value) ? elementsOf(value, place) : membersOf(value, place, refusal);
  above.pop();
  return copy;
}

function elementsOf(list: readonly unknown[], place: Place): readonly Json[] {
  const copy: Json[] = [];
  for (let index = 0; index < list.length; index += 1) copy.push(copyAt(index, list[index], place));
  return Object.freeze(copy);
}

function membersOf(object: object, place: Place, refusal: (issue: string) => Error): Json {
  const prototype: unknown = Object.getPrototypeOf(object);
  // A plain object of another realm is as good.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    throw refusal(`is no plain object: JSON has no ${object.constructor.name || 'classes'}`);
  const copy: Record<string, Json> = {};
  for (const key of Object.keys(object)) {
    const value = copyAt(key, Reflect.get(object, key), place);
    // Assigning it would change the prototype.
    if (key === '__proto__') Object.defineProperty(copy, key, { value, ...ownMember });
    else copy[key] = value;
  }
  // Here it costs nothing; a walk through the copy would take as long as making it.
  return Object.freeze(copy);
}

const ownMember = { configurable: true, enumerable: true, writable: true } as const;

function copyAt(key: string | number, value: unknown, place: Place): Json {
  place.keys.push(key);
  const copy = copyOf(value, place);
  place.keys.pop();
  return copy;
}

function nameOf(value: unknown): string {
  if (typeof value === 'undefined') return 'undefined';
  if (typeof value === 'number') return String(value);
  return `a ${typeof value}`;
}
