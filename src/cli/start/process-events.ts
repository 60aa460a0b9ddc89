import { sampled } from '../../core/log/sampled-logger.js';
import { systemClock } from '../../core/time/clock.js';
import type { CloseReport } from '../../simulator/events.js';
import type { SilvusMock } from '../../library/silvus-mock.js';
import { exitCodes } from '../exit-codes.js';
import type { Log } from '../log/logger.js';
import { onParentEnd } from './parent-process.js';
import { reload } from './reload.js';
import { handleHangup, handleSignals, handleUncaughtErrors } from './signals.js';

/** Shuts a simulator down on signals and uncaught errors, and reloads it on SIGHUP. */
export class ProcessEvents {
  /** Resolves when the simulator is closed. */
  readonly exitCode: Promise<number>;
  readonly #mock: SilvusMock;
  readonly #log: Log;
  readonly #undo: (() => unknown)[] = [];

  constructor(mock: SilvusMock, log: Log, { exitWithParent }: { readonly exitWithParent?: true }) {
    this.#mock = mock;
    this.#log = log;
    const { logger } = log;
    const errors = sampled(logger, systemClock());
    let failed = false;
    this.exitCode = new Promise((resolve) => {
      mock.on('closed', (report) => {
        errors.flush();
        resolve(failed ? exitCodes.unexpected : exitCodeOf(report));
      });
    });
    this.#undo.push(
      handleSignals((signal) => this.#onSignal(signal)),
      handleHangup(
        () => this.#onHangup(),
        (signal) => this.#onSignal(signal),
      ),
      handleUncaughtErrors((error) => {
        failed = true;
        errors.error({ err: error }, 'unexpected error; shutting down');
        this.#close();
      }),
    );
    if (exitWithParent) {
      this.#undo.push(
        onParentEnd(() => {
          logger.info({}, 'parent process ended; shutting down');
          this.#close();
        }),
      );
    }
    // The second signal exits without waiting for the log.
    const onExit = () => log.flushSync();
    process.on('exit', onExit);
    this.#undo.push(() => process.off('exit', onExit));
  }

  /** Adds a function that is called once: by {@link release}, or when the process exits without it. */
  onExit(action: () => void): void {
    process.on('exit', action);
    this.#undo.push(() => {
      process.off('exit', action);
      action();
    });
  }

  /** Adds a function for {@link release} to call. */
  onRelease(undo: () => void): void {
    this.#undo.push(undo);
  }

  /** Removes all handlers. */
  release(): void {
    for (const undo of this.#undo) undo();
  }

  #onSignal(signal: string): void {
    this.#log.logger.info({ signal }, 'shutting down; a second signal ends the process immediately');
    this.#close();
  }

  #onHangup(): void {
    this.#log.reopen();
    void reload(this.#mock, this.#log.logger);
  }

  #close(): void {
    this.#mock.close().catch((error: unknown) => {
      this.#log.logger.error({ err: error }, 'shutdown failed');
    });
  }
}

function exitCodeOf({ fault, cut, forced }: CloseReport): number {
  if (fault !== undefined) return exitCodes.unavailable;
  return cut + forced > 0 ? exitCodes.cut : exitCodes.ok;
}
