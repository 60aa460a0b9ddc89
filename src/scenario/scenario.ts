import type { FaultSpec } from '../faults/spec.js';
import type { DurationInput } from '../core/time/duration.js';
import type { BlackoutCause } from '../radio/blackout.js';
import type { Mode } from '../radio/mode.js';

/** A value of a setting: `"4700"`, `4700`, or several where a method takes several. */
export type ScenarioValue = string | number | readonly (string | number)[];

/** What a step does; each has exactly one. */
export interface ActionInput {
  /** Puts settings to values as if the radio had had them all along: `{ power_dBm: 20 }`. */
  readonly set?: Readonly<Record<string, ScenarioValue>>;
  /** Moves one numeric setting from one value to another. */
  readonly drift?: {
    readonly setting: string;
    /** Default: the value that it has then. */
    readonly from?: string | number;
    readonly to: string | number;
    readonly over: DurationInput;
    /** How often it moves; default 1 s. */
    readonly every?: DurationInput;
  };
  /** Puts a fault on. */
  readonly fault?: FaultSpec;
  /** Takes a fault off; one that is not there is no error. */
  readonly removeFault?: string;
  readonly clearFaults?: true;
  /** Makes the radio dark for so long. */
  readonly blackout?: DurationInput | { readonly duration: DurationInput; readonly cause?: BlackoutCause };
  readonly endBlackout?: true;
  readonly mode?: Mode;
  /** Plays steps again and again; without `times` without end, and then it is the last step. */
  readonly repeat?: {
    readonly times?: number;
    /** From one beginning to the next; default: each begins when the one before is over. */
    readonly every?: DurationInput;
    readonly steps: readonly StepInput[];
  };
  /** Says something in the log and as an event. */
  readonly note?: string;
}

/** A step as users write it: when, and what. It begins when the one before is over, unless it says otherwise. */
export interface StepInput extends ActionInput {
  /** From the beginning of the scenario or of the repetition. */
  readonly at?: DurationInput;
  /** From the end of the step before. */
  readonly after?: DurationInput;
}

/** A scenario as users write it. */
export interface ScenarioInput {
  readonly name?: string;
  readonly description?: string;
  readonly steps: readonly StepInput[];
}

/** What one step does, checked; durations are ms. */
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
  | { readonly kind: 'fault'; readonly fault: FaultSpec }
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
  | { readonly kind: 'note'; readonly text: string };

/** A step with its place in time, checked. */
export interface Step {
  /** Where it stands: `steps.2.repeat.steps.0`. */
  readonly path: string;
  /** When it begins, ms from the beginning of the scenario or of the repetition. */
  readonly begin: number;
  /** When it is over, on the same scale; `Infinity` where it has no end. */
  readonly end: number;
  readonly action: Action;
}

/** A scenario, checked and laid out in time. */
export interface Scenario {
  readonly name: string;
  readonly steps: readonly Step[];
  /** How long it takes, ms; `Infinity` where it has no end. */
  readonly duration: number;
}
