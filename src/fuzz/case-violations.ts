import { answerFaults, strictFaults } from './answer-rules.js';
import type { FuzzStep } from './fuzz-case.js';
import { requestClassOf } from './request-class.js';
import type { Answer } from './sender.js';
import type { StateFault } from './state-rules.js';
import type { Violation } from './violation.js';

/** Options of the judge. */
export interface JudgeOptions {
  /** True if the catalogue's limits and codes are rules too. */
  readonly isStrict: boolean;
  /** Longest time of an answer, ms; default: any. */
  readonly maxLatency?: number | undefined;
}

/** Longest part of an answer that a violation shows, characters. */
const maxShown = 2_000;

/** The rules that the answer to one request does not keep. */
export function answerViolations(
  { port, request }: FuzzStep,
  answer: Answer,
  step: number,
  { isStrict, maxLatency }: JudgeOptions,
): readonly Violation[] {
  const shown = answer.text.slice(0, maxShown);
  // The maintenance port serves three methods: what is allowed there is not what the catalogue says of HTTP.
  const strict = isStrict && port === 'http' ? strictFaults(request, answer) : [];
  const broken = [...answerFaults(request, answer), ...strict].map(({ rule, message, about }): Violation => {
    return { rule, message, signature: `${rule}: ${about}`, step, answer: shown };
  });
  const { ms } = answer;
  if (maxLatency === undefined || ms <= maxLatency) return broken;
  const message = `the answer took ${Math.round(ms)} ms; allowed: ${maxLatency} ms`;
  return [...broken, { rule: 'latency', message, signature: 'latency', step, answer: shown }];
}

const deathBy = {
  answered: 'it does not answer any more',
  silent: 'it gave no answer, and gives none any more',
  cut: 'it closed the connection without a whole answer, and does not answer any more',
  refused: 'it refuses connections',
} as const satisfies Record<Answer['kind'], string>;

/** A target that does not answer any more. @param step the request after which it was so */
export function deathViolation(step: FuzzStep | undefined, index: number, answer?: Answer): Violation {
  const requestClass = step === undefined ? 'call' : requestClassOf(step.request.bytes);
  return {
    rule: 'alive',
    message: `the target died: ${deathBy[answer?.kind ?? 'answered']}`,
    signature: `alive: ${requestClass}`,
    step: index,
    ...(answer === undefined ? {} : { answer: answer.text.slice(0, maxShown) }),
  };
}

/** A setting that is not as it must be. */
export function stateViolation({ rule, message, step, cause }: StateFault): Violation {
  return { rule, message, signature: rule === 'unchanged-by-error' ? `${rule}: ${cause}` : rule, step };
}
