import type { ExpectedElement, RequestCase } from '../fast-check/case.js';
import { judge } from '../fast-check/judge.js';
import { type Reply, asReply, assigned, elementsOf, isSameId } from './replies.js';
import { type RequestClass, requestClassOf } from './request-class.js';
import { shapeComplaint } from './result-shape.js';
import type { Answer } from './sender.js';
import type { RuleName } from './violation.js';

/** A rule that an answer does not keep. */
interface AnswerFault {
  readonly rule: RuleName;
  readonly message: string;
  /** The part of the signature after the rule. */
  readonly about: string;
}

/** Code of a command that failed inside the radio. */
const internalError = -32603;

/** An error about a batch as a whole, or about an element of one that is none: its id may be any. */
const refusal: ExpectedElement = { id: null, outcome: { kind: 'error', codes: [] } };

/** Codes and texts of errors about bytes that are no request. */
const unread: readonly unknown[] = [-32700, -32600, 'Parse error', 'Invalid Request'];

const fault = (rule: RuleName, about: string, message: string): AnswerFault => ({ rule, about, message });

/** Judges the answer to one request by what holds for every radio. */
export function answerFaults(request: RequestCase, answer: Answer): readonly AnswerFault[] {
  const requestClass = requestClassOf(request.bytes);
  const absent = absenceFault(answer, requestClass);
  if (absent !== undefined) return [absent];
  const found =
    answer.extra.trim() === ''
      ? []
      : [fault('one-answer', 'more', `more after the answer: ${answer.extra.slice(0, 200)}`)];
  const status = statusFault(request, answer);
  if (status === 'answered') return found;
  if (status !== undefined) return [...found, status];
  return [...found, ...bodyFaults(request, answer, requestClass)];
}

/** The rules of the catalogue: which calls are carried out and which are refused, with which codes. */
export function strictFaults(request: RequestCase, answer: Answer): readonly AnswerFault[] {
  return judge(request, answer, { strict: true })
    .filter(({ property }) => property === 'refused' || property === 'accepted')
    .map(({ property, message, signature }) =>
      fault(property, signature.replace(`${property} `, ''), message),
    );
}

function absenceFault({ kind, text }: Answer, requestClass: RequestClass): AnswerFault | undefined {
  if (kind === 'answered') return undefined;
  const how = {
    silent: 'no answer within the time limit',
    cut:
      text === ''
        ? 'the connection was closed without an answer'
        : 'the connection was closed before the answer was whole',
    refused: 'the connection was refused',
  }[kind];
  return fault('one-answer', `none to ${article(requestClass)}`, how);
}

function article(requestClass: RequestClass): string {
  return requestClass === 'no JSON' || requestClass === 'no object' || requestClass === 'deep nesting'
    ? requestClass
    : `a request: ${requestClass}`;
}

/** `answered` where the status alone is an answer: what is no good request may be refused by HTTP. */
function statusFault({ reply }: RequestCase, { status = 200 }: Answer): AnswerFault | 'answered' | undefined {
  if (status >= 500 || Number.isNaN(status))
    return fault('no-internal-error', `HTTP ${status}`, `HTTP status ${status}`);
  if (status < 400 || status === 401) return undefined;
  const isGood = elementsOf(reply).some(({ outcome }) => outcome.kind === 'result');
  return isGood ? fault('shape', `HTTP ${status}`, `HTTP status ${status} for a valid call`) : 'answered';
}

function bodyFaults(
  request: RequestCase,
  answer: Answer,
  requestClass: RequestClass,
): readonly AnswerFault[] {
  const { reply } = request;
  const isNothing = answer.text.trim() === '';
  if (isNothing)
    return reply.kind === 'none'
      ? []
      : [fault('one-answer', `none to ${article(requestClass)}`, `an empty answer`)];
  let json: unknown;
  try {
    json = JSON.parse(answer.text);
  } catch {
    return [fault('shape', 'no JSON', 'an answer that is no JSON')];
  }
  if (reply.kind === 'none') return notificationFaults(json);
  if (Array.isArray(json)) return arrayFaults(request, json, requestClass);
  if (reply.kind === 'batch' && !isErrorReply(json))
    return [fault('one-answer', 'one reply for a batch', 'one reply for a batch')];
  // A radio without batches may refuse one as a whole.
  const elements: readonly ExpectedElement[] = reply.kind === 'batch' ? [refusal] : elementsOf(reply);
  return elements.flatMap((element) => replyFaults(element, asReply(json), requestClass));
}

/** A notification may have an error without an id at most, for what is no request. */
function notificationFaults(json: unknown): readonly AnswerFault[] {
  const all: readonly unknown[] = Array.isArray(json) ? json : [json];
  const isRefused = all.every((each) => isErrorReply(each) && (asReply(each)?.['id'] ?? null) === null);
  return isRefused ? [] : [fault('one-answer', 'to a notification', 'an answer to a notification')];
}

function arrayFaults(
  { reply }: RequestCase,
  replies: readonly unknown[],
  requestClass: RequestClass,
): readonly AnswerFault[] {
  const isArray = requestClass.endsWith('batch') || requestClass === 'deep nesting';
  if (reply.kind !== 'batch') {
    if (!isArray) return [fault('one-answer', 'an array for one call', 'an array for one call')];
    // A batch that is too long, empty or nested may also be refused call by call.
    return replies.flatMap((each) => replyFaults(refusal, asReply(each), requestClass));
  }
  const { elements } = reply;
  if (replies.length !== elements.length) {
    const message = `${replies.length} replies for ${elements.length} calls`;
    return [fault('one-answer', 'count in a batch', message)];
  }
  const byElement = assigned(elements, replies);
  return elements.flatMap((element, index) => replyFaults(element, byElement[index], requestClass));
}

function isErrorReply(json: unknown): boolean {
  const error = asReply(json)?.['error'];
  return error !== undefined && error !== null;
}

function replyFaults(
  { id, outcome, call }: ExpectedElement,
  reply: Reply | undefined,
  requestClass: RequestClass,
): readonly AnswerFault[] {
  if (reply === undefined) return [fault('shape', 'no object', 'a reply that is no object')];
  const { error = null } = reply;
  // An id that no reply can echo, such as an object.
  const isStrange = id === null && outcome.kind === 'error';
  const lost = isStrange && 'id' in reply ? undefined : idFault(id, reply, mayLackId(reply));
  const faults = lost === undefined ? [] : [lost];
  if (error !== null) return [...faults, ...errorFaults(reply, requestClass)];
  if (!('result' in reply))
    return [...faults, fault('shape', 'no result', 'a reply with neither result nor error')];
  if (call === undefined) return faults;
  const complaint = shapeComplaint(call.method, call.kind === 'read', reply['result']);
  return complaint === undefined
    ? faults
    : [...faults, fault('shape', call.method, `${call.method}: ${complaint}`)];
}

/** True for an error by which a radio has not read the request: its id is null then. */
function mayLackId({ error }: Reply): boolean {
  return unread.includes(asReply(error)?.['code']) || unread.includes(error);
}

/** @param mayBeNull true where null is an answer's id as well */
function idFault(id: unknown, reply: Reply, mayBeNull: boolean): AnswerFault | undefined {
  const { id: given } = reply;
  if (isSameId(given, id) || (mayBeNull && given === null)) return undefined;
  const wanted = `the id ${JSON.stringify(id)} was sent`;
  if (given === undefined) return fault('id-echoed', 'missing', `a reply without an id: ${wanted}`);
  const about = given === null ? 'null' : 'another';
  return fault('id-echoed', about, `a reply with the id ${JSON.stringify(given)}: ${wanted}`);
}

function errorFaults({ error, result = null }: Reply, requestClass: RequestClass): readonly AnswerFault[] {
  if (result !== null) return [fault('shape', 'result and error', 'a reply with both result and error')];
  // One chapter of the vendor's manual has a text in place of an object (docs/interface.md F.1).
  if (typeof error === 'string') return error === 'INTERNAL' ? [internal(requestClass)] : [];
  const { code, message } = asReply(error) ?? {};
  if (!Number.isInteger(Number(code ?? Number.NaN)) || typeof message !== 'string')
    return [fault('shape', 'error', 'an error without a code and a message')];
  return Number(code) === internalError ? [internal(requestClass)] : [];
}

function internal(requestClass: RequestClass): AnswerFault {
  return fault('no-internal-error', requestClass, 'a command failed inside the target (-32603)');
}
