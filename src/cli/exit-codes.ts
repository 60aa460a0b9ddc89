/** Exit codes of the process. */
export const exitCodes = {
  /** Closed cleanly. */
  ok: 0,
  /** An unexpected error, or an error reply. */
  unexpected: 1,
  /** An invalid flag or argument. */
  usage: 2,
  /** An invalid configuration, model file or state folder. */
  configuration: 3,
  /** A port can't be opened, or the state folder is in use. */
  unavailable: 4,
  /** The grace deadline cut an accepted command. */
  cut: 5,
} as const;

/** An error that ends the process with a message on stderr and this exit code. */
export class CliError extends Error {
  readonly exitCode: number;

  constructor(exitCode: number, message: string) {
    super(message);
    this.name = 'CliError';
    this.exitCode = exitCode;
  }
}
