import type { AccessLevel } from '../core/access-level.js';
import type { ErrorDetail, WireErrorToken } from '../core/errors.js';
import type { Json } from '../core/json.js';
import type { DeadlineClass, Effect } from '../radio/declaration.js';
import type { RandomStream } from '../core/random.js';
import type { PortName } from '../ports/registry.js';
import type { RequestId } from '../worker/job.js';

/** Members of every parameter of a custom method. */
export interface AnyCustomParameter {
  /** Name in errors: letters, digits and `_`. */
  readonly name: string;
  /** A call may omit it and those after it. */
  readonly optional?: boolean | undefined;
  /** The journal never shows its value. */
  readonly secret?: boolean | undefined;
}

/** A parameter of a custom method. */
export type CustomParameter = AnyCustomParameter &
  (
    | {
        /** Whole numbers, or any, from `min` to `max`; both bounds are whole and allowed. */
        readonly kind: 'integer' | 'decimal';
        readonly min: number;
        readonly max: number;
        /** Unit of the value: `MHz`, `dBm`. */
        readonly unit?: string | undefined;
      }
    | { readonly kind: 'choice'; readonly values: readonly string[] }
    | {
        readonly kind: 'text';
        /** In UTF-16 units; default: 256. */
        readonly maxLength?: number | undefined;
      }
  );

/** Members of every custom method. */
export interface AnyCustomMethod {
  /** Letters, digits and `_`, at most 64. */
  readonly name: string;
  /** One line for people. */
  readonly summary?: string | undefined;
  /**
   * `read`: changes nothing; `read-write`: reads without parameters, writes with all; `write` and `action`: change
   * something. Default: `read`, or `action` where there is an effect.
   */
  readonly access?: 'read' | 'write' | 'read-write' | 'action' | undefined;
  /** Parameters by position; default: none. */
  readonly params?: readonly CustomParameter[] | undefined;
  /** Effect after the reply of its request, unless it reads or fails; default: `none`. */
  readonly effect?: 'none' | Effect | undefined;
  /** Deadline of its commands; default: `read` for a read, `rf-write` otherwise. */
  readonly deadline?: DeadlineClass | undefined;
  /** The ports that serve it; default: HTTP. */
  readonly servedOn?: readonly PortName[] | undefined;
  /**
   * Level that a user needs for its calls while login is on; default: that of the method that it replaces, else `basic`
   * for reads and `advanced` otherwise.
   */
  readonly level?: AccessLevel | undefined;
  /** True to replace the built-in method of this name. */
  readonly replaces?: boolean | undefined;
}

/** A method with a fixed reply; `{{params.0}}` and `{{state.freq}}` in its texts are filled in. */
export interface FixedMethod extends AnyCustomMethod {
  readonly result: Json;
  readonly execute?: undefined;
  readonly setting?: undefined;
}

/**
 * A method that reads and writes a setting of its name, as the radio's own settings are: `setenvlinsingle` saves it,
 * `print_all_settings` lists it, a reboot loads it from flash, and `factory_reset` restores its factory value.
 */
export interface SettingMethod extends AnyCustomMethod {
  readonly setting: {
    /** Factory value: one for each parameter, or the only one. */
    readonly factory: string | number | readonly (string | number)[];
  };
  /** Parameters of a write, by position. */
  readonly params: readonly CustomParameter[];
  readonly access?: 'read-write' | undefined;
  readonly result?: undefined;
  readonly execute?: undefined;
}

/** A method whose reply a function computes. */
export interface ProgrammedMethod extends AnyCustomMethod {
  /**
   * Returns the result, which must be JSON, or a promise of it. An error that it throws is logged, and INTERNAL for
   * this command alone; only a {@link MethodContext.refusal} reaches the client.
   */
  execute(call: MethodCall, context: MethodContext): unknown;
  readonly result?: undefined;
  readonly setting?: undefined;
}

/** A custom method. */
export type CustomMethod = FixedMethod | ProgrammedMethod | SettingMethod;

/** A call of a custom method. */
export interface MethodCall {
  readonly method: string;
  /** The parameters, checkParameters, as the radio has them: texts, also where a client sent a number. */
  readonly params: readonly string[];
  /** The request's id; undefined for a notification. */
  readonly id: RequestId | undefined;
  readonly port: PortName;
  /** Address and port of the peer: `127.0.0.1:51234`. */
  readonly peer: string;
}

/** The radio's settings, for a custom method. */
export interface MethodSettings {
  /** Present answer of a read of a built-in method or a custom setting: `['4700']`. Throws `OPTION_INVALID` if it can't be read. */
  read(method: string): Json;
  /**
   * Changes settings once the method has ended: all of them, and only if it returned a result in time.
   * Throws a refusal `INVALID_RANGE` for a value that is not allowed, `OPTION_INVALID` for a name that is no setting.
   * @param values by method: `{ freq: '4700', freq_bw: ['4700', '20'] }`
   */
  patch(values: Readonly<Record<string, string | number | readonly (string | number)[]>>): void;
}

/** The simulator's clock, for a custom method. */
export interface MethodClock {
  /** Monotonic time, ms. */
  now(): number;
  /** Wall time, ms since 1970-01-01T00:00:00Z. */
  wallTime(): number;
  /** Resolves true after `ms`, or false as soon as the method's outcome is no longer needed. */
  sleep(ms: number): Promise<boolean>;
}

/** Tools of a custom method, beside its call. */
export interface MethodContext {
  readonly settings: MethodSettings;
  readonly clock: MethodClock;
  /** Seeded random values of this method; a reset restarts them. */
  readonly random: RandomStream;
  /** Aborts when the outcome is no longer needed: deadline, reset, end of the close grace. */
  readonly signal: AbortSignal;
  /** An error to throw for a reply with a radio error: `throw context.refusal('INVALID_RANGE', …)`. */
  readonly refusal: (token: WireErrorToken, detail?: ErrorDetail) => Error;
}
