/** How much is logged: lines of this kind and of those after it. */
export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** One of {@link logLevels}. */
export type LogLevel = (typeof logLevels)[number];

/** Where the simulator writes what an operator may want to know; pino's loggers fit. */
export interface Logger {
  /** What helps to find a fault: a line for each command. */
  debug(fields: object, message: string): void;
  /** What an operator wants to know. */
  info(fields: object, message: string): void;
  /** What looks wrong and does no harm. */
  warn(fields: object, message: string): void;
  /** What went wrong. */
  error(fields: object, message: string): void;
  /** Whether lines of this level go anywhere; pino has it. Without it all are made. */
  isLevelEnabled?(level: string): boolean;
}

/** A logger that writes nothing: the library's default, since it is a guest in its user's process. */
export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  isLevelEnabled: () => false,
};

/** The same logger as one that harms nobody: a line that it throws on is lost. */
export function harmless(logger: Logger): Logger {
  const write = (level: 'debug' | 'info' | 'warn' | 'error') => (fields: object, message: string) => {
    try {
      logger[level](fields, message);
    } catch {
      // There is nobody left to tell.
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
