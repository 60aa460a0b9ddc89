import type { AccessLevel } from '../core/access-level.js';
import type { Instant } from '../core/time/clock.js';
import type { ErrorDetail, WireError } from '../core/errors.js';
import type { Json } from '../core/json.js';
import type { Certificates } from './tls/certificates.js';
import type { Domain } from './values/domain.js';
import type { FrequencyPlan } from './values/frequency-profile.js';
import type { RadioModel } from './model.js';
import type { NetworkView } from './network-view.js';
import type { Readings } from './readings.js';
import type { SettingValue, Settings } from './settings.js';
import type { Trust } from './trust.js';

/** Result of a method: usually an array of texts; some methods return numbers or objects (interface.md A.4). */
export type MethodResult = readonly Json[] | Readonly<Record<string, Json>>;

/** Effect of a command, as data. It begins when the command's job has finished, so that the reply gets out first. */
export type Effect = 'soft-boot' | 'power-change' | 'reboot' | 'zeroize';

/** One parameter of a method. */
export interface Parameter {
  /** Name in errors: `power_dBm`, `latitude`. */
  readonly name: string;
  readonly domain: Domain;
  /** True if journal and log must redact its value. */
  readonly secret?: true;
  /** True if a call may omit it, together with those after it. */
  readonly optional?: true;
  /** True if a call may omit it only together with all others: none of them, or all. */
  readonly together?: true;
}

/** The parts of a radio that a method can read and change. */
export interface RadioView {
  readonly model: RadioModel;
  readonly plan: FrequencyPlan;
  readonly settings: Settings;
  readonly readings: Readings;
  readonly certificates: Certificates;
  /** The network around it; undefined for a radio that is alone. */
  readonly network: NetworkView | undefined;
  /** Address by which it names itself. */
  readonly address: string;
  readonly at: Instant;
  /** Time of the last boot, monotonic ms. */
  readonly bootedAt: number;
  /** The settings of a method: `freq_bw` has `freq` and `bw`. */
  settingsOf(method: string): readonly string[];
  /** Settings that `zeroize` restores. */
  readonly zeroized: readonly string[];
  /** Settings that `print_all_settings` lists: those that can be saved. */
  readonly listed: readonly string[];
  /** Result of a method's read without parameters. */
  readonly read: (method: string) => MethodResult;
}

/** Facts about a radio's model; parameters derive from them. */
export interface DeclarationContext {
  readonly model: RadioModel;
  readonly plan: FrequencyPlan;
  /** Names that `setenvlinsingle` accepts. */
  readonly savable: readonly string[];
}

/** Class of a method's deadline. */
export type DeadlineClass = 'rf-write' | 'power' | 'read';

/** Levels that a user needs for a method while login is on. */
export interface MethodLevels {
  /** For a read; default: `basic`. */
  readonly read?: AccessLevel | undefined;
  /** For a write or an action; default: `advanced`. */
  readonly write?: AccessLevel | undefined;
}

/** Group of methods; each family is declared in one file. */
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
 * One radio method. Dispatch, range errors, factory settings and documents are derived from the list of
 * declarations.
 */
export interface MethodDeclaration {
  readonly name: string;
  readonly family: MethodFamily;
  /** One line for documents and command line. */
  readonly summary: string;
  /** `action`: no parameters, neither read nor write. */
  readonly access: 'read' | 'write' | 'read-write' | 'action';
  /** Parameters of a write; empty for a read-only method or an action. */
  parameters(context: DeclarationContext): readonly Parameter[];
  /** Parameters of a read, if it takes any: fewer than those of a write. Without a context: which ones, on any model. */
  asks?(context?: DeclarationContext): readonly Parameter[];
  /** The measured value, for tests to set; a write can't change it. */
  reading?(context: DeclarationContext): readonly Parameter[];
  /** Example of the result of a read or an action, for documents: `["4700"]`. */
  readonly result: string;
  /** Settings that the method reads and writes; each has its factory value here or in another method. */
  readonly settings: readonly string[];
  /** Factory value of the setting of the same name; undefined if there is no such setting. */
  factory?(model: RadioModel): SettingValue | undefined;
  /** True if a stored value of the setting is well formed; default: a write would accept it. */
  isStored?(value: SettingValue, model: RadioModel): boolean;
  /** The part of a stored value that may be shown; default: all of it. */
  shown?(value: SettingValue): SettingValue;
  /** Name of the setting in the flash of older firmware; `setenvlinsingle` accepts it too. */
  readonly flashName?: string;
  /** True if `zeroize` restores the factory value. */
  readonly zeroized?: true;
  /** True if journal and log must redact the result. */
  readonly reveals?: true;
  /** `flash`: a write is lost at a reboot unless saved; `none`: there is nothing to save. */
  readonly persistence: 'none' | 'flash';
  readonly effect: 'none' | Effect;
  /** True for a setting that is stored, saved and read back, while nothing else in the simulator depends on it. */
  readonly storedOnly?: true;
  readonly deadline: DeadlineClass;
  /** Levels that a user needs while login is on (interface.md A.6, H.4: which method needs which is an assumption). */
  readonly levels?: MethodLevels;
  /** True for a maintenance method: the maintenance port serves it too (interface.md C). */
  readonly maintenance?: true;
  /** Names of the ports that serve it; default: those that serve all methods, or all maintenance methods. */
  readonly servedOn?: readonly string[];
  /** Sources of the facts, by their keys in interface.md 0, and the section: `ICD, EDGE (interface.md B.1)`. */
  readonly source: string;
  readonly trust: Trust;
  /** Behaviour that no source describes and that was decided here. */
  readonly assumption?: string;
  /** Result of a read; `asked`: the values of `asks`. Default: the running values of `settings`. */
  read?(view: RadioView, asked: SettingValue): MethodResult;
  /** Conflict between values that are each allowed alone. */
  conflict?(values: SettingValue, view: RadioView): ErrorDetail | undefined;
  /** New values of `settings` after a write, in their order; default: one value for each, or all for the only one. */
  stores?(values: SettingValue, view: RadioView): readonly SettingValue[];
  /** Executes a write or an action and returns its effects; default: stores the values and returns `effect`. */
  write?(view: RadioView, values: SettingValue): readonly Effect[];
  /** Result of a write or an action after its execution; default: `[""]`. */
  answer?(view: RadioView): MethodResult;
}

/** Outcome of one command. */
export type Outcome =
  | { readonly kind: 'result'; readonly result: Json }
  | { readonly kind: 'error'; readonly error: WireError }
  | { readonly kind: 'cancelled' };

/** Outcome of a command with its effects. */
export interface Execution {
  readonly outcome: Outcome;
  readonly effects: readonly Effect[];
}

/** One call of a method as received. */
export interface Command {
  readonly method: string;
  /** Positional parameters, not yet checked; empty for a read. */
  readonly params: readonly unknown[];
}
