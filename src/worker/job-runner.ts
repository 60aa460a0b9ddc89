import type { WireError } from '../core/errors.js';
import type { Effect, Execution, Outcome } from '../radio/declaration.js';
import { AbandonedWork } from './abandoned-work.js';
import type { Executor } from './job.js';
import type { PendingJob } from './pending-job.js';
import type { Turn } from './turn.js';

/** The outcome of an error with this wire error. */
export const failed = (error: WireError): Outcome => ({ kind: 'error', error });

/** The outcome of a command whose method, or whose worker, has thrown. */
export const internal = failed({
  token: 'INTERNAL',
  detail: { reason: 'the command failed inside the simulator' },
});

/** Parts of a {@link JobRunner}. */
interface JobRunnerOptions {
  readonly executor: Executor;
  /** Draws the processing time of the next command, ms. */
  processingTime(): number;
  /** Receives exceptions of methods. Does not throw. */
  onError(error: unknown, method: string): void;
}

/** Executes the commands of a job, one after the other. */
export class JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #abandoned = new AbandonedWork();
  #skipsProcessingTimes = false;

  constructor(options: JobRunnerOptions) {
    this.#options = options;
  }

  /** Methods whose asynchronous work was abandoned and has not ended. */
  get abandonedMethods(): readonly string[] {
    return this.#abandoned.methods;
  }

  /** Skips the processing time of each command whose turn comes from now on. */
  skipProcessingTimes(): void {
    this.#skipsProcessingTimes = true;
  }

  /** Resolves when each command of the job has its outcome. */
  async run(pending: PendingJob): Promise<void> {
    const effects: Effect[] = [];
    for (const index of pending.job.commands.keys()) {
      if (pending.isSettled(index)) continue;
      const turn = pending.begin(index);
      if (pending.isSettled(index) || this.#refuse(pending, index)) continue;
      const ms = this.#skipsProcessingTimes ? 0 : this.#options.processingTime();
      if (ms > 0) {
        await turn.pause(ms);
        pending.expire();
        if (pending.isSettled(index) || this.#refuse(pending, index)) continue;
      }
      const execution = await this.#execute(pending, turn);
      if (execution === undefined) continue;
      effects.push(...execution.effects);
      pending.settle(index, execution.outcome);
    }
    if (effects.length > 0 && !pending.isRejected) this.#options.executor.begin(effects);
  }

  /** Settles the command where the radio refuses it, as in a blackout. Returns whether it does. */
  #refuse(pending: PendingJob, index: number): boolean {
    const error = this.#options.executor.outageError();
    if (error !== undefined) pending.settle(index, failed(error));
    return error !== undefined;
  }

  /** Executes a command. Resolves undefined where its deadline, a reset or the end of the close grace comes first. */
  async #execute(pending: PendingJob, turn: Turn): Promise<Execution | undefined> {
    const command = pending.job.commands[turn.index];
    if (command === undefined) return undefined;
    const { method } = command;
    const work = this.#start(() => this.#options.executor.execute(command, turn));
    const execution = await turn.waitFor(work, (error) => {
      this.#options.onError(error, method);
      return { outcome: internal, effects: [] };
    });
    if (execution === undefined) this.#abandoned.watch(work, method);
    return pending.isSettled(turn.index) ? undefined : execution;
  }

  /** An executor that throws instead of rejecting is treated the same. */
  async #start(execute: () => Promise<Execution>): Promise<Execution> {
    return execute();
  }
}
