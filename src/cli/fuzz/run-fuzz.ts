import { randomInt } from 'node:crypto';
import { systemClock } from '../../core/time/clock.js';
import { escapeControls } from '../../core/text.js';
import { nearestHint } from '../../core/nearest.js';
import { modelNames } from '../../config/models.js';
import { systemDisk } from '../../files/system-disk.js';
import { Corpus } from '../../fuzz/corpus.js';
import { type FuzzSettings, fuzz } from '../../fuzz/fuzz.js';
import { junitReport } from '../../fuzz/junit-report.js';
import type { FuzzReport } from '../../fuzz/report.js';
import { textReport } from '../../fuzz/text-report.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { print, printJson } from '../output/print.js';
import { handleSignals } from '../start/signals.js';
import type { FuzzFlags } from './fuzz-flags.js';
import {
  checkConfirmed,
  durationFlag,
  maintenanceFlag,
  targetUrl,
  wholeFlag,
  wrongFlag,
} from './parse-flags.js';
import { Progress } from './progress.js';
import { type ReportFile, checkReportFile, writeReportFile } from './report-file.js';

const defaultRuns = 1_000;
const maxRuns = 2 ** 31 - 1;

/** Exit code of a run that a signal ended before anything was found. */
const interruptedCode = 130;

/** Fuzzes a radio, and prints and writes the reports. Rejects with a `CliError`. */
export async function runFuzz(url: string, flags: FuzzFlags): Promise<void> {
  const settings = settingsOf(url, flags);
  const files = reportFiles(flags);
  for (const file of files) await checkReportFile(file);
  const { clock, runs } = settings;
  const progress = new Progress(clock, runs === maxRuns ? undefined : runs);
  const controller = new AbortController();
  const stopHandling = handleSignals(() => controller.abort());
  const isShown = flags.progress;
  const report = await fuzz({
    ...settings,
    signal: controller.signal,
    onProgress: (now) => {
      if (isShown) progress.show(now);
    },
  });
  stopHandling();
  progress.end();
  if (typeof report === 'string')
    throw new CliError(exitCodes.unavailable, `${settings.url.href}: ${report}`);
  for (const file of files) await writeReportFile(file, reportText(file, report));
  if (flags.json === true) printJson(report);
  else print(textReport(report).join('\n').trim());
  process.exitCode = exitCodeOf(report);
}

function exitCodeOf({ findings, end }: FuzzReport): number {
  if (findings.length > 0) return exitCodes.unexpected;
  return end === 'interrupted' ? interruptedCode : exitCodes.ok;
}

function reportFiles({ report, junit }: FuzzFlags): readonly ReportFile[] {
  return [
    ...(report === undefined ? [] : [{ flag: '--report', path: report } as const]),
    ...(junit === undefined ? [] : [{ flag: '--junit', path: junit } as const]),
  ];
}

function reportText({ flag }: ReportFile, report: FuzzReport): string {
  return flag === '--junit' ? junitReport(report) : `${escapeControls(JSON.stringify(report))}\n`;
}

/** Reads the flags. Throws a `CliError`. */
function settingsOf(text: string, flags: FuzzFlags): Omit<FuzzSettings, 'onProgress'> {
  const url = targetUrl(text);
  const maintenance = maintenanceFlag(flags.maintenance);
  checkConfirmed(url, maintenance, flags);
  const { path, model, corpus, maxLatency } = flags;
  const forMs = flags.for === undefined ? undefined : durationFlag('--for', flags.for);
  const isStrict = flags.strict === true;
  const confirmed = flags.confirm === undefined ? [] : [`--confirm ${shellWord(flags.confirm)}`];
  checkModel(model);
  return {
    url,
    maintenance,
    ...casesOf(flags, forMs),
    forMs,
    path,
    isSafe: flags.safe === true,
    isStrict,
    maxLatency: maxLatency === undefined ? undefined : durationFlag('--max-latency', maxLatency),
    model,
    timeoutMs: durationFlag('--timeout', flags.timeout),
    maxBlackouts: wholeFlag('--blackouts', flags.blackouts, 0, 1_000_000),
    blackoutLimit: durationFlag('--blackout', flags.blackout),
    revival: durationFlag('--revive', flags.revive),
    // One case alone is sent again to look at it: the corpus has nothing to do with it.
    corpus: corpus === false || path !== undefined ? undefined : new Corpus(systemDisk, corpus),
    corpusFlags: [...(corpus === false ? [] : [`--corpus ${shellWord(corpus)}`]), ...confirmed],
    flags: [
      ...(model === 'default' ? [] : [`--model ${model}`]),
      ...(isStrict ? ['--strict'] : []),
      ...(maxLatency === undefined ? [] : [`--max-latency ${maxLatency}`]),
      ...confirmed,
    ],
    clock: systemClock(),
  };
}

/** Seed and number of cases. Throws a `CliError`. */
function casesOf(
  flags: FuzzFlags,
  forMs: number | undefined,
): { readonly seed: number; readonly runs: number } {
  const { seed, runs, path } = flags;
  if (path !== undefined && !/^\d{1,9}(:\d{1,9})*$/.test(path))
    throw wrongFlag('--path', path, 'numbers with colons, as a finding prints them: 12:0:3');
  if (path !== undefined && seed === undefined)
    throw new CliError(exitCodes.usage, '--path: needs --seed, from the same finding');
  const defaultOf = forMs === undefined ? defaultRuns : maxRuns;
  return {
    seed: seed === undefined ? randomInt(2 ** 31 - 1) : wholeFlag('--seed', seed, -(2 ** 31), 2 ** 31 - 1),
    runs: runs === undefined ? defaultOf : wholeFlag('--runs', runs, 1, maxRuns),
  };
}

function checkModel(model: string): void {
  const names = modelNames();
  if (!names.includes(model))
    throw wrongFlag('--model', model, `${names.join(', ')}${nearestHint(model, names)}`);
}

/** A text as one word of a shell. */
function shellWord(text: string): string {
  return /^[\w./:[\]-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
