const codes = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * The first signal closes, the second ends the process at once with 130 or 143.
 * @returns takes the handlers away
 */
export function handleSignals(close: (signal: string) => void): () => void {
  let seen = false;
  const on = (signal: keyof typeof codes) => () => {
    if (seen) process.exit(codes[signal]);
    seen = true;
    close(signal);
  };
  const onInt = on('SIGINT');
  const onTerm = on('SIGTERM');
  process.on('SIGINT', onInt);
  process.on('SIGTERM', onTerm);
  return () => {
    process.off('SIGINT', onInt);
    process.off('SIGTERM', onTerm);
  };
}

/** Has what nobody caught reported instead of ending the process without a word; takes the handlers away. */
export function handleFaults(report: (fault: unknown) => void): () => void {
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
  return () => {
    process.off('uncaughtException', report);
    process.off('unhandledRejection', report);
  };
}
