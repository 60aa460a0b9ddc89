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
  /** The grace deadline cut an accepted command, or something that the simulator had begun did not end. */
  cut: 5,
} as const;

/** The part of a close report that an exit code is made of. */
interface CloseResult {
  readonly cut: number;
  readonly forced: number;
  readonly phases: readonly { readonly phase: string; readonly ended: string }[];
}

/**
 * The exit code of a close by its report. A client of the control plane that does not read takes nothing from clients
 * of the radio.
 */
export function closeExitCode({ cut, forced, phases }: CloseResult): number {
  const isLate = phases.some(({ phase, ended }) => phase !== 'control' && ended !== 'done');
  return cut + forced > 0 || isLate ? exitCodes.cut : exitCodes.ok;
}

/** An error that ends the process with a message on stderr and this exit code. */
export class CliError extends Error {
  readonly exitCode: number;

  constructor(exitCode: number, message: string) {
    super(message);
    this.name = 'CliError';
    this.exitCode = exitCode;
  }
}
