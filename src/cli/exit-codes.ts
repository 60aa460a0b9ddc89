/** How the process ends. */
export const exitCodes = {
  /** Closed cleanly. */
  ok: 0,
  /** Something unexpected. */
  unexpected: 1,
  /** A wrong flag or argument. */
  usage: 2,
  /** A wrong configuration, model file or state folder. */
  configuration: 3,
  /** A port can't be opened, or the state folder is in use. */
  unavailable: 4,
  /** An accepted command was cut at the grace deadline. */
  cut: 5,
} as const;

/** Ends the command with a message on stderr and this code. */
export class CliError extends Error {
  readonly exitCode: number;

  constructor(exitCode: number, message: string) {
    super(message);
    this.name = 'CliError';
    this.exitCode = exitCode;
  }
}
