import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { systemClock } from '../../core/time/clock.js';
import { SilvusMockError } from '../../core/errors.js';
import type { Logger } from '../../core/log/logger.js';
import type { CloseReport } from '../../simulator/events.js';
import type { SilvusMock } from '../../library/silvus-mock.js';
import { configuration } from '../configuration.js';
import { CliError, exitCodes } from '../exit-codes.js';
import type { Flags } from '../flags.js';
import { type Log, openLog } from '../log/logger.js';
import { withMethodsFile } from './methods-file.js';
import { sampled } from '../../core/log/sampled-logger.js';
import { closeWithParent } from './parent.js';
import { filesOf, reload, sourceOf, watchedFiles } from './reload.js';
import { handleFaults, handleHangup, handleSignals } from './signals.js';
import { simulatorOf } from './simulator-of.js';
import { withControl } from './start-control.js';

/** What `silvus-mock start` was asked for beside its settings. */
export interface StartOptions {
  /** Say where it listens in one line of JSON, on a terminal too. */
  readonly json?: true;
  /** A file that the same line is written to. */
  readonly portFile?: string;
  /** Close when the process that started this one has ended. */
  readonly exitWithParent?: true;
  /** Read the configuration again when one of its files has changed. */
  readonly watch?: true;
}

/** `silvus-mock start`: runs one radio until a signal comes. Sets the exit code. */
export async function start(flags: Flags, options: StartOptions): Promise<void> {
  // Before the files are read: what changes from here on is seen.
  const watch = options.watch ? await lookedAt(flags) : undefined;
  const ofFiles = configuration(flags);
  const loaded = await withMethodsFile(ofFiles);
  const { config, files, warnings } = loaded;
  const log = await openLog(config.log);
  const { logger } = log;
  for (const warning of warnings) logger.warn({}, warning);
  if (files.length > 0) logger.info({ files }, 'read the configuration');
  const mock = simulatorOf(withControl(loaded), log, sourceOf(flags, ofFiles, loaded));
  const ended = untilEnd(mock, log, options);
  if (watch !== undefined) ended.onRelease(watch(mock, logger));
  try {
    await mock.start();
    announce(mock, options);
  } catch (fault) {
    if (!(fault instanceof SilvusMockError && fault.code === 'CLOSED_WHILE_STARTING')) {
      await mock.close();
      await endLog(log);
      ended.release();
      throw fault instanceof SilvusMockError ? startError(fault) : fault;
    }
  }
  process.exitCode = await ended.exitCode;
  const isWritten = await endLog(log);
  ended.release();
  // What waits for a reader that reads no more would keep the process.
  if (!isWritten) process.exit();
}

/** Looks at the files of a configuration; gives what has them read again whenever they have changed since. */
async function lookedAt(flags: Flags): Promise<(mock: SilvusMock, logger: Logger) => () => void> {
  const { looksOf, watchFiles } = await import('./watch.js');
  const before = looksOf(filesOf(flags));
  return (mock, logger) =>
    watchFiles(
      before,
      () => watchedFiles(flags, mock.config),
      () => reload(mock, logger),
    );
}

/** How long the log's reader may take to read its last lines, ms. */
const logGrace = 1_000;

function endLog(log: Log): Promise<boolean> {
  return log.end(logGrace);
}

function startError({ code, message }: SilvusMockError): CliError {
  if (code === 'STATE_DIR_IN_USE') return new CliError(exitCodes.unavailable, message);
  if (code !== 'PORT_UNAVAILABLE') return new CliError(exitCodes.configuration, message);
  const hint =
    'another can be chosen with --http-port, --maintenance-port and --control-port, 0 for any that is free';
  return new CliError(exitCodes.unavailable, `${message}; ${hint}`);
}

/** Closes on a signal or a fault; gives the exit code once closed. */
function untilEnd(mock: SilvusMock, log: Log, { exitWithParent }: StartOptions) {
  let failed = false;
  const { logger } = log;
  const faults = sampled(logger, systemClock());
  const close = () => {
    mock.close().catch((fault: unknown) => logger.error({ err: fault }, 'the close failed'));
  };
  const onSignal = (signal: string) => {
    logger.info({ signal }, 'closing; a second signal ends at once');
    close();
  };
  const onHangup = () => {
    log.reopen();
    void reload(mock, logger);
  };
  const undo: (() => unknown)[] = [
    handleSignals(onSignal),
    handleHangup(onHangup, onSignal),
    handleFaults((fault) => {
      failed = true;
      faults.error({ err: fault }, 'unexpected; closing');
      close();
    }),
  ];
  if (exitWithParent) {
    undo.push(
      closeWithParent(() => {
        logger.info({}, 'the process that started this one has ended; closing');
        close();
      }),
    );
  }
  // A second signal waits for nothing.
  const onExit = () => log.flushSync();
  process.on('exit', onExit);
  undo.push(() => process.off('exit', onExit));
  const release = () => undo.forEach((each) => each());
  const exitCode = new Promise<number>((resolve) => {
    mock.on('closed', (report) => {
      faults.flush();
      resolve(failed ? exitCodes.unexpected : exitCodeOf(report));
    });
  });
  return { exitCode, release, onRelease: (act: () => void) => undo.push(act) };
}

function exitCodeOf({ fault, cut, forced }: CloseReport): number {
  if (fault !== undefined) return exitCodes.unavailable;
  return cut + forced > 0 ? exitCodes.cut : exitCodes.ok;
}

/** Says on the first line of stdout where the radio listens. */
function announce({ http, maintenance, control, seed }: SilvusMock, { json, portFile }: StartOptions): void {
  const { pid } = process;
  const line = `${JSON.stringify({ event: 'listening', http, maintenance, control, pid, seed })}\n`;
  if (portFile !== undefined) writePortFile(portFile, line);
  if (json || !process.stdout.isTTY) {
    process.stdout.write(line);
    return;
  }
  const request = '{"jsonrpc":"2.0","method":"freq","id":1}';
  process.stdout.write(
    `Listening on ${http.url}, maintenance on ${maintenance.host}:${maintenance.port}\n` +
      `Try: curl -s -d '${request}' ${http.url}\n` +
      (control === undefined ? '' : `Control on ${control.url}\n`),
  );
}

/** Written under another name first: who waits for the file never reads half of it. */
function writePortFile(file: string, line: string): void {
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, line);
    renameSync(draft, file);
  } catch (fault) {
    rmSync(draft, { force: true });
    const why = fault instanceof Error ? fault.message : String(fault);
    throw new CliError(exitCodes.usage, `--port-file: "${file}" can't be written: ${why}`);
  }
}
