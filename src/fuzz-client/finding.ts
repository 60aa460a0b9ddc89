import type { ChaosLevel, ChaosStage } from '../chaos/levels.js';

/** Chaos of one case: the same chaos bends the same exchanges. */
export interface CaseChaos {
  readonly level: ChaosLevel;
  /** Seed of the radio and of its chaos. */
  readonly seed: number;
  /** Share of the exchanges that are bent; without meaning where `only` is given. */
  readonly share?: number | undefined;
  readonly stages?: readonly ChaosStage[] | undefined;
  /** The only exchanges that are bent, as the event `chaos` names them. */
  readonly only?: readonly string[] | undefined;
}

/** The settings of a radio with this chaos. */
export function chaosSettings({ level, share, stages, only = [] }: CaseChaos) {
  return {
    level,
    only: [...only],
    ...(share === undefined ? {} : { share }),
    ...(stages === undefined ? {} : { stages: [...stages] }),
  };
}

/** An exchange that was bent. */
export interface BentExchange {
  /** `http.freq.2.truncated`: the port, the call, how often it was seen, and the bend. */
  readonly case: string;
  readonly bend: string;
  readonly stage: ChaosStage;
}

/**
 * Kinds of failures. `hang`: the client did not end in time, or sent requests without end; `error`: it failed with an
 * error that is not its own, or ended with a wrong exit code; `value`: it reported a value that the radio never said;
 * `write`: the radio executed a write more often than without chaos; `output`: its output is not as it should be.
 */
export type FailureKind = 'hang' | 'error' | 'value' | 'write' | 'output';

/** A failure of a client. */
export interface ClientFailure {
  readonly kind: FailureKind;
  /** One sentence: what the client did. */
  readonly detail: string;
}

/** Result of one case. */
export interface CaseResult {
  readonly failure: ClientFailure | undefined;
  /** Every bend that acted, in order. */
  readonly bent: readonly BentExchange[];
  /** Number of requests that the radio received. */
  readonly requests: number;
  /** Number of executions of each write. */
  readonly writes: ReadonlyMap<string, number>;
  /** The last exchanges, a line for each. */
  readonly exchanges: readonly string[];
  /** The end of what a command printed. */
  readonly output?: readonly string[];
}

/** Runs a client against a radio of its own. */
export interface CaseRunner {
  /** @param chaos undefined for a radio without chaos, with which a client must have success */
  run(chaos: CaseChaos | undefined): Promise<CaseResult>;
}

/** A failure of a client, shrunk. */
export interface ClientFinding extends ClientFailure {
  /** Number of the case in which it was found, from 1; 0 if the client fails without chaos. */
  readonly foundIn: number;
  /** The exchanges that must be bent for the client to fail; empty if it fails without chaos. */
  readonly bent: readonly BentExchange[];
  /** Number of bent exchanges in the case in which it was found. */
  readonly bentAtFirst: number;
  /** Chaos that makes the client fail; undefined if it fails without. */
  readonly chaos: CaseChaos | undefined;
  /** False if the case did not fail each time that it was run. */
  readonly isStable: boolean;
  /** The last exchanges of the case, a line for each. */
  readonly exchanges: readonly string[];
  /** The end of what a command printed. */
  readonly output?: readonly string[] | undefined;
}
