import type { FaultDescription, FaultSpec } from '../faults/spec.js';
import type { DurationInput } from '../core/time/duration.js';
import type { BlackoutCause } from '../radio/blackout.js';
import type { MethodName } from '../radio/method-names.js';
import type { Mode } from '../radio/mode.js';

/** A value of a setting: `"4700"`, `4700`, or several where a method takes several. */
export type ScenarioValue = string | number | readonly (string | number)[];

/** The action of a step; each has exactly one. */
export interface ActionInput {
  /** Changes settings without any effect of a write: `{ power_dBm: 20 }`. */
  readonly set?: Readonly<Partial<Record<MethodName, ScenarioValue>>>;
  /** Moves one numeric setting from one value to another. */
  readonly drift?: {
    readonly setting: MethodName;
    /** Default: the value at that time. */
    readonly from?: string | number;
    readonly to: string | number;
    readonly over: DurationInput;
    /** Interval between two values; default 1 s. */
    readonly every?: DurationInput;
  };
  /** Adds a fault. */
  readonly fault?: FaultSpec;
  /** Removes a fault; a step whose fault is not there found nothing to do. */
  readonly removeFault?: string;
  readonly clearFaults?: true;
  /** Starts a blackout of this duration. */
  readonly blackout?: DurationInput | { readonly duration: DurationInput; readonly cause?: BlackoutCause };
  readonly endBlackout?: true;
  readonly mode?: Mode;
  /** Repeats steps; without `times` it never ends and must be the last step. */
  readonly repeat?: {
    readonly times?: number;
    /** Time from one beginning to the next; default: each begins when the one before has ended. */
    readonly every?: DurationInput;
    readonly steps: readonly StepInput[];
  };
  /** Writes a text to the log, and emits it as an event. */
  readonly note?: string;
  /** Changes the network: the calls of docs/networks.md, such as `{ do: 'cut', from: 310061, to: 310062 }`. */
  readonly steer?: SteerInput;
}

/** A steering call as users write it; its network checks the rest. */
export interface SteerInput {
  readonly do: 'move' | 'cut' | 'join' | 'override' | 'set-interference' | 'remove-interference';
  readonly [name: string]: unknown;
}

/** A step as users write it. It begins when the one before has ended, unless it has a time. */
export interface StepInput extends ActionInput {
  /** From the beginning of the scenario or of the repetition. */
  readonly at?: DurationInput;
  /** From the end of the step before. */
  readonly after?: DurationInput;
  /** ID of the node of the network that it is about; default: the radio that runs the scenario. */
  readonly node?: number | string;
}

/** A scenario as users write it. */
export interface ScenarioInput {
  readonly name?: string;
  readonly description?: string;
  readonly steps: readonly StepInput[];
}

/** The action of a step, checked; durations are ms. */
export type Action =
  | { readonly kind: 'set'; readonly values: Readonly<Record<string, readonly string[]>> }
  | {
      readonly kind: 'drift';
      readonly setting: string;
      readonly from: string | undefined;
      readonly to: string;
      readonly over: number;
      readonly every: number;
    }
  | {
      readonly kind: 'fault';
      readonly fault: Readonly<Record<string, unknown>>;
      /** Calls that the fault is for. */
      readonly match: FaultDescription['match'];
    }
  | { readonly kind: 'remove-fault'; readonly name: string }
  | { readonly kind: 'clear-faults' | 'end-blackout' }
  | { readonly kind: 'blackout'; readonly ms: number; readonly cause: BlackoutCause }
  | { readonly kind: 'mode'; readonly mode: Mode }
  | {
      readonly kind: 'repeat';
      readonly times: number;
      readonly period: number;
      readonly steps: readonly Step[];
    }
  | { readonly kind: 'note'; readonly text: string }
  /** A steering call that its network has not checked. */
  | { readonly kind: 'steer'; readonly call: SteerInput };

/** A step with its time, checked. */
export interface Step {
  /** Path in the scenario: `steps.2.repeat.steps.0`. */
  readonly path: string;
  /** Begin, ms from the beginning of the scenario or of the repetition. */
  readonly begin: number;
  /** End, on the same scale; `Infinity` if it has none. */
  readonly end: number;
  /** ID of the node that it is about; undefined for the radio that runs the scenario. */
  readonly node: number | undefined;
  readonly action: Action;
}

/** A scenario, checked, with the time of each step. */
export interface Scenario {
  readonly name: string;
  readonly steps: readonly Step[];
  /** Duration, ms; `Infinity` if it has no end. */
  readonly duration: number;
}
