import { nearestHint } from '../core/nearest.js';
import { valueExcerpt } from '../core/text.js';
import type { Issue } from '../documents/issue.js';
import type { BlackoutCause } from '../radio/blackout.js';
import type { Mode } from '../radio/mode.js';
import type { PatchValues } from '../radio/patch.js';
import type { Action, SteerInput } from './scenario.js';

/** A radio that a scenario changes. */
export interface ScenarioRadio {
  readonly faults: {
    add(fault: unknown): string;
    remove(name: string): boolean;
    clear(): void;
    list(): readonly { readonly name: string }[];
  };
  readonly mode: Mode;
  /** True during a blackout that can be ended. */
  readonly isInBlackout: boolean;
  /** Changes settings and readings. Throws `OPTION_INVALID`. */
  patch(values: PatchValues): void;
  /** Present answer of a read of this method. */
  read(method: string): unknown;
  beginBlackout(cause: BlackoutCause, ms: number): void;
  endBlackout(): Promise<void>;
  setMode(mode: Mode): Promise<void>;
}

/** The network that a scenario changes. */
export interface ScenarioNetwork {
  /** The radio with a node ID; undefined where there is none. */
  radio(nodeid: number): ScenarioRadio | undefined;
  /** Why a call is not possible now: its form, and nodes that there are not. */
  issues(call: SteerInput): readonly Issue[];
  /** Why a call finds nothing to do; undefined if it does something. */
  idleReason(call: SteerInput): string | undefined;
  /** Carries a call out. Throws `OPTION_INVALID`. */
  steer(call: SteerInput): void;
}

/** The radio that runs scenarios, and its network. */
export interface ScenarioTarget extends ScenarioRadio {
  readonly nodeid: number;
  /** Undefined for a radio that is alone. */
  readonly network: ScenarioNetwork | undefined;
}

/** Why an action finds nothing to do; undefined if it does something. */
export function idleReason(
  action: Action,
  { faults, mode, isInBlackout }: ScenarioRadio,
): string | undefined {
  switch (action.kind) {
    case 'remove-fault': {
      const names = faults.list().map(({ name }) => name);
      if (names.includes(action.name)) return undefined;
      return `there is no fault ${valueExcerpt(action.name)}${nearestHint(action.name, names)}`;
    }
    case 'clear-faults':
      return faults.list().length === 0 ? 'there is no fault' : undefined;
    case 'end-blackout':
      return isInBlackout ? undefined : 'there is no blackout';
    case 'mode':
      return action.mode === mode ? `the mode is ${mode} already` : undefined;
    case 'set':
    case 'drift':
    case 'fault':
    case 'blackout':
    case 'repeat':
    case 'note':
    case 'steer':
      return undefined;
  }
}
