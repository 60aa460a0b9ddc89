import type { KnownCall, RequestCase } from '../fast-check/case.js';
import { assigned, elementsOf } from './replies.js';
import type { Answer } from './sender.js';
import type { CallResult } from './state-rules.js';
import { type Called, calledOf, isBusy, isOutage, replyOf } from './target.js';

/** Result of each call of a request. Notifications come last: whether they were carried out is unknown. */
export function callResults(request: RequestCase, answer: Answer, step: number): readonly CallResult[] {
  const json = replyOf(answer);
  const elements = elementsOf(request.reply);
  const replies: readonly unknown[] = Array.isArray(json) ? json : [json];
  const isWhole = replies.length === elements.length;
  const byElement = isWhole ? assigned(elements, replies) : [];
  const answered = elements.flatMap(({ call }, index): readonly CallResult[] =>
    call === undefined ? [] : [{ call, outcome: outcomeOf(calledOf(byElement[index], answer)), step }],
  );
  return [...answered, ...notifications(request.calls, answered, step)];
}

function outcomeOf(called: Called): CallResult['outcome'] {
  if (called.kind === 'none') return 'unknown';
  return called.kind === 'result' ? 'done' : 'refused';
}

function notifications(
  calls: readonly KnownCall[],
  answered: readonly CallResult[],
  step: number,
): readonly CallResult[] {
  const left = answered.map(({ call }) => JSON.stringify(call));
  return calls.flatMap((call): readonly CallResult[] => {
    const at = left.indexOf(JSON.stringify(call));
    if (at >= 0) {
      left.splice(at, 1);
      return [];
    }
    return [{ call, outcome: 'unknown', step }];
  });
}

/** Why an answer says nothing about its request; undefined for any other. */
export function absenceIn(answer: Answer): 'busy' | 'away' | undefined {
  if (answer.status === 503) return 'away';
  const json = replyOf(answer);
  const all: readonly unknown[] = Array.isArray(json) ? json : [json];
  const errors = all.map((each) => calledOf(each, answer)).filter((each) => each.kind === 'error');
  if (errors.some(isOutage)) return 'away';
  return errors.some(isBusy) ? 'busy' : undefined;
}
