import type { LoadedConfig } from '../../config/load.js';
import { SilvusMockError } from '../../core/errors.js';
import type { Logger } from '../../core/log/logger.js';
import { configuration } from '../configuration.js';
import { endProcess, outputWritten } from '../end-process.js';
import { CliError, exitCodes } from '../exit-codes.js';
import type { Flags } from '../flags.js';
import { openLog } from '../log/logger.js';
import { announce, listeningLine } from './announce.js';
import { CloseDeadline } from './close-deadline.js';
import { type CreatedSimulator, type RunSimulator, createSimulator } from './create-simulator.js';
import { withMethodsFile } from './methods-file.js';
import { PortFile } from './port-file.js';
import { parentOf } from './parent-process.js';
import { type EndCauses, ProcessEvents } from './process-events.js';
import { configFiles, configSource, reload, watchedFiles } from './reload.js';

/** Options of `silvus-mock start` beside its settings. */
export interface StartOptions {
  /** Print the addresses as JSON also on a terminal. */
  readonly json?: true;
  /** File that gets the JSON line, too. */
  readonly portFile?: string;
  /** Shut down when the parent process ends, or the one with this ID. */
  readonly exitWithParent?: true | string;
  /** Shut down when standard input ends. */
  readonly exitWithStdin?: true;
  /** Reload the configuration when one of its files changes. */
  readonly watch?: true;
}

/** Runs one radio, or a network, until a signal or an unexpected error, and ends the process with its exit code. */
export async function run(flags: Flags, options: StartOptions): Promise<void> {
  const causes = endCauses(options);
  const portFile = options.portFile === undefined ? undefined : new PortFile(options.portFile);
  // Before anything can fail, so that nobody takes an earlier radio's addresses for those of this one.
  await portFile?.clear();
  // Before the files are read, so that a change in between is seen.
  const watch = options.watch ? await prepareWatch(flags) : undefined;
  const ofFiles = configuration(flags);
  const unwatch = await watchModule(ofFiles);
  const loaded = await withMethodsFile(ofFiles);
  const { config, files, warnings } = loaded;
  const log = await openLog(config.log);
  const { logger } = log;
  for (const warning of warnings) logger.warn({}, warning);
  if (files.length > 0) logger.info({ files }, 'configuration read');
  const deadline = new CloseDeadline();
  const { simulator: mock, placed }: CreatedSimulator = await createSimulator(loaded, {
    log,
    source: configSource(flags, ofFiles, loaded),
    onClosing: () => deadline.begin(mock.config.close.grace),
  });
  const events = new ProcessEvents(mock, log, deadline, causes);
  events.onRelease(unwatch);
  if (watch !== undefined) events.onRelease(watch(mock, logger));
  if (portFile !== undefined) events.onExit(() => portFile.removeOwn());
  const end = async () => {
    await Promise.all([log.end(deadline.outputTime), outputWritten(deadline.outputTime)]);
    events.release();
  };
  try {
    const opened = await Promise.race([mock.start(), events.exitCode]);
    if (opened === mock) {
      await portFile?.write(listeningLine(mock));
      announce(mock, options.json === true);
    }
  } catch (error) {
    if (!(error instanceof SilvusMockError && error.code === 'CLOSED_WHILE_STARTING')) {
      if (mock.lifecycle !== 'failed') await Promise.race([mock.close(), events.exitCode]);
      await end();
      throw error instanceof SilvusMockError ? await startError(error, loaded, placed) : error;
    }
  }
  const exitCode = await events.exitCode;
  await end();
  await endProcess(exitCode);
}

function endCauses({ exitWithParent, exitWithStdin }: StartOptions): EndCauses {
  return {
    ...(exitWithParent === undefined ? {} : { process: parentOf(exitWithParent) }),
    stdin: exitWithStdin === true,
  };
}

/** Watches the event loop before a module with methods is loaded: all else that runs in it is ours. */
async function watchModule({ config: { methodsFile, close } }: LoadedConfig): Promise<() => void> {
  if (methodsFile === undefined) return () => undefined;
  const { watchEventLoop } = await import('./loop-watchdog.js');
  return watchEventLoop(methodsFile, close.grace);
}

/** Records the state of the configuration files; the result watches them from that state on. */
async function prepareWatch(flags: Flags): Promise<(mock: RunSimulator, logger: Logger) => () => void> {
  const { fingerprintsOf, watchFiles } = await import('./watch.js');
  const before = fingerprintsOf(configFiles(flags));
  return (mock, logger) =>
    watchFiles(
      before,
      () => watchedFiles(flags, mock.config),
      () => reload(mock, logger),
    );
}

async function startError(
  error: SilvusMockError,
  loaded: LoadedConfig,
  placed: CreatedSimulator['placed'],
): Promise<CliError> {
  const { code, message } = error;
  if (code === 'STATE_DIR_IN_USE') return new CliError(exitCodes.unavailable, message);
  if (code !== 'PORT_UNAVAILABLE') return new CliError(exitCodes.configuration, message);
  const { portMessage } = await import('./port-holder.js');
  return new CliError(exitCodes.unavailable, await portMessage(error, loaded, placed));
}
