import { type Json, type JsonSeparators, jsonText, writesItself } from '../core/json.js';
import { type ReplyElement, type ReplyFormat, replyText, valueText } from './reply-format.js';

/** Lists and objects with fewer members are one piece, unless they are the result itself. */
const fewMembers = 16;

/** Depth in a result to which long lists and objects are divided: faults put a result into another one. */
const maxDepth = 2;

const compactSeparators: JsonSeparators = { comma: ',', colon: ':' };
const radioSeparators: JsonSeparators = { comma: ', ', colon: ': ' };

/** A piece of the text of a reply. */
export interface ReplyPiece {
  readonly text: string;
  /** True if there is nothing in it that users have written. */
  readonly isComputed: boolean;
}

/** The text of `replyText` in pieces: one or more for each member of a long list or object. */
export function* replyPieces(element: ReplyElement, format: ReplyFormat): Generator<ReplyPiece> {
  if (!('result' in element) || !isDivided(element.result, 0)) {
    yield { text: replyText(element, format), isComputed: false };
    return;
  }
  const isCompact = format.json === 'compact';
  yield* memberPieces(element.result, isCompact ? '{"result":' : '{"result" : ', format, 0);
  const id = JSON.stringify(element.id);
  const end = isCompact ? `,"id":${id},"jsonrpc":"2.0"}` : `, "id" : ${id}, "jsonrpc" : "2.0"}`;
  yield { text: end, isComputed: false };
}

/** The text of `batchText` in pieces. */
export function* batchPieces(replies: readonly ReplyElement[], format: ReplyFormat): Generator<ReplyPiece> {
  let before = '[';
  for (const reply of replies) {
    yield { text: before, isComputed: false };
    yield* replyPieces(reply, format);
    before = format.json === 'compact' ? ',' : ', ';
  }
  yield { text: ']', isComputed: false };
}

/** A list or an object whose members are pieces. */
type Divided = readonly Json[] | { readonly [key: string]: Json };

function isDivided(value: Json, depth: number): value is Divided {
  if (typeof value !== 'object' || value === null || depth > maxDepth) return false;
  const least = depth === 0 ? 1 : fewMembers;
  if (isList(value)) return value.length >= least;
  if (!isPlainObject(value) || 'toJSON' in value || writesItself(value)) return false;
  return depth === 0 || Object.keys(value).length >= least;
}

/** True for an object of any realm without a class: JSON may write others differently. */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Narrows to the read-only type, which `Array.isArray` does not. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function* memberPieces(
  value: Divided,
  before: string,
  format: ReplyFormat,
  depth: number,
): Generator<ReplyPiece> {
  const separators = format.json === 'compact' ? compactSeparators : radioSeparators;
  const list = isList(value) ? value : undefined;
  const object = isList(value) ? undefined : value;
  let prefix = before + (object === undefined ? '[' : '{');
  for (const key of list?.keys() ?? Object.keys(value)) {
    const member = typeof key === 'number' ? list?.[key] : object?.[key];
    if (typeof key === 'string') {
      if (member === undefined) continue;
      prefix += JSON.stringify(key) + separators.colon;
    }
    if (writesItself(member)) {
      const [own, computed] = member[jsonText](separators);
      yield { text: prefix + own, isComputed: false };
      yield { text: computed, isComputed: true };
    } else if (isDivided(member, depth + 1)) {
      yield* memberPieces(member, prefix, format, depth + 1);
    } else {
      yield { text: prefix + valueText(member, format), isComputed: false };
    }
    prefix = separators.comma;
  }
  const isEmpty = prefix !== separators.comma;
  yield { text: (isEmpty ? prefix : '') + (object === undefined ? ']' : '}'), isComputed: false };
}
