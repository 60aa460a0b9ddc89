import type { WireError } from '../core/errors.js';
import type { Origin } from '../ports/origin.js';
import type { Command, Effect, Execution, Outcome } from '../radio/declaration.js';

/** The id of a request, as a JSON value; `0` and `""` are ids like others. */
export type RequestId = string | number | null;

/** A command with the id of its request; undefined for a notification. */
export interface JobCommand extends Command {
  readonly id: RequestId | undefined;
}

/** One request: a single call, or a batch whose commands run in their order with nothing between them. */
export interface Job {
  readonly commands: readonly JobCommand[];
  readonly origin: Origin;
}

/** The context of an execution. */
export interface ExecutionContext {
  readonly origin: Origin;
  /** Aborts when the outcome is no longer awaited: deadline, reset, end of the close grace. */
  readonly signal: AbortSignal;
}

/** The radio, as the worker uses it. */
export interface Executor {
  /** The error for each command during a blackout; undefined while the radio answers. */
  outageError(): WireError | undefined;
  /** Longest time of a command from its admission, ms (0 = no deadline). */
  deadline(command: Command): number;
  /** Executes one command, at once or with a promise. What it throws, or rejects with, becomes INTERNAL. */
  execute(command: JobCommand, context: ExecutionContext): Execution | Promise<Execution>;
  /** Begins the effects of a finished job. */
  begin(effects: readonly Effect[]): void;
}

/** A command with its outcome and its times. */
export interface CommandRecord {
  readonly command: JobCommand;
  readonly origin: Origin;
  readonly outcome: Outcome;
  /** From admission to the start of its job, ms; 0 where it was not admitted. */
  readonly waitMs: number;
  /** From the start of its own turn to its outcome, ms; 0 where it had no turn. */
  readonly runMs: number;
}
