import type { WireError } from '../core/errors.js';
import type { Origin } from '../ports/origin.js';
import type { Command, Effect, Execution, Outcome } from '../radio/declaration.js';

/** The id of a request, as JSON: equal as a JSON value, `0` and `""` included. */
export type RequestId = string | number | null;

/** A command with the id it came with; undefined for a notification. */
export interface JobCommand extends Command {
  readonly id: RequestId | undefined;
}

/** One request: a single call, or a batch whose commands run in their order with nothing between them. */
export interface Job {
  readonly commands: readonly JobCommand[];
  readonly origin: Origin;
}

/** What an execution may know beside its command. */
export interface ExecutionContext {
  readonly origin: Origin;
  /** Aborts when nobody waits for the outcome any more: the deadline, a reset, the end of the close grace. */
  readonly signal: AbortSignal;
}

/** What the worker drives: the radio, seen from the command path. */
export interface Executor {
  /** Why no command is carried out now, or undefined while the radio answers. */
  refusal(): WireError | undefined;
  /** How long a command may take from its admission, ms; 0 for no deadline. */
  deadline(command: Command): number;
  /** Carries out one command. A rejection becomes INTERNAL. */
  execute(command: JobCommand, context: ExecutionContext): Promise<Execution>;
  /** Begins what a finished job has caused. */
  begin(effects: readonly Effect[]): void;
}

/** What happened to one command, for those who watch. */
export interface CommandRecord {
  readonly command: JobCommand;
  readonly origin: Origin;
  readonly outcome: Outcome;
  /** From admission to its job's turn, ms; 0 where it was never admitted. */
  readonly waitMs: number;
  /** From its own turn to its outcome, ms; 0 where it never had one. */
  readonly runMs: number;
}
