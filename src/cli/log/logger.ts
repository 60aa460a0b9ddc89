import { Socket } from 'node:net';
import { type Logger as PinoLogger, pino } from 'pino';
import type { Config } from '../../config/schema.js';
import type { LogControl } from '../../core/log/log-control.js';
import { type LogLevel, type Logger, logLevels } from '../../core/log/logger.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { type LogDestination, type LogDestinationListener } from './log-destination.js';
import { LogFile } from './log-file.js';
import { LogStream } from './log-stream.js';
import { redaction } from './redacted.js';

/** The log of this process; whoever opened it ends it. */
export interface Log extends LogControl {
  readonly logger: Logger;
  /** Opens its file anew, after it was renamed, say; one that can't be opened is tried again later. */
  reopen(): void;
  /** Resolves true when all is written; false after so many ms, or as soon as it is known that it can't be. */
  end(ms: number): Promise<boolean>;
  /** Writes what still waits at once, as far as that goes without waiting: the process is about to end. */
  flushSync(): void;
}

/**
 * Opens the log: on stderr pretty on a terminal and JSON otherwise, in a file JSON unless pretty is asked for. Rejects
 * with a `CliError` for a file that can't be opened.
 */
export async function openLog({ level, format, file }: Config['log']): Promise<Log> {
  const isTerminal = file === undefined && process.stderr.isTTY;
  const isPretty = format === 'pretty' || (format === 'auto' && isTerminal);
  const shape = isPretty ? await prettyShape(isTerminal) : (line: string) => line;
  const listener: LogDestinationListener = {
    onLost: (lost) => logger.warn({ lost }, 'lines of the log were lost'),
    onFailure: ({ message }) => {
      if (file === undefined) return;
      const shown = JSON.stringify(file);
      process.stderr.write(`error: log.file: ${shown} can't be written: ${message}; the radio goes on\n`);
    },
  };
  const destination = destinationOf(file, listener);
  const write = (line: string) => destination.write(shape(line));
  const logger = pino({ level, base: null, ...redaction }, { write });
  return {
    logger,
    file,
    get level() {
      return levelOf(logger);
    },
    set level(wanted) {
      logger.level = wanted;
    },
    get lost() {
      return destination.lost;
    },
    get failure() {
      return destination.failure;
    },
    reopen: () => destination.reopen(),
    end: (ms) => destination.end(ms),
    flushSync: () => destination.flushSync(),
  };
}

function levelOf({ level }: PinoLogger): LogLevel {
  return logLevels.find((each) => each === level) ?? 'info';
}

/** Loaded by who wants it: it costs a start. */
async function prettyShape(colorize: boolean): Promise<(line: string) => string> {
  const { prettyFactory } = await import('pino-pretty');
  return prettyFactory({ colorize, translateTime: 'SYS:HH:MM:ss.l' });
}

function destinationOf(file: string | undefined, listener: LogDestinationListener): LogDestination {
  if (file !== undefined) return fileOf(file, listener);
  const { stderr } = process;
  // Of these Node.js writes what there is room for at once, and keeps the rest; to a file it would wait for the disk.
  return stderr instanceof Socket ? new LogStream(stderr, listener) : new LogFile({ fd: 2 }, listener);
}

function fileOf(path: string, listener: LogDestinationListener): LogDestination {
  try {
    return new LogFile({ path }, listener);
  } catch (fault) {
    const why = fault instanceof Error ? fault.message : String(fault);
    const message = `log.file: ${JSON.stringify(path)} can't be opened: ${why}; allowed: a file in a folder that is there`;
    throw new CliError(exitCodes.configuration, message);
  }
}
