/** What a destination tells those who write to it. */
export interface LogDestinationListener {
  /** Lines were lost, and there is room again: has a line written that says so. */
  onLost(lines: number): void;
  /** It could not be written or opened; told once until it works again. */
  onFailure(fault: Error): void;
}

/** Where finished lines of the log go. Nothing here throws, and nothing waits for a slow reader. */
export interface LogDestination {
  /** Lines that were lost. */
  readonly lost: number;
  /** Why it can't be written at present; undefined while it can. */
  readonly failure: Error | undefined;
  /** Takes a line with its newline. */
  write(line: string): void;
  /** Opens it anew under its name, if it has one: a file that was renamed meanwhile stays as it is. */
  reopen(): void;
  /** Resolves true when all is written; false after so many ms, or as soon as it is known that it can't be. */
  end(ms: number): Promise<boolean>;
  /** Writes what still waits at once, as far as that goes without waiting: the process is about to end. */
  flushSync(): void;
}

/** A destination that failed is tried again after this time, ms. */
export const retryAfter = 5_000;
