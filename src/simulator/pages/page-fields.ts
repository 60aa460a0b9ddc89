import { type JsonBounds, shapeIssue } from '../../core/json-shape.js';
import { requestText } from '../../jsonrpc/envelope.js';
import { isMultipart, multipartFields } from './multipart.js';

/** Longest body of a page's request, bytes. */
const maxPageBytes = 131_072;

/** Maximum number of fields of a form. */
const maxFields = 16;

/** A deferred order may have 64 levels, and stands four levels deep. An element takes two characters at least. */
const bounds: JsonBounds = { values: maxPageBytes / 2, levels: 68, takesProto: true };

/** A field by its name: a text of a form, or a value of JSON; undefined where it is missing. */
export type Fields = (name: string) => unknown;

/** Why a request of a page is not carried out. */
export interface PageIssue {
  readonly issue: string;
}

/**
 * The fields in a page's request. Its form is found by its beginning, whatever the Content-Type says: JSON, a multipart
 * form, or a URL-encoded one.
 */
export function fieldsOf(bytes: Uint8Array): { readonly fields: Fields } | PageIssue {
  if (bytes.length > maxPageBytes)
    return { issue: `the body has ${bytes.length} bytes; allowed: at most ${maxPageBytes}` };
  const text = requestText(bytes);
  if (text === undefined) return { issue: 'the body is not UTF-8' };
  if (/^\s*[{[]/.test(text)) return jsonFields(text);
  const fields = isMultipart(text) ? multipartFields(text, maxFields) : urlEncodedFields(text);
  return fields === undefined
    ? { issue: `the body is neither a JSON object nor a form of 1 to ${maxFields} fields` }
    : { fields: (name) => fields.get(name) };
}

/** A field as JSON: one of a form is the text of it. Undefined for text that is no JSON, or that exceeds the bounds. */
export function jsonField(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    const json: unknown = JSON.parse(value);
    return shapeIssue(json, bounds) === undefined ? json : undefined;
  } catch {
    return undefined;
  }
}

function jsonFields(text: string): { readonly fields: Fields } | PageIssue {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { issue: 'the body is not JSON' };
  }
  const issue = shapeIssue(json, bounds);
  if (issue !== undefined) return { issue: `the body ${issue}` };
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return { issue: 'the body is not a JSON object' };
  // Not listed: an object may have thousands of keys.
  return {
    fields: (name) => {
      const value: unknown = Object.hasOwn(json, name) ? Reflect.get(json, name) : undefined;
      return value;
    },
  };
}

/** Begins a field: an ampersand in a value that was not encoded rarely has a name and an equals sign behind it. */
const fieldStart = /(?:^|&)(\w{1,32})=/g;

/** The fields of a URL-encoded form; undefined where there are none, or too many. */
function urlEncodedFields(text: string): ReadonlyMap<string, string> | undefined {
  const fields = new Map<string, string>();
  let last: { readonly name: string; readonly from: number } | undefined;
  const end = (to: number) => {
    if (last !== undefined) fields.set(last.name, decoded(text.slice(last.from, to)));
  };
  let count = 0;
  for (const { 0: start, 1: name = '', index } of text.matchAll(fieldStart)) {
    end(index);
    last = { name, from: index + start.length };
    count += 1;
    if (count > maxFields) return undefined;
  }
  end(text.length);
  return count === 0 ? undefined : fields;
}

/** A value that is not encoded is taken as it is: clients write JSON into forms by hand. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}
