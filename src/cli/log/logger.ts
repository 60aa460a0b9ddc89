import { Socket } from 'node:net';
import { type Logger as PinoLogger, pino, stdSerializers } from 'pino';
import type { Config } from '../../config/schema.js';
import type { LogControl } from '../../core/log/log-control.js';
import { type LogLevel, type Logger, logLevels } from '../../core/log/logger.js';
import { redactFields } from '../../journal/redact.js';
import { escapeLines } from '../../core/text.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { printError } from '../output/print.js';
import type { LogDestination, LogDestinationListener } from './log-destination.js';
import { LogFile } from './log-file.js';
import { LogStream } from './log-stream.js';

/** The log of this process. The caller of {@link openLog} ends it. */
export interface Log extends LogControl {
  readonly logger: Logger;
  /** Opens the file again, for example after it was renamed. Tried again later if that fails. */
  reopen(): void;
  /** Resolves with true when all lines are written, with false after `ms` or when they cannot be written. */
  end(ms: number): Promise<boolean>;
  /** Writes the waiting lines immediately, as far as possible without blocking, before the process exits. */
  flushSync(): void;
}

/** pino options that redact secrets in the fields of a line, also in errors. */
export const redaction = {
  formatters: { log: (fields: object) => redactFields(fields, stdSerializers.err) },
  serializers: {
    err: (error: unknown): unknown =>
      error instanceof Error ? redactFields(stdSerializers.err(error), stdSerializers.err) : error,
  },
};

/**
 * Opens the log: on stderr pretty on a terminal and JSON otherwise; in a file JSON unless `format` is pretty. Rejects
 * with a `CliError` if the file can't be opened.
 */
export async function openLog({ level, format: wanted, file }: Config['log']): Promise<Log> {
  const isTerminal = file === undefined && process.stderr.isTTY;
  const isPretty = wanted === 'pretty' || (wanted === 'auto' && isTerminal);
  // Loaded only when needed: it makes a start slower.
  // pino escapes the control characters that JSON does not allow; the others are escaped here.
  const format = isPretty
    ? (await import('./pretty-format.js')).prettyFormat(isTerminal)
    : (line: string) => escapeLines(line);
  const listener: LogDestinationListener = {
    onLost: (lost) => logger.warn({ lost }, 'log lines lost'),
    onFailure: ({ message }) => {
      if (file === undefined) return;
      const shown = JSON.stringify(file);
      printError(`error: log.file: ${shown} can't be written: ${message}; the radio continues`);
    },
  };
  const destination = destinationOf(file, listener);
  const write = (line: string) => destination.write(format(line));
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

function destinationOf(file: string | undefined, listener: LogDestinationListener): LogDestination {
  if (file !== undefined) return fileOf(file, listener);
  const { stderr } = process;
  // Writing to a pipe, socket or terminal does not block in Node.js; process.stderr on a file would.
  return stderr instanceof Socket ? new LogStream(stderr, listener) : new LogFile({ fd: 2 }, listener);
}

function fileOf(path: string, listener: LogDestinationListener): LogDestination {
  try {
    return new LogFile({ path }, listener);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `log.file: ${JSON.stringify(path)} can't be opened: ${reason}; allowed: a file in an existing folder`;
    throw new CliError(exitCodes.configuration, message);
  }
}
