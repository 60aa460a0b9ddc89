import { closeSync, constants, openSync } from 'node:fs';
import { endProcess } from '../end-process.js';

const codes = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Calls `close` on the first SIGINT or SIGTERM; the second ends the process immediately with 130 or 143.
 * @returns removes the handlers
 */
export function handleSignals(close: (signal: string) => void): () => void {
  let seen = false;
  const on = (signal: keyof typeof codes) => () => {
    if (seen) {
      void endProcess(codes[signal], signal);
      return;
    }
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
 * Calls `onHangup` on each SIGHUP, or `close` if this process was started on a terminal that no longer exists.
 * @returns removes the handler
 */
export function handleHangup(onHangup: () => void, close: (signal: string) => void): () => void {
  const hadTerminal = hasTerminal();
  const onSignal = () => {
    if (hadTerminal && !hasTerminal()) close('SIGHUP');
    else onHangup();
  };
  process.on('SIGHUP', onSignal);
  return () => process.off('SIGHUP', onSignal);
}

/** Tests for a controlling terminal, which a service does not have. */
function hasTerminal(): boolean {
  try {
    closeSync(openSync('/dev/tty', constants.O_RDONLY | constants.O_NOCTTY | constants.O_NONBLOCK));
    return true;
  } catch {
    return false;
  }
}

/**
 * Calls `report` for uncaught exceptions and unhandled rejections, which would otherwise end the process.
 * @returns removes the handlers
 */
export function handleUncaughtErrors(report: (error: unknown) => void): () => void {
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
  return () => {
    process.off('uncaughtException', report);
    process.off('unhandledRejection', report);
  };
}
