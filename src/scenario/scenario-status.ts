import type { Action } from './scenario.js';

/** An event of a scenario. */
export interface ScenarioEvent {
  readonly name: string;
  /** `idle`: the step found nothing to do; its text says why. */
  readonly what: 'started' | 'step' | 'idle' | 'ended' | 'stopped' | 'failed';
  /** The step and its action: `steps.2`, `blackout`. */
  readonly step?: string;
  readonly action?: Action['kind'];
  /** Text of a note, or the reason of a failure or of an idle step. */
  readonly text?: string;
}

/** Status of a scenario. */
export interface ScenarioStatus {
  readonly name: string;
  readonly state: 'running' | 'ended' | 'stopped' | 'failed';
  /** The last step that has begun. */
  readonly step: string | undefined;
  /** Steps that have begun, each repetition counted. */
  readonly steps: number;
  /** Reason of a failure. */
  readonly fault: string | undefined;
  /** When it began, monotonic ms of the clock. */
  readonly startedAtMs: number;
  /** When it ended, failed or was stopped; undefined while it runs. */
  readonly endedAtMs: number | undefined;
  /** Steps that found nothing to do, with the reasons; absent if there are none. */
  readonly idle?: readonly string[];
}
