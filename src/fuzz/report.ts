import { Buffer } from 'node:buffer';
import type { Why } from '../fast-check/case.js';
import { type CaseOrigin, type Finding, type FlakyCase, whyOf } from './finding.js';
import type { Findings } from './findings.js';
import type { TargetFacts } from './first-look.js';
import type { FuzzEnd, RunCounts } from './fuzz-run.js';
import { type TargetAddress, curlLines } from './reproduction.js';
import type { RuleName } from './violation.js';

/** One request of a case, as bytes and as a command that sends it. */
interface ReportedRequest {
  readonly port: 'http' | 'maintenance';
  /** In base64. */
  readonly bytes: string;
  readonly length: number;
  /** The same as text: bytes that are no UTF-8 are replaced. */
  readonly text: string;
  readonly curl: string;
  /** Offsets at which the bytes on the connection were cut. */
  readonly cuts?: readonly number[];
}

/** A case that broke a rule, for a report. */
export interface ReportedCase {
  readonly signature: string;
  readonly rule: RuleName;
  readonly message: string;
  /** Position of the request at which it was seen, from 0. */
  readonly step: number;
  readonly answer?: string;
  /** Why the request was made. */
  readonly why: Why | undefined;
  readonly requests: readonly ReportedRequest[];
  /** True if they were sent at the same time. */
  readonly isConcurrent?: boolean;
  readonly seed?: number;
  readonly path?: string;
  /** Command that sends the case again. */
  readonly replay: string;
}

/** A defect, for a report. */
export interface ReportedFinding extends ReportedCase {
  readonly isShrunk: boolean;
  /** Number of times that it was met, and the methods. */
  readonly met: number;
  readonly methods: readonly string[];
  /** File of the corpus that it came from, or was written to. */
  corpusFile?: string;
}

/** Result of a run. */
export interface FuzzReport {
  readonly report: 'silvus-mock fuzz';
  readonly version: 1;
  readonly url: string;
  readonly maintenance?: string;
  readonly seed: number;
  readonly safe: boolean;
  readonly end: FuzzEnd;
  readonly ms: number;
  readonly target: TargetFacts;
  readonly counts: RunCounts;
  /** Blackouts that the run caused, and the time spent in them, ms. */
  readonly blackouts: { readonly count: number; readonly ms: number };
  /** Settings that could not be put back. */
  readonly notRestored: readonly string[];
  readonly findings: readonly ReportedFinding[];
  /** Cases that broke a rule once, and kept it when they were sent again. */
  readonly flaky: readonly ReportedCase[];
  readonly flakyCount: number;
}

/** Facts that a command line of a replay has. */
export interface ReplayFacts {
  readonly address: TargetAddress;
  readonly isSafe: boolean;
  /** Other flags that decide what is sent or how it is judged: `--model icd`. */
  readonly flags: readonly string[];
  /** Those of `fuzz replay`. */
  readonly corpusFlags: readonly string[];
  readonly seed: number;
}

/** All findings of a run, for a report. */
export function reportedFindings(findings: Findings, facts: ReplayFacts): readonly ReportedFinding[] {
  return findings.all.map((finding) => ({
    ...reportedCase(finding, facts),
    isShrunk: finding.isShrunk,
    met: finding.met,
    methods: [...finding.methods],
    ...(finding.corpusFile === undefined ? {} : { corpusFile: finding.corpusFile }),
  }));
}

/** One case, for a report. */
export function reportedCase(found: Finding | FlakyCase, facts: ReplayFacts): ReportedCase {
  const { signature, violation, fuzzCase, origin } = found;
  const curl = curlLines(fuzzCase.steps, facts.address);
  return {
    signature,
    rule: violation.rule,
    message: violation.message,
    step: violation.step,
    ...(violation.answer === undefined ? {} : { answer: violation.answer }),
    why: whyOf(found),
    requests: fuzzCase.steps.map(({ port, request: { bytes }, cuts }, index) => ({
      port,
      bytes: Buffer.from(bytes).toString('base64'),
      length: bytes.length,
      text: Buffer.from(bytes).toString(),
      curl: curl[index] ?? '',
      ...(cuts === undefined ? {} : { cuts }),
    })),
    ...(fuzzCase.isConcurrent === true ? { isConcurrent: true } : {}),
    ...origin,
    replay: replayLine(facts, origin),
  };
}

/** The command that sends a case again. */
function replayLine(facts: ReplayFacts, origin: CaseOrigin | undefined): string {
  const { address, isSafe, flags, corpusFlags, seed } = facts;
  const { url, maintenance } = address;
  const target = [
    url.href,
    ...(maintenance === undefined ? [] : [`--maintenance ${hostPort(maintenance)}`]),
    ...(isSafe ? ['--safe'] : []),
  ];
  const words =
    origin === undefined
      ? ['silvus-mock fuzz replay', ...target, ...corpusFlags]
      : ['silvus-mock fuzz', ...target, ...flags, `--seed ${seed} --path ${origin.path}`];
  return words.join(' ');
}

/** An address as text: `[::1]:50000`. */
export function hostPort({ host, port }: { readonly host: string; readonly port: number }): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
