import type { WireError } from '../core/errors.js';
import { isPromise } from '../core/realm.js';
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

const threw: Execution = { outcome: internal, effects: [] };

/** Parts of a {@link JobRunner}. */
interface JobRunnerOptions {
  readonly executor: Executor;
  /** Draws the processing time of the next command, ms. */
  processingTime(): number;
  /** Receives exceptions of methods. Does not throw. */
  onError(error: unknown, method: string): void;
}

/**
 * Executes the commands of a job, one after the other. It waits only where a command has a processing time or its
 * method returns a promise; what need not wait has its outcome when the call returns.
 */
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

  /** Executes the job. Returns a promise where it has to wait; each command has its outcome at the end. */
  run(pending: PendingJob): Promise<void> | undefined {
    return this.#runFrom(0, pending, []);
  }

  #runFrom(first: number, pending: PendingJob, effects: Effect[]): Promise<void> | undefined {
    const { length } = pending.job.commands;
    for (let index = first; index < length; index += 1) {
      const waits = this.#runCommand(index, pending, effects);
      if (waits !== undefined) return waits.then(() => this.#runFrom(index + 1, pending, effects));
    }
    if (effects.length > 0 && !pending.isRejected) this.#options.executor.begin(effects);
    return undefined;
  }

  #runCommand(index: number, pending: PendingJob, effects: Effect[]): Promise<void> | undefined {
    if (pending.isSettled(index)) return undefined;
    const turn = pending.begin(index);
    if (pending.isSettled(index) || this.#refuse(pending, index)) return undefined;
    const ms = this.#skipsProcessingTimes ? 0 : this.#options.processingTime();
    return ms > 0 ? this.#process(turn, ms, pending, effects) : this.#execute(turn, pending, effects);
  }

  /** Executes a command after its processing time. */
  async #process(turn: Turn, ms: number, pending: PendingJob, effects: Effect[]): Promise<void> {
    pending.wait();
    await turn.pause(ms);
    pending.expire();
    if (pending.isSettled(turn.index) || this.#refuse(pending, turn.index)) return;
    await this.#execute(turn, pending, effects);
  }

  /** Settles the command where the radio refuses it, as in a blackout. Returns whether it does. */
  #refuse(pending: PendingJob, index: number): boolean {
    const error = this.#options.executor.outageError();
    if (error !== undefined) pending.settle(index, failed(error));
    return error !== undefined;
  }

  #execute(turn: Turn, pending: PendingJob, effects: Effect[]): Promise<void> | undefined {
    const command = pending.job.commands[turn.index];
    if (command === undefined) return undefined;
    let execution: Execution | Promise<Execution>;
    try {
      execution = this.#options.executor.execute(command, turn);
    } catch (error) {
      this.#options.onError(error, command.method);
      execution = threw;
    }
    if (isPromise(execution)) return this.#await(execution, command.method, turn, pending, effects);
    end(execution, turn, pending, effects);
    return undefined;
  }

  /** Waits for a method, unless its deadline, a reset or the end of the close grace comes first. */
  async #await(
    work: Promise<Execution>,
    method: string,
    turn: Turn,
    pending: PendingJob,
    effects: Effect[],
  ): Promise<void> {
    pending.wait();
    const execution = await turn.waitFor(work, (error) => {
      this.#options.onError(error, method);
      return threw;
    });
    if (execution === undefined) this.#abandoned.watch(work, method);
    else end(execution, turn, pending, effects);
  }
}

/** Settles the command; where it has its outcome already, as after a reset, the execution has no effect. */
function end(
  { outcome, effects: begun }: Execution,
  { index }: Turn,
  pending: PendingJob,
  effects: Effect[],
) {
  if (pending.isSettled(index)) return;
  if (begun.length > 0) effects.push(...begun);
  pending.settle(index, outcome);
}
