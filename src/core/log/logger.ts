/** Log levels, from the most lines to none. */
export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** One of {@link logLevels}. */
export type LogLevel = (typeof logLevels)[number];

/** A log for operators; pino's loggers fit. */
export interface Logger {
  /** Details for finding a mistake: a line for each command. */
  debug(fields: object, message: string): void;
  /** Normal operation: start, blackouts, close. */
  info(fields: object, message: string): void;
  /** Something unexpected that the simulator handled. */
  warn(fields: object, message: string): void;
  /** Something that failed. */
  error(fields: object, message: string): void;
  /** Returns whether lines of this level are written, as pino's does. Without it all lines are passed on. */
  isLevelEnabled?(level: string): boolean;
}

/** A logger that writes nothing: the default of the library, which is a guest in its user's process. */
export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  isLevelEnabled: () => false,
};

/** The same logger, but it never throws: a line on which it would is lost. */
export function harmless(logger: Logger): Logger {
  if (logger === silentLogger) return logger;
  const write = (level: 'debug' | 'info' | 'warn' | 'error') => (fields: object, message: string) => {
    try {
      logger[level](fields, message);
    } catch {
      // An error of the logger has no log to go to.
    }
  };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    isLevelEnabled: (level) => {
      try {
        return logger.isLevelEnabled?.(level) ?? true;
      } catch {
        return false;
      }
    },
  };
}
