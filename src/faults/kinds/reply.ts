import { z } from 'zod';
import { wireErrors } from '../../core/errors.js';
import { type Json, toJson } from '../../core/json.js';
import { jsonStart } from '../../core/json-start.js';
import { isError } from '../../core/realm.js';
import { isTree } from '../../documents/tree.js';
import type { GivenReply } from '../../jsonrpc/reply-format.js';
import { faultKind } from '../kind.js';

/** Maximum length of a result or an error as JSON, characters. A batch may have it once for each call. */
const maxLength = 65_536;

/** Maximum length of an outcome in the journal, characters. */
const maxOutcome = 256;

/** Copies that were checked: a kind's parameters are read once by each of its functions. */
const checkedCopies = new WeakSet<object>();

/** Any JSON value: a copy of it, frozen. */
const json = z.unknown().transform((value, context): Json => {
  if (isCheckedCopy(value)) return value;
  const issue = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  try {
    const copy = toJson(value, 'it');
    const { length } = JSON.stringify(copy);
    if (length <= maxLength) return remembered(copy);
    return issue(`has ${length} characters as JSON; allowed: at most ${maxLength}`);
  } catch (error) {
    const reason = isError(error) ? error.message : 'it is no JSON';
    return issue(`is not allowed: ${reason}; allowed: any JSON value`);
  }
});

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function isCheckedCopy(value: unknown): value is Json {
  return isObject(value) && checkedCopies.has(value);
}

function remembered(copy: Json): Json {
  if (isObject(copy)) checkedCopies.add(copy);
  return copy;
}

/** Outcome of a command that was answered with this error: its message, if it has one. */
function messageOf(error: Json): string {
  const message = isTree(error) ? error['message'] : error;
  return typeof message === 'string' ? message : startOf(error);
}

const starts = new WeakMap<object, string>();

/** The first characters of an error as JSON. Of an object with many keys they take as long as a copy of it: read once. */
function startOf(error: Json): string {
  const known = isObject(error) ? starts.get(error) : undefined;
  if (known !== undefined) return known;
  const start = jsonStart(error, maxOutcome).slice(0, maxOutcome);
  if (isObject(error)) starts.set(error, start);
  return start;
}

function codeOf(error: Json): number {
  const code = isTree(error) ? error['code'] : undefined;
  return typeof code === 'number' && Number.isInteger(code) ? code : wireErrors.INTERNAL.code;
}

function replyOf({ result, error }: { readonly result?: Json; readonly error?: Json }): GivenReply {
  if (error === undefined) return { result };
  return { code: codeOf(error), message: messageOf(error), sentAs: error };
}

/** The reply has a result or an error as it is given. */
export const reply = faultKind({
  name: 'reply',
  summary: 'the reply is a result or an error of any shape; the command is not executed',
  params: z
    .strictObject({
      /** Result of the reply. */
      result: json.optional().describe('result of the reply, any JSON'),
      /** Error of the reply, sent as it is given. */
      error: json.optional().describe('error of the reply, any JSON, sent as it is given'),
    })
    .meta({ oneOf: [{ required: ['result'] }, { required: ['error'] }] }),
  issueWith: ({ result, error }) => {
    if ((result === undefined) !== (error === undefined)) return undefined;
    const given = error === undefined ? 'none is given' : 'both are given';
    return `result, error: ${given}; allowed: one of them`;
  },
  outcome: ({ error }) => (error === undefined ? 'ok' : messageOf(error)),
  make: (params) => {
    const given = replyOf(params);
    return { answer: () => given };
  },
});
