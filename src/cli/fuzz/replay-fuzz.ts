import { systemClock } from '../../core/time/clock.js';
import { systemDisk } from '../../files/system-disk.js';
import { Corpus } from '../../fuzz/corpus.js';
import type { CorpusCase } from '../../fuzz/corpus-file.js';
import type { TargetSettings } from '../../fuzz/open-target.js';
import { type ReplayedCase, replayCorpus } from '../../fuzz/replay-corpus.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { print, printJson } from '../output/print.js';
import { table } from '../output/table.js';
import { handleSignals } from '../start/signals.js';
import type { ReplayFlags } from './fuzz-flags.js';
import { checkConfirmed, durationFlag, maintenanceFlag, targetUrl } from './parse-flags.js';

/** Time for a radio that died to be started again, ms. */
const revival = 3_000;

/** Sends each case of the corpus again and prints what became of it. Rejects with a `CliError`. */
export async function replayFuzz(url: string | undefined, flags: ReplayFlags): Promise<void> {
  const controller = new AbortController();
  const settings = settingsFor(url, flags, controller.signal);
  const stopHandling = handleSignals(() => controller.abort());
  const results = await replayCorpus({
    corpus: new Corpus(systemDisk, flags.corpus),
    keeps: flags.keep === true,
    isSafe: flags.safe === true,
    targetOf: settings,
  });
  stopHandling();
  if (flags.json === true) printJson(results);
  else print(results.length === 0 ? `No cases in ${flags.corpus}.` : resultTable(results));
  process.exitCode = exitCodeOf(results);
}

function resultTable(results: readonly ReplayedCase[]): string {
  return table(
    ['CASE', 'RESULT', 'WHY'],
    results.map(({ file, result, reason = '', isRemoved }) => [
      file,
      result,
      isRemoved ? 'removed from the corpus' : reason,
    ]),
  );
}

function exitCodeOf(results: readonly ReplayedCase[]): number {
  const has = (wanted: ReplayedCase['result']) => results.some(({ result }) => result === wanted);
  if (has('failing')) return exitCodes.unexpected;
  return has('could not run') ? exitCodes.unavailable : exitCodes.ok;
}

/** The target of each case: that of the flags, or where the case was found. Throws a `CliError` for a wrong flag. */
function settingsFor(
  url: string | undefined,
  flags: ReplayFlags,
  signal: AbortSignal,
): (known: CorpusCase) => TargetSettings | string {
  const given = url === undefined ? undefined : targetUrl(url);
  const maintenance = maintenanceFlag(flags.maintenance);
  if (given !== undefined) checkConfirmed(given, maintenance, flags);
  const { maxLatency } = flags;
  const common = {
    maxLatency: maxLatency === undefined ? undefined : durationFlag('--max-latency', maxLatency),
    timeoutMs: durationFlag('--timeout', flags.timeout),
    blackoutLimit: durationFlag('--blackout', flags.blackout),
    maxBlackouts: Infinity,
    revival,
    clock: systemClock(),
    signal,
  };
  return (known) => {
    try {
      const target = given ?? targetUrl(known.url);
      const port = maintenance ?? (given === undefined ? maintenanceFlag(known.maintenance) : undefined);
      checkConfirmed(target, port, flags);
      return {
        ...common,
        url: target,
        maintenance: port,
        isStrict: known.rule === 'refused' || known.rule === 'accepted',
      };
    } catch (error) {
      if (error instanceof CliError) return error.message;
      throw error;
    }
  };
}
