import { sampled } from '../../core/log/sampled-logger.js';
import { systemClock } from '../../core/time/clock.js';
import type { CloseReport } from '../../simulator/events.js';
import { closeExitCode, exitCodes } from '../exit-codes.js';
import type { Log } from '../log/logger.js';
import type { CloseDeadline } from './close-deadline.js';
import type { RunSimulator } from './create-simulator.js';
import { onInputEnd, onProcessEnd } from './parent-process.js';
import { reload } from './reload.js';
import { handleHangup, handleSignals, handleUncaughtErrors } from './signals.js';

/** The ends of other processes that end this one. */
export interface EndCauses {
  /** ID of a process. */
  readonly process?: number;
  /** The other end of standard input. */
  readonly stdin?: boolean;
}

/** Shuts a simulator down on signals and uncaught errors, and reloads it on SIGHUP. */
export class ProcessEvents {
  /** Resolves when the simulator is closed, or its close has had its time. */
  readonly exitCode: Promise<number>;
  readonly #mock: RunSimulator;
  readonly #log: Log;
  readonly #deadline: CloseDeadline;
  readonly #undo: (() => unknown)[] = [];
  #hasFailed = false;

  constructor(mock: RunSimulator, log: Log, deadline: CloseDeadline, causes: EndCauses) {
    this.#mock = mock;
    this.#log = log;
    this.#deadline = deadline;
    const errors = sampled(log.logger, systemClock());
    const report = new Promise<CloseReport>((resolve) => {
      mock.on('closed', (closed) => {
        errors.flush();
        resolve(closed);
      });
    });
    this.exitCode = this.#ended(report);
    this.#undo.push(
      handleSignals((signal) => this.#onSignal(signal)),
      handleHangup(
        () => this.#onHangup(),
        (signal) => this.#onSignal(signal),
      ),
      handleUncaughtErrors((error) => {
        this.#hasFailed = true;
        errors.error({ err: error }, 'unexpected error; shutting down');
        this.#close();
      }),
    );
    this.#closeAtEndOf(causes);
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

  #closeAtEndOf({ process: pid, stdin }: EndCauses): void {
    const end = (cause: string) => () => {
      this.#log.logger.info({}, `${cause} ended; shutting down`);
      this.#close();
    };
    if (pid !== undefined) this.#undo.push(onProcessEnd(pid, end('parent process')));
    if (stdin === true) this.#undo.push(onInputEnd(end('standard input')));
  }

  /** The exit code, once the simulator is closed and its followers know, or the deadline has passed. */
  async #ended(report: Promise<CloseReport>): Promise<number> {
    const { passed } = this.#deadline;
    const closed = await Promise.race([report, passed]);
    if (closed === undefined) {
      this.#log.logger.error({}, 'the close has not ended in its time; the process ends');
      return this.#hasFailed ? exitCodes.unexpected : exitCodes.cut;
    }
    await Promise.race([this.#mock.close(), passed]);
    if (this.#hasFailed) return exitCodes.unexpected;
    return closed.fault === undefined ? closeExitCode(closed) : exitCodes.unavailable;
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
    // A close waits for a start that is under way, which may hang.
    this.#deadline.begin(this.#mock.config.close.grace);
    this.#mock.close().catch((error: unknown) => {
      this.#log.logger.error({ err: error }, 'shutdown failed');
    });
  }
}
