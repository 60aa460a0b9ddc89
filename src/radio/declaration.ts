import type { Instant } from '../core/time/clock.js';
import type { ErrorDetail, WireError } from '../core/errors.js';
import type { Json } from '../core/json.js';
import type { Certificates } from './certificate.js';
import type { Domain } from './values/domain.js';
import type { FrequencyPlan } from './values/frequency-profile.js';
import type { RadioModel } from './model.js';
import type { Readings } from './readings.js';
import type { SettingValue, Settings } from './settings.js';

/** What a method answers: mostly an array of texts; some give numbers or objects (interface.md A.4). */
export type MethodResult = readonly Json[] | Readonly<Record<string, Json>>;

/** What a command causes, as data; it begins when the job that holds the command has finished. */
export type Effect = 'soft-boot' | 'power-change' | 'reboot' | 'zeroize';

/** One value that a write takes. */
export interface Parameter {
  /** What errors call it: `power_dBm`, `latitude`. */
  readonly name: string;
  readonly domain: Domain;
  /** Whether its value must not be kept in journals or logs. */
  readonly secret?: true;
  /** Whether a call may do without it, and without those after it. */
  readonly optional?: true;
}

/** What a method may see and change of the radio. */
export interface RadioView {
  readonly model: RadioModel;
  readonly plan: FrequencyPlan;
  readonly settings: Settings;
  readonly readings: Readings;
  readonly certificates: Certificates;
  readonly at: Instant;
  /** When the radio last booted, monotonic ms. */
  readonly bootedAt: number;
  /** The settings that a method's name stands for: `freq_bw` is `freq` and `bw`. */
  settingsOf(method: string): readonly string[];
  /** The settings that `zeroize` restores. */
  readonly zeroized: readonly string[];
}

/** What is known before any radio exists; parameters are derived from it. */
export interface DeclarationContext {
  readonly model: RadioModel;
  readonly plan: FrequencyPlan;
  /** Names that `setenvlinsingle` takes. */
  readonly savable: readonly string[];
}

/** Which deadline a method's commands have. */
export type DeadlineClass = 'rf-write' | 'power' | 'read';

/** What belongs together: methods of one family are declared in one file. */
export type MethodFamily =
  | 'rf'
  | 'transmission'
  | 'power'
  | 'identity'
  | 'health'
  | 'mesh'
  | 'gps'
  | 'reports'
  | 'network'
  | 'security'
  | 'qos'
  | 'serial'
  | 'ptt'
  | 'flash'
  | 'maintenance'
  | 'deferred'
  | 'custom';

/**
 * One radio method; all else (dispatch, range errors, factory settings, documents) is derived from the list
 * of these.
 */
export interface MethodDeclaration {
  readonly name: string;
  readonly family: MethodFamily;
  /** One line for people. */
  readonly summary: string;
  /** `action`: a command that is neither: no parameters, does something. */
  readonly access: 'read' | 'write' | 'read-write' | 'action';
  /** What a write takes; empty for a read-only method or an action. */
  parameters(context: DeclarationContext): readonly Parameter[];
  /** What a read takes, where it asks about something: fewer than a write. */
  asks?(): readonly Parameter[];
  /** What the method measures, so that a test may put it there; no write reaches it. */
  reading?(context: DeclarationContext): readonly Parameter[];
  /** What a read or an action answers, for people: `["4700"]`. */
  readonly result: string;
  /** The settings that the method reads and writes, each with a factory value unless another method has it. */
  readonly settings: readonly string[];
  /** Factory value of the method's own setting; undefined where it has none of its own. */
  factory?(model: RadioModel): SettingValue | undefined;
  /** Whether a value of the method's own setting is well formed; default: if a write would take it. */
  isStored?(value: SettingValue): boolean;
  /** What older firmware calls the setting in flash; `setenvlinsingle` takes this name too. */
  readonly flashName?: string;
  /** Whether `zeroize` restores the factory value. */
  readonly zeroized?: true;
  /** Whether a result holds what must not be kept in journals or logs. */
  readonly reveals?: true;
  /** Whether a write is lost at a reboot unless saved (`flash`), or there is nothing to keep (`none`). */
  readonly persistence: 'none' | 'flash';
  readonly effect: 'none' | Effect;
  readonly deadline: DeadlineClass;
  /** Whether it is a maintenance method: one of those that the maintenance port serves too (interface.md C). */
  readonly maintenance?: true;
  /** Names of the ports that serve it; default: those that serve all methods, or all maintenance methods. */
  readonly servedOn?: readonly string[];
  /** Where the facts come from: keys of interface.md 0, and where it tells of them: `ICD, EDGE (interface.md B.1)`. */
  readonly source: string;
  readonly trust: 'M' | 'PM' | 'FW' | 'HW' | 'C' | 'own';
  /** What of the behaviour is not known and was decided here. */
  readonly assumption?: string;
  /** Answers a read; `asked`: the values of `asks`. Default: the running values of `settings`. */
  read?(view: RadioView, asked: SettingValue): MethodResult;
  /** What forbids values that are each allowed by themselves. */
  conflict?(values: SettingValue, view: RadioView): ErrorDetail | undefined;
  /** What a write makes of each of `settings`, in their order; default: one value for each, or all for the only one. */
  stores?(values: SettingValue, view: RadioView): readonly SettingValue[];
  /** Carries a write or an action out and says what it causes; default: stores the values, gives `effect`. */
  write?(view: RadioView, values: SettingValue): readonly Effect[];
  /** What a write or an action answers once it was carried out; default: `[""]`. */
  answer?(view: RadioView): MethodResult;
}

/** What became of one command. */
export type Outcome =
  | { readonly kind: 'result'; readonly result: Json }
  | { readonly kind: 'error'; readonly error: WireError }
  | { readonly kind: 'cancelled' };

/** An outcome with what it causes. */
export interface Execution {
  readonly outcome: Outcome;
  readonly effects: readonly Effect[];
}

/** One call of a method, as it came in. */
export interface Command {
  readonly method: string;
  /** Positional parameters, not yet judged; empty for a read. */
  readonly params: readonly unknown[];
}
