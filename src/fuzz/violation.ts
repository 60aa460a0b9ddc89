import type { PromiseName } from '../fast-check/case.js';

/** A rule that a target is judged by: a promise of the interface, no error inside it, or a bound on the time. */
export type RuleName = PromiseName | 'no-internal-error' | 'latency';

/** A rule that an answer, or the state after a case, does not keep. */
export interface Violation {
  readonly rule: RuleName;
  readonly message: string;
  /**
   * Kind of the defect, without values: two cases with the same text have met the same defect. Rule first:
   * `id-echoed: missing`.
   */
  readonly signature: string;
  /** The request at which it was seen, by its position in the case. */
  readonly step: number;
  /** The answer to this request, as far as it came. */
  readonly answer?: string;
}

/** The rules that every target is judged by, with what each says. */
export const rules = {
  'one-answer': 'each request has exactly one answer, a notification none',
  'id-echoed': 'each reply has the id of its call',
  shape: 'replies have the shapes of the catalogue',
  'unchanged-by-error': 'a request that is refused changes no setting',
  'read-after-write': 'a read gives what was written last',
  'no-internal-error': 'no command fails inside the target',
  alive: 'the target still answers',
} as const satisfies Partial<Record<RuleName, string>>;

/** Rules that hold only where a flag asks for them. */
export const furtherRules = {
  refused: 'a call that the catalogue does not allow is refused (--strict)',
  accepted: 'a call that the catalogue allows is carried out (--strict)',
  latency: 'each answer comes in time (--max-latency)',
} as const satisfies Partial<Record<RuleName, string>>;
