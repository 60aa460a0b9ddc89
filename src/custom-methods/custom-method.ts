import type { ErrorDetail, WireErrorToken } from '../core/errors.js';
import type { Json } from '../core/json.js';
import type { DeadlineClass, Effect } from '../radio/declaration.js';
import type { RandomStream } from '../core/random.js';
import type { PortName } from '../ports/registry.js';
import type { RequestId } from '../worker/job.js';

/** What all parameters of a method of the user's own have. */
export interface AnyCustomParameter {
  /** What errors call it: letters, digits and `_`. */
  readonly name: string;
  /** A call may do without it, and without those after it. */
  readonly optional?: boolean | undefined;
  /** Its value is kept in no journal. */
  readonly secret?: boolean | undefined;
}

/** A parameter of a method of the user's own, and what it takes. */
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

/** What all methods of the user's own have. */
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
  /** What it takes, by position; default: nothing. */
  readonly params?: readonly CustomParameter[] | undefined;
  /** What it causes once its request has its reply, unless it reads or fails; default: `none`. */
  readonly effect?: 'none' | Effect | undefined;
  /** Which deadline its commands have; default: `read` for a read, `rf-write` for all else. */
  readonly deadline?: DeadlineClass | undefined;
  /** The ports that serve it; default: HTTP. */
  readonly servedOn?: readonly PortName[] | undefined;
  /** Whether it stands in the place of a built-in method of this name. */
  readonly replaces?: boolean | undefined;
}

/** A method that always answers the same, but for `{{params.0}}` and `{{state.freq}}` in its texts. */
export interface FixedMethod extends AnyCustomMethod {
  readonly result: Json;
  readonly execute?: undefined;
}

/** A method whose answer a function gives. */
export interface ProgrammedMethod extends AnyCustomMethod {
  /**
   * Gives the result, which must be JSON, or a promise of it. What it throws becomes INTERNAL for its command alone,
   * and is logged; only a {@link MethodContext.refusal} reaches the client.
   */
  execute(call: MethodCall, context: MethodContext): unknown;
  readonly result?: undefined;
}

/** A method of the user's own. */
export type CustomMethod = FixedMethod | ProgrammedMethod;

/** One call of a method of the user's own. */
export interface MethodCall {
  readonly method: string;
  /** The parameters, judged, as the radio has them: texts, also where a client sent a number. */
  readonly params: readonly string[];
  /** The request's id; undefined for a notification. */
  readonly id: RequestId | undefined;
  readonly port: PortName;
  /** Address and port of the peer: `127.0.0.1:51234`. */
  readonly peer: string;
}

/** The radio's settings, as a method of the user's own sees them. */
export interface MethodSettings {
  /** What a read of a built-in method answers now: `['4700']`. Throws `OPTION_INVALID` where it can't be read. */
  read(method: string): Json;
  /**
   * Puts settings to values once the method has ended: all of them, and only if it gave a result in time.
   * Throws a refusal `INVALID_RANGE` for a value that is not allowed, `OPTION_INVALID` for a name that is no setting.
   * @param values by method: `{ freq: '4700', freq_bw: ['4700', '20'] }`
   */
  patch(values: Readonly<Record<string, string | number | readonly (string | number)[]>>): void;
}

/** The simulator's clock, as a method of the user's own sees it. */
export interface MethodClock {
  /** Monotonic time, ms. */
  now(): number;
  /** Wall time, ms since 1970-01-01T00:00:00Z. */
  wallTime(): number;
  /** Resolves true after `ms`, or false as soon as nobody waits for the method any more. */
  sleep(ms: number): Promise<boolean>;
}

/** What a method of the user's own has beside its call. */
export interface MethodContext {
  readonly settings: MethodSettings;
  readonly clock: MethodClock;
  /** A seeded stream of the method's own; it begins anew at a reset. */
  readonly random: RandomStream;
  /** Aborts when nobody waits for the outcome any more: the deadline, a reset, the end of the close grace. */
  readonly signal: AbortSignal;
  /** What a method throws to answer with an error of the radio: `throw context.refusal('INVALID_RANGE', …)`. */
  readonly refusal: (token: WireErrorToken, detail?: ErrorDetail) => Error;
}
