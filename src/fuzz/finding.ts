import type { Why } from '../fast-check/case.js';
import type { FuzzCase } from './fuzz-case.js';
import type { RuleName, Violation } from './violation.js';

/** Origin of a case, for a replay. */
export interface CaseOrigin {
  readonly seed: number;
  /** Path of the case in the run of this seed: its number, and the steps by which it was shrunk. */
  readonly path: string;
}

/** A defect of a target, with the smallest case that shows it. */
export interface Finding {
  /** Stable text without values: the same defect has the same, in every run. */
  readonly signature: string;
  readonly rule: RuleName;
  readonly violation: Violation;
  readonly fuzzCase: FuzzCase;
  /** Undefined for a case of the corpus. */
  readonly origin?: CaseOrigin;
  /** File of the corpus that the case came from. */
  readonly corpusFile?: string;
  /** True if smaller cases were tried; false where the target died. */
  readonly isShrunk: boolean;
  /** Number of times that the defect was met in this run, and the methods. */
  met: number;
  readonly methods: Set<string>;
}

/** A case that broke a rule once and kept it when it was sent again. */
export interface FlakyCase {
  readonly signature: string;
  readonly violation: Violation;
  readonly fuzzCase: FuzzCase;
  readonly origin?: CaseOrigin;
}

/** Why the request was made at which a violation was seen. */
export function whyOf({ fuzzCase, violation }: Pick<Finding, 'fuzzCase' | 'violation'>): Why | undefined {
  return (fuzzCase.steps[violation.step] ?? fuzzCase.steps[0])?.request.why;
}
