import { closeSync, constants, openSync } from 'node:fs';

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

/**
 * Calls `act` on each SIGHUP; with the terminal gone that this process was started on, `close` instead.
 * @returns takes the handler away
 */
export function handleHangup(act: () => void, close: (signal: string) => void): () => void {
  const hadTerminal = hasTerminal();
  const onHangup = () => {
    if (hadTerminal && !hasTerminal()) close('SIGHUP');
    else act();
  };
  process.on('SIGHUP', onHangup);
  return () => process.off('SIGHUP', onHangup);
}

/** Whether there is a terminal that controls this process, which is not so for a service. */
function hasTerminal(): boolean {
  try {
    closeSync(openSync('/dev/tty', constants.O_RDONLY | constants.O_NOCTTY | constants.O_NONBLOCK));
    return true;
  } catch {
    return false;
  }
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
