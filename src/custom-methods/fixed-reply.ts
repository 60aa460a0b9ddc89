import { meaningOf, placeholder } from './placeholders.js';
import type { Json } from '../core/json.js';

/** Values of placeholders in one call. */
interface Rendering {
  readonly params: readonly string[];
  /** Answer of a read of this method. */
  readonly read: (method: string) => Json;
}

/** A reply with its placeholders filled in; an omitted parameter is an empty text. */
export function renderReply(reply: Json, rendering: Rendering): Json {
  if (typeof reply === 'string')
    return reply.replaceAll(placeholder, (_all, inner: string) => textOf(inner, rendering));
  if (typeof reply !== 'object' || reply === null) return reply;
  if (isList(reply)) return reply.map((each) => renderReply(each, rendering));
  return Object.fromEntries(Object.entries(reply).map(([key, each]) => [key, renderReply(each, rendering)]));
}

function textOf(inner: string, { params, read }: Rendering): string {
  const meaning = meaningOf(inner);
  if (meaning === undefined) return '';
  if (meaning.of === 'params') return params[meaning.index] ?? '';
  const answer = read(meaning.method);
  const value = isList(answer) ? answer[meaning.index] : answer;
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
