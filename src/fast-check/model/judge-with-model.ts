import type { Effect } from '../../radio/declaration.js';
import type { Answer } from '../endpoint/endpoint.js';
import {
  type ExpectedElement,
  type ExpectedReply,
  type KnownCall,
  type RequestCase,
  errorOf,
} from '../case.js';
import { type BrokenPromise, type JudgeOptions, elementsOf, judge, readAnswer } from '../judge.js';
import type { ReferenceRadio } from './reference-radio.js';

const unavailable = -32000;

/** A radio as an answer shows it, and what began with that answer. */
interface Judgement {
  readonly broken: readonly BrokenPromise[];
  readonly effects: readonly Effect[];
}

/** Holds an answer to its case and to the model, and has the model take what was carried out. */
export function judgeWithModel(
  request: RequestCase,
  answer: Answer,
  model: ReferenceRadio,
  options: JudgeOptions,
): Judgement {
  const { isAway } = model;
  const reply = isAway ? whileAway(request.reply) : request.reply;
  const broken = judge({ ...request, reply }, answer, options).map((each) =>
    isAway && ['accepted', 'refused'].includes(each.property)
      ? { ...each, property: 'blackout' as const, signature: 'blackout' }
      : each,
  );
  if (broken.length > 0 || isAway) return { broken, effects: [] };
  const values = follow(request, answer, model);
  return { broken: values, effects: model.endRequest() };
}

/** While a radio is away, each command is answered that it is unavailable; what is no command stays what it is. */
function whileAway(reply: ExpectedReply): ExpectedReply {
  const away = (element: ExpectedElement): ExpectedElement =>
    element.outcome.kind === 'error' && !element.outcome.codes.some((code) => [-32601, -32602].includes(code))
      ? element
      : { ...element, outcome: errorOf(unavailable) };
  if (reply.kind === 'batch') return { ...reply, elements: reply.elements.map(away) };
  return reply.kind === 'single' ? { ...reply, element: away(reply.element) } : reply;
}

/** Goes through the calls in their order: reads are compared, writes are taken. */
function follow(request: RequestCase, answer: Answer, model: ReferenceRadio): readonly BrokenPromise[] {
  const read = readAnswer(answer);
  const replies = read.kind === 'replies' ? read.replies : [];
  const answered = elementsOf(request.reply).flatMap(({ call }, index) =>
    call === undefined ? [] : [[call, replies[index]] as const],
  );
  const broken: BrokenPromise[] = [];
  let next = 0;
  for (const call of request.calls) {
    const [own, reply] = answered[next] ?? [];
    const isAnswered = own === call;
    if (isAnswered) next += 1;
    const isDone =
      isAnswered && reply !== undefined ? reply.error === undefined : call.outcome.kind === 'result';
    if (call.isUnclear === true) {
      if (isDone || !isAnswered) model.forget(call);
    } else if (isDone && call.kind === 'read' && isAnswered)
      broken.push(...compared(call, reply?.result, model));
    else if (isDone) model.take(call);
  }
  return broken;
}

function compared(call: KnownCall, result: unknown, model: ReferenceRadio): readonly BrokenPromise[] {
  const expected = model.read(call);
  if (expected === undefined) {
    if (Array.isArray(result) && result.every((each) => typeof each === 'string')) model.learn(call, result);
    return [];
  }
  if (JSON.stringify(result) === JSON.stringify(expected)) return [];
  const message = `${call.method} reads ${JSON.stringify(result)} where ${JSON.stringify(expected)} was expected`;
  return [{ property: 'read-after-write', message, signature: `read-after-write ${call.method}` }];
}
