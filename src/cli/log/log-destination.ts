/** Callbacks of a log destination. */
export interface LogDestinationListener {
  /** Lines were lost, and there is space again. */
  onLost(lines: number): void;
  /** Writing or opening failed. Called once until it succeeds again. */
  onFailure(error: Error): void;
}

/** Destination of formatted log lines. No method throws, and none waits for a slow reader. */
export interface LogDestination {
  /** Number of lost lines. */
  readonly lost: number;
  /** The current write or open error; undefined while lines can be written. */
  readonly failure: Error | undefined;
  /** Takes a line with its newline. */
  write(line: string): void;
  /** Opens a file again by its name; lines written before stay in the file that was renamed. */
  reopen(): void;
  /** Resolves with true when all lines are written, with false after `ms` or when they cannot be written. */
  end(ms: number): Promise<boolean>;
  /** Writes the waiting lines immediately, as far as possible without blocking, before the process exits. */
  flushSync(): void;
}

/** Time until a destination that failed is tried again, ms. */
export const retryAfter = 5_000;
