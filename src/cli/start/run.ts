import { SilvusMockError } from '../../core/errors.js';
import type { Logger } from '../../core/log/logger.js';
import type { SilvusMock } from '../../library/silvus-mock.js';
import { configuration } from '../configuration.js';
import { CliError, exitCodes } from '../exit-codes.js';
import type { Flags } from '../flags.js';
import { openLog } from '../log/logger.js';
import { type AnnounceOptions, announce } from './announce.js';
import { createSimulator } from './create-simulator.js';
import { withMethodsFile } from './methods-file.js';
import { ProcessEvents } from './process-events.js';
import { configFiles, configSource, reload, watchedFiles } from './reload.js';

/** Options of `silvus-mock start` beside its settings. */
export interface StartOptions extends AnnounceOptions {
  /** Shut down when the parent process ends. */
  readonly exitWithParent?: true;
  /** Reload the configuration when one of its files changes. */
  readonly watch?: true;
}

/** How long the reader of the log may take to read the last lines, ms. */
const logGrace = 1_000;

/** Runs one radio until a signal or an unexpected error. Sets the exit code. */
export async function run(flags: Flags, options: StartOptions): Promise<void> {
  // Before the files are read, so that a change in between is seen.
  const watch = options.watch ? await prepareWatch(flags) : undefined;
  const ofFiles = configuration(flags);
  const loaded = await withMethodsFile(ofFiles);
  const { config, files, warnings } = loaded;
  const log = await openLog(config.log);
  const { logger } = log;
  for (const warning of warnings) logger.warn({}, warning);
  if (files.length > 0) logger.info({ files }, 'configuration read');
  const mock = createSimulator(loaded, log, configSource(flags, ofFiles, loaded));
  const events = new ProcessEvents(mock, log, options);
  if (watch !== undefined) events.onRelease(watch(mock, logger));
  try {
    await mock.start();
    announce(mock, options);
  } catch (error) {
    if (!(error instanceof SilvusMockError && error.code === 'CLOSED_WHILE_STARTING')) {
      await mock.close();
      await log.end(logGrace);
      events.release();
      throw error instanceof SilvusMockError ? startError(error) : error;
    }
  }
  process.exitCode = await events.exitCode;
  const isWritten = await log.end(logGrace);
  events.release();
  // Unwritten lines would keep the process alive for as long as their reader does not read.
  if (!isWritten) process.exit();
}

/** Records the state of the configuration files; the result watches them from that state on. */
async function prepareWatch(flags: Flags): Promise<(mock: SilvusMock, logger: Logger) => () => void> {
  const { fingerprintsOf, watchFiles } = await import('./watch.js');
  const before = fingerprintsOf(configFiles(flags));
  return (mock, logger) =>
    watchFiles(
      before,
      () => watchedFiles(flags, mock.config),
      () => reload(mock, logger),
    );
}

function startError({ code, message }: SilvusMockError): CliError {
  if (code === 'STATE_DIR_IN_USE') return new CliError(exitCodes.unavailable, message);
  if (code !== 'PORT_UNAVAILABLE') return new CliError(exitCodes.configuration, message);
  const hint =
    'choose another port with --http-port, --maintenance-port or --control-port (0 = any free port)';
  return new CliError(exitCodes.unavailable, `${message}; ${hint}`);
}
