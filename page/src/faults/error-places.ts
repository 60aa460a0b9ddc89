import type { FieldErrors } from './form-body.js';

/** One issue of a message of the control plane. */
interface Issue {
  /** Paths that it names: `match.nth`; empty if it names none. */
  readonly paths: readonly string[];
  readonly text: string;
}

/** A quoted value, or the beginning of a long one, which ends with an ellipsis instead of a quote. */
const quoted = /"(?:[^"\\…]|\\.)*["…]/g;

/** The beginning of an issue: `match: nth: `, `match.nth: `, `result, error: `. */
const head = /(?:^|; )([A-Za-z_][\w.-]*(?:(?:: |, )[A-Za-z_][\w.-]*)*): /g;

/** Text before the issues: the part of the request, or what was wrong. */
const subject = /^(?:body|fault|scenario): /;

/** The issues in a message such as `body: ms: "5x": is no duration; allowed: …; probability: 2: is not allowed; …`. */
function issuesOf(message: string): readonly Issue[] {
  const text = message.replace(subject, '');
  // Within quotes is what a person typed.
  const unquoted = text.replaceAll(quoted, (value) => '"'.repeat(value.length));
  const heads = [...unquoted.matchAll(head)].filter(([, names]) => names !== 'allowed');
  const first = heads[0]?.index ?? text.length;
  const before = first === 0 ? [] : [{ paths: [], text: text.slice(0, first) }];
  return [
    ...before,
    ...heads.map(([whole, names = ''], index) => {
      const end = heads[index + 1]?.index ?? text.length;
      return { paths: pathsIn(names), text: text.slice((heads[index]?.index ?? 0) + whole.length, end) };
    }),
  ];
}

/** `match: nth` is one path, `result, error` are two. */
function pathsIn(names: string): readonly string[] {
  return names.split(', ').map((path) => path.replaceAll(': ', '.'));
}

/** A message, sorted by the fields of a form that it names, and what names none of them. */
interface PlacedMessage {
  readonly fields: FieldErrors;
  readonly others: readonly string[];
}

/** Sorts the issues of a message by the fields that they are about. */
export function placed(message: string, fieldPaths: readonly string[]): PlacedMessage {
  const fields: Record<string, readonly string[]> = {};
  const others: string[] = [];
  for (const { paths, text } of issuesOf(message)) {
    const known = paths.map((path) => fieldOf(path, fieldPaths)).filter((each) => each !== undefined);
    for (const path of known) fields[path] = [...(fields[path] ?? []), text];
    if (known.length === 0) others.push([...(paths.length === 0 ? [] : [paths.join(', ')]), text].join(': '));
  }
  return { fields, others };
}

/** The field of a path, or that of the value it is in: `match.params` for `match.params.0`. */
function fieldOf(path: string, fieldPaths: readonly string[]): string | undefined {
  return fieldPaths.find((each) => path === each || path.startsWith(`${each}.`));
}
