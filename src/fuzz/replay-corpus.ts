import type { Corpus, CorpusFile } from './corpus.js';
import type { CorpusCase } from './corpus-file.js';
import { methodsOf } from './fuzz-case.js';
import { isSafe as isSafeCase } from './left-out.js';
import { type OpenTarget, type TargetSettings, closeTarget, openTarget } from './open-target.js';

/** Result of a case of the corpus. */
export interface ReplayedCase {
  readonly file: string;
  readonly signature?: string;
  readonly result: 'fixed' | 'failing' | 'could not run';
  /** The violations that are still there, or why it could not run. */
  readonly reason?: string;
  /** True if the file was removed. */
  readonly isRemoved: boolean;
}

/** A replay of the corpus. */
interface ReplaySettings {
  readonly corpus: Corpus;
  /** True if fixed cases stay in the corpus. */
  readonly keeps: boolean;
  readonly isSafe: boolean;
  /** The target of a case; a text where there is none: why. */
  readonly targetOf: (known: CorpusCase) => TargetSettings | string;
}

/** A target that is open, and how it is treated. */
interface Opened {
  readonly opened: OpenTarget;
  readonly settings: TargetSettings;
}

/** Sends each case of the corpus again. Cases of one target are sent to it one after the other. */
export async function replayCorpus(settings: ReplaySettings): Promise<readonly ReplayedCase[]> {
  const targets = new Map<string, Promise<Opened | string>>();
  const open = (target: TargetSettings): Promise<Opened | string> => {
    const key = JSON.stringify([target.url.href, target.maintenance, target.isStrict]);
    const known = targets.get(key) ?? opened(target);
    targets.set(key, known);
    return known;
  };
  const results: ReplayedCase[] = [];
  for (const file of await settings.corpus.files()) {
    const verdict = await verdictOf(file, settings, open);
    const isRemoved = verdict.result === 'fixed' && !settings.keeps;
    if (isRemoved) await settings.corpus.remove(file.name);
    const signature = 'known' in file ? { signature: file.known.signature } : {};
    results.push({ file: file.name, ...signature, ...verdict, isRemoved });
  }
  for (const each of targets.values()) {
    const found = await each;
    if (typeof found !== 'string') await closeTarget(found.opened, found.settings);
  }
  return results;
}

async function opened(settings: TargetSettings): Promise<Opened | string> {
  const found = await openTarget(settings);
  return typeof found === 'string' ? found : { opened: found, settings };
}

type Verdict = Pick<ReplayedCase, 'result' | 'reason'>;

async function verdictOf(
  file: CorpusFile,
  { isSafe, targetOf }: ReplaySettings,
  open: (target: TargetSettings) => Promise<Opened | string>,
): Promise<Verdict> {
  const impossible = (reason: string): Verdict => ({ result: 'could not run', reason });
  if ('reason' in file) return impossible(file.reason);
  const { known } = file;
  if (isSafe && !isSafeCase(known.fuzzCase)) return impossible('it is not safe');
  const target = targetOf(known);
  if (typeof target === 'string') return impossible(target);
  const needsMaintenance = known.fuzzCase.steps.some(({ port }) => port === 'maintenance');
  if (needsMaintenance && target.maintenance === undefined) return impossible('it needs --maintenance');
  if (known.rule === 'latency' && target.maxLatency === undefined)
    return impossible('it needs --max-latency');
  const found = await open(target);
  return typeof found === 'string' ? impossible(found) : replayed(known, found);
}

/** Rules about what a method does: a radio without it neither keeps nor breaks them. */
const methodRules: ReadonlySet<string> = new Set([
  'shape',
  'refused',
  'accepted',
  'unchanged-by-error',
  'read-after-write',
]);

async function replayed({ fuzzCase, rule }: CorpusCase, { opened, settings }: Opened): Promise<Verdict> {
  const methods = methodRules.has(rule) ? methodsOf(fuzzCase) : [];
  const missing = methods.filter((method) => opened.facts.notSupported.includes(method));
  const outcome = await opened.runner.run(fuzzCase, settings.signal);
  if (outcome.kind === 'void') return { result: 'could not run', reason: outcome.reason };
  if (outcome.kind === 'dead') {
    await opened.target.untilBack(settings.revival);
    return { result: 'failing', reason: outcome.violation.message };
  }
  if (outcome.kind === 'broken') return { result: 'failing', reason: outcome.violations[0]?.message ?? '' };
  if (missing.length === 0) return { result: 'fixed' };
  return { result: 'could not run', reason: `the radio has no ${missing.join(', ')}` };
}
