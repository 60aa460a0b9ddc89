/** Longest delimiter, and longest headers of a part, characters; RFC 2046 allows a delimiter 70. */
const maxDelimiter = 200;
const maxHead = 2_048;

const firstLine = new RegExp(String.raw`^\s*-*([^\s-][^\r\n]{0,${maxDelimiter}}?)(?:--)?[ \t]{0,16}\r?\n`);
const head = new RegExp(String.raw`^\r?\n([\s\S]{0,${maxHead}}?)\r?\n\r?\n`);
const fieldName = /content-disposition:[^\n]*[;\s]name="?([^";\r\n]*)/i;

/** True for a body that begins as a multipart form does: a delimiter, and the headers of a part. */
export function isMultipart(text: string): boolean {
  const first = firstLine.exec(text);
  return first !== null && /^content-[a-z-]+:/i.test(text.slice(first[0].length, first[0].length + 100));
}

/**
 * The fields of a multipart form by name; undefined for more than `maxFields`, or parts that are none. The first line is
 * the delimiter: clients are known that leave out its two leading dashes (interface.md H.3), and others that don't send
 * the delimiter that their header names.
 */
export function multipartFields(text: string, maxFields: number): ReadonlyMap<string, string> | undefined {
  const delimiter = delimiterOf(text);
  if (delimiter === undefined) return undefined;
  const fields = new Map<string, string>();
  let parts = 0;
  let from: number | undefined;
  for (const match of text.matchAll(delimiter)) {
    if (from !== undefined && !addField(fields, text.slice(from, match.index))) return undefined;
    from = match.index + match[0].length;
    if (match[1] !== undefined) return fields;
    parts += 1;
    if (parts > maxFields) return undefined;
  }
  // Without a delimiter at the end.
  const rest = text.slice(from).replace(/\r?\n$/, '');
  return from === undefined || addField(fields, rest) ? fields : undefined;
}

/** Lines that are the delimiter, with or without leading dashes; its group is there in the last. */
function delimiterOf(text: string): RegExp | undefined {
  const word = firstLine.exec(text)?.[1];
  if (word === undefined) return undefined;
  const literal = word.replaceAll(/\W/g, String.raw`\$&`);
  return new RegExp(String.raw`(?:^\s*|\r?\n)-*${literal}(--)?[ \t]{0,16}(?=\r?\n|$)`, 'g');
}

/** Adds the field of a part; false for a part that has none. */
function addField(fields: Map<string, string>, part: string): boolean {
  const found = head.exec(part);
  const name = fieldName.exec(found?.[1] ?? '')?.[1];
  if (found === null || name === undefined) return false;
  fields.set(name, part.slice(found[0].length));
  return true;
}
