import type { RequestCase } from '../fast-check/case.js';

/** A port of a target. */
export type TargetPort = 'http' | 'maintenance';

/** One request of a case, and the port that it goes to. */
export interface FuzzStep {
  readonly port: TargetPort;
  readonly request: RequestCase;
  /** Offsets at which the bytes on the connection are cut into pieces; default: none. */
  readonly cuts?: readonly number[];
}

/** Requests, each on a connection of its own, that are judged together. */
export interface FuzzCase {
  readonly steps: readonly FuzzStep[];
  /** True if all are sent at the same time; default: one after the other. */
  readonly isConcurrent?: boolean;
}

/** The names of the methods that a case calls, each once. */
export function methodsOf({ steps }: FuzzCase): readonly string[] {
  return [...new Set(steps.flatMap(({ request }) => request.calls.map(({ method }) => method)))];
}
