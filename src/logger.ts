/** Where the simulator writes what an operator may want to know; pino's loggers fit. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
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
