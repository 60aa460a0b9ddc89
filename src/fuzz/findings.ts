import type { Finding, FlakyCase } from './finding.js';
import { type FuzzCase, methodsOf } from './fuzz-case.js';
import type { Violation } from './violation.js';

/** Flaky cases that are kept; more are only counted. */
const maxFlaky = 20;

/** Findings of a run so far: each defect once. */
export class Findings {
  readonly #bySignature = new Map<string, Finding>();
  /** Signatures of cases as they were met, and of the findings that they were shrunk to. */
  readonly #aliases = new Map<string, string>();
  readonly #flaky = new Map<string, FlakyCase>();
  #flakyCount = 0;

  /** All findings, in the order in which they were found. */
  get all(): readonly Finding[] {
    return [...this.#bySignature.values()];
  }

  /** Flaky cases, one for each signature. */
  get flaky(): readonly FlakyCase[] {
    return [...this.#flaky.values()];
  }

  /** Number of cases that broke a rule and kept it when they were sent again. */
  get flakyCount(): number {
    return this.#flakyCount;
  }

  /** The first violation of a defect that is not known yet; counts those that are. */
  firstUnknown(violations: readonly Violation[], fuzzCase: FuzzCase): Violation | undefined {
    let unknown: Violation | undefined;
    for (const violation of violations) {
      const signature = this.#aliases.get(violation.signature) ?? violation.signature;
      const finding = this.#bySignature.get(signature);
      if (finding === undefined) unknown ??= violation;
      else meet(finding, fuzzCase);
    }
    return unknown;
  }

  /** Adds a finding, or counts it for the one with the same signature. */
  add(finding: Finding, metAs: string): void {
    this.#aliases.set(metAs, finding.signature);
    const known = this.#bySignature.get(finding.signature);
    if (known === undefined) this.#bySignature.set(finding.signature, finding);
    else meet(known, finding.fuzzCase);
  }

  /** Adds a case that answers differently from time to time. */
  addFlaky(flaky: FlakyCase): void {
    this.#flakyCount += 1;
    if (this.#flaky.size < maxFlaky && !this.#flaky.has(flaky.signature))
      this.#flaky.set(flaky.signature, flaky);
  }
}

function meet(finding: Finding, fuzzCase: FuzzCase): void {
  finding.met += 1;
  for (const method of methodsOf(fuzzCase)) finding.methods.add(method);
}
