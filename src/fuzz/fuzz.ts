import { fuzzCases } from './cases.js';
import type { Corpus } from './corpus.js';
import type { Finding } from './finding.js';
import { FuzzRun, type RunBounds, type RunCounts } from './fuzz-run.js';
import { type OpenTarget, type TargetSettings, closeTarget, openTarget } from './open-target.js';
import { type FuzzReport, type ReplayFacts, hostPort, reportedCase, reportedFindings } from './report.js';

/** A run, and its target. */
export interface FuzzSettings extends TargetSettings {
  readonly seed: number;
  /** Path of one case of this seed: only this is sent. */
  readonly path?: string | undefined;
  /** Number of cases. */
  readonly runs: number;
  /** Longest time of the run, ms; default: any. */
  readonly forMs?: number | undefined;
  /** True for a radio that must stay as it is. */
  readonly isSafe: boolean;
  /** Name of the model for which cases are made. */
  readonly model: string;
  /** Flags that a replay needs beside those of the target, seed and path. */
  readonly flags: readonly string[];
  /** The same for a replay of the corpus. */
  readonly corpusFlags: readonly string[];
  /** Where cases that broke a rule are kept; undefined: nowhere. */
  readonly corpus?: Corpus | undefined;
  /** Called after each case. */
  readonly onProgress: (progress: FuzzProgress) => void;
}

/** Progress of a run. */
export interface FuzzProgress extends RunCounts {
  readonly findings: number;
  /** Time since the begin, ms. */
  readonly ms: number;
}

/** Fuzzes a target. Resolves with a text where it can't be: why. */
export async function fuzz(settings: FuzzSettings): Promise<FuzzReport | string> {
  const { clock, forMs = Infinity, onProgress, corpus } = settings;
  const begun = clock.now();
  const opened = await openTarget(settings);
  if (typeof opened === 'string') return opened;
  const bounds: RunBounds = { ...settings, until: clock.now() + forMs };
  const run: FuzzRun = new FuzzRun(opened, bounds, (counts) =>
    onProgress({ ...counts, findings: run.findings.all.length, ms: clock.now() - begun }),
  );
  if (corpus !== undefined) await run.replay(await knownCases(corpus));
  const { model, isSafe, maintenance } = settings;
  await run.search(fuzzCases({ model, isSafe, hasMaintenance: maintenance !== undefined }));
  const report = await reportOf(run, opened, settings, begun);
  if (corpus !== undefined) await keepFindings(run.findings.all, report, corpus, settings);
  return report;
}

async function knownCases(corpus: Corpus) {
  const files = await corpus.files();
  return files.flatMap((file) =>
    'known' in file ? [{ name: file.name, fuzzCase: file.known.fuzzCase }] : [],
  );
}

async function reportOf(
  run: FuzzRun,
  opened: OpenTarget,
  settings: FuzzSettings,
  begun: number,
): Promise<FuzzReport> {
  const { url, maintenance, seed, isSafe, flags, corpusFlags, clock } = settings;
  const notRestored = run.end === 'the target died' ? [] : await closeTarget(opened, settings);
  const facts: ReplayFacts = { address: { url, maintenance }, isSafe, flags, corpusFlags, seed };
  return {
    report: 'silvus-mock fuzz',
    version: 1,
    url: url.href,
    ...(maintenance === undefined ? {} : { maintenance: hostPort(maintenance) }),
    seed,
    safe: isSafe,
    end: run.end,
    ms: Math.round(clock.now() - begun),
    target: opened.facts,
    counts: run.counts,
    blackouts: { count: opened.disruption.seen, ms: Math.round(opened.disruption.waited) },
    notRestored,
    findings: reportedFindings(run.findings, facts),
    flaky: run.findings.flaky.map((each) => reportedCase(each, facts)),
    flakyCount: run.findings.flakyCount,
  };
}

/** Writes the findings that are new to the corpus. */
async function keepFindings(
  findings: readonly Finding[],
  report: FuzzReport,
  corpus: Corpus,
  { url, maintenance }: FuzzSettings,
): Promise<void> {
  for (const [index, finding] of findings.entries()) {
    if (finding.corpusFile !== undefined) continue;
    const { signature, rule, violation, fuzzCase, origin } = finding;
    const place = {
      url: url.href,
      ...(maintenance === undefined ? {} : { maintenance: hostPort(maintenance) }),
    };
    const known = { signature, rule, message: violation.message, ...place, ...origin, fuzzCase };
    const reported = report.findings[index];
    if (reported !== undefined) reported.corpusFile = await corpus.add(known);
  }
}
