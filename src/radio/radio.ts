import type { Instant } from '../core/time/clock.js';
import type { ErrorDetail, WireErrorToken } from '../core/errors.js';
import type { RandomSource } from '../core/random.js';
import { type AirState, airOf } from './air.js';
import { Blackout, type BlackoutCause, type BlackoutState } from './blackout.js';
import type { Catalogue, CatalogueEntry } from './catalogue.js';
import type {
  Command,
  Effect,
  Execution,
  MethodDeclaration,
  MethodResult,
  RadioView,
} from './declaration.js';
import { canOverheat } from './methods/power.js';
import { tlsPairOf, withCertificate } from './methods/security.js';
import type { RadioModel } from './model.js';
import type { NetworkView } from './network-view.js';
import { type CheckedValues, type PatchValues, checkValues, isReading } from './patch.js';
import { managementAddress } from './values/management-address.js';
import { parseParameters } from './values/parameters.js';
import { type FlashSettings, Settings, type SettingValue } from './settings.js';
import { Readings } from './readings.js';
import type { RadioTiming } from './timing.js';
import { Certificates } from './tls/certificates.js';
import type { TlsPair } from './tls/tls-pair.js';

/** Options of a radio. */
interface RadioOptions {
  readonly model: RadioModel;
  readonly catalogue: Catalogue;
  readonly timing: RadioTiming;
  /** Time of its first boot, monotonic ms. */
  readonly bootedAt: number;
  /** Content of flash at the first boot; default: the factory settings. */
  readonly flash?: FlashSettings | undefined;
  /** Source of all randomness, such as the movement of readings. */
  readonly random: RandomSource;
  /** The network around it; default: it is alone. */
  readonly network?: NetworkView | undefined;
  /** Address by which it names itself; default: its management address. */
  readonly address?: string | undefined;
  /** Host that its ports listen on: its certificates are valid for it. */
  readonly host?: string | undefined;
  /** Called when running settings change, before all of a change are in place. */
  readonly onSettings?: (() => void) | undefined;
}

function rejection(token: WireErrorToken, detail: ErrorDetail): Execution {
  return { outcome: { kind: 'error', error: { token, detail } }, effects: [] };
}

/**
 * The device, a pure state machine without sockets, timers or logger. Each call has the current time, and first
 * applies a reboot that is due by then.
 */
export class Radio {
  readonly #model: RadioModel;
  readonly #catalogue: Catalogue;
  #timing: RadioTiming;
  readonly #settings: Settings;
  readonly #readings: Readings;
  readonly #certificates: Certificates;
  #network: NetworkView | undefined;
  /** Address by which it names itself. */
  readonly address: string;
  readonly #blackout = new Blackout();
  #bootedAt: number;
  #rebootAt: number | undefined;
  #reboots = 0;
  /** Kept until the next change of a setting or reading. */
  #air: { readonly version: number; readonly state: AirState } | undefined;

  constructor(options: RadioOptions) {
    this.#model = options.model;
    this.#catalogue = options.catalogue;
    this.#timing = options.timing;
    this.#bootedAt = options.bootedAt;
    this.#settings = new Settings(options.catalogue.factorySettings(options.model), options.onSettings);
    this.#readings = new Readings(options.random, options.model.identity.nodeid, options.bootedAt);
    this.#network = options.network;
    const { nodeid, build_tag: build } = options.model.identity;
    this.address = options.address ?? managementAddress(nodeid, build);
    const names = [...(options.host === undefined ? [] : [options.host]), this.address];
    this.#certificates = new Certificates(options.random, nodeid, names);
    if (options.flash !== undefined) this.boot(options.flash);
  }

  /** Content of flash; a new object after each command that wrote to it. */
  get flash(): FlashSettings {
    return this.#settings.flashed;
  }

  /** All running settings. */
  get running(): FlashSettings {
    return this.#settings.snapshot();
  }

  /** The running settings that are not as from the factory. */
  changes(now: number): FlashSettings {
    this.#applyReboot(now);
    return this.#settings.changes();
  }

  /** Replaces the content of flash; running settings are not affected. */
  putFlash(flash: FlashSettings): void {
    this.#settings.putFlash(flash);
  }

  /** Replaces the content of flash and the running settings, as if the radio had just booted. */
  boot(flash: FlashSettings): void {
    this.#settings.putFlash(flash);
    this.#settings.loadFlash();
  }

  /** Puts the radio into a network. */
  join(network: NetworkView): void {
    this.#network = network;
  }

  /** Changes the durations of new blackouts; the current blackout keeps its end. */
  configure(timing: RadioTiming): void {
    this.#timing = timing;
  }

  /**
   * Executes one command. It does not check for a blackout: the worker does so once for the whole job.
   * Errors: `Method not found`, `INVALID_RANGE`; on an error nothing changes.
   */
  execute(command: Command, at: Instant): Execution {
    this.#applyReboot(at.now);
    const entry = this.#catalogue.entry(command.method);
    if (entry === undefined) return rejection('Method not found', { reason: 'the radio has no such method' });
    const view = this.#view(at);
    return entry.reads(command.params.length)
      ? this.#read(entry, command.params, view)
      : this.#write(entry, command.params, view);
  }

  /** Begins the effects of commands, after their job has finished. */
  begin(effects: readonly Effect[], at: Instant): void {
    this.#applyReboot(at.now);
    for (const effect of effects) {
      switch (effect) {
        case 'soft-boot':
          this.#blackout.begin(effect, at.now, this.#timing.softBoot);
          break;
        case 'power-change':
          this.#blackout.begin(effect, at.now, this.#timing.powerChange);
          break;
        case 'zeroize':
          this.#blackout.begin(effect, at.now, this.#timing.zeroize);
          break;
        case 'reboot':
          this.#rebootAt ??= at.now + this.#timing.rebootDelay;
          break;
      }
    }
    this.#applyReboot(at.now);
  }

  /** Enters a blackout at `now` (monotonic ms) for `ms`, or extends the current one. */
  beginBlackout(cause: BlackoutCause, now: number, ms: number): void {
    this.#applyReboot(now);
    this.#blackout.begin(cause, now, ms);
  }

  /** Leaves the blackout at `now` (monotonic ms). A pending reboot is not cancelled. */
  endBlackout(now: number): void {
    this.#applyReboot(now);
    this.#blackout.end();
  }

  /** The blackout at `now` (monotonic ms), or undefined while the radio answers. */
  blackoutAt(now: number): BlackoutState | undefined {
    this.#applyReboot(now);
    return this.#blackout.at(now);
  }

  /** The last blackout that has begun by `now` (monotonic ms), also if it is over; undefined after it was left by hand. */
  latestBlackout(now: number): BlackoutState | undefined {
    this.#applyReboot(now);
    return this.#blackout.latest;
  }

  /** Time of the next change of `blackoutAt` without a further command, monotonic ms, or undefined. */
  nextChange(now: number): number | undefined {
    const until = this.blackoutAt(now)?.until;
    if (this.#rebootAt === undefined) return until;
    return until === undefined ? this.#rebootAt : Math.min(until, this.#rebootAt);
  }

  /** Number of reboots. */
  reboots(now: number): number {
    this.#applyReboot(now);
    return this.#reboots;
  }

  /** The running value of a setting: `["4700"]`. */
  setting(name: string, now: number): SettingValue {
    this.#applyReboot(now);
    return this.#settings.running(name);
  }

  /** Flash with the factory certificate in it, where it has none. */
  withCertificate(flash: FlashSettings): FlashSettings {
    return withCertificate(flash, this.#certificates);
  }

  /** The certificate of its HTTPS port, with its key. */
  tlsPair(now: number): TlsPair {
    this.#applyReboot(now);
    return tlsPairOf({ settings: this.#settings, certificates: this.#certificates });
  }

  /** Rises with each change of its running settings, and each time that a reading is set. */
  version(now: number): number {
    this.#applyReboot(now);
    return this.#settings.version + this.#readings.version;
  }

  /** The settings that decide whom it hears, and how well; the same object as long as nothing of them can change. */
  air(at: Instant): AirState {
    const version = this.version(at.now);
    if (this.#air?.version === version) return this.#air.state;
    const view = this.#view(at);
    const state = airOf(view);
    // Its temperature alone changes without a write.
    this.#air = canOverheat(view) ? undefined : { version, state };
    return state;
  }

  /** The value of a setting in flash: `["4700"]`. */
  saved(name: string, now: number): SettingValue {
    this.#applyReboot(now);
    return this.#settings.flash(name);
  }

  /**
   * Changes settings and readings without the effects of a write: all of them or none.
   * @param values by method: `freq_bw` takes two
   * @returns the reason of a rejection
   */
  patch(values: PatchValues, at: Instant): ErrorDetail | undefined {
    this.#applyReboot(at.now);
    const checked: CheckedValues[] = [];
    for (const [name, each] of Object.entries(values)) {
      const result = checkValues(this.#catalogue, name, each);
      if ('rejection' in result) return result.rejection;
      checked.push(result);
    }
    const view = this.#view(at);
    const settings = checked.filter(({ entry }) => !isReading(entry));
    const before = settings
      .flatMap(({ entry: { declaration } }) => declaration.settings)
      .map((name) => [name, this.#settings.running(name)] as const);
    for (const { entry, values: taken } of settings) this.#store(entry, taken, view);
    // Conflicts are checked last: the order of the values must not matter.
    const conflict = settings
      .map(({ entry: { declaration }, values: taken }) => declaration.conflict?.(taken, view))
      .find((each) => each !== undefined);
    if (conflict !== undefined) {
      for (const [name, value] of before) this.#settings.write(name, value);
      return conflict;
    }
    for (const { entry, values: taken } of checked)
      if (isReading(entry)) this.#readings.put(entry.declaration.name, taken, at.now);
    return undefined;
  }

  /** Applies a reboot that is due by `now`, at the time at which it was due. */
  #applyReboot(now: number): void {
    if (this.#rebootAt === undefined || now < this.#rebootAt) return;
    this.#settings.loadFlash();
    this.#bootedAt = this.#rebootAt;
    this.#reboots += 1;
    this.#blackout.begin('reboot', this.#rebootAt, this.#timing.reboot);
    this.#rebootAt = undefined;
  }

  #read(entry: CatalogueEntry, params: readonly unknown[], view: RadioView): Execution {
    const { declaration, asks } = entry;
    if (params.length > 0 && asks.length === 0) {
      return rejection('INVALID_RANGE', {
        field: declaration.name,
        value: `${params.length} given`,
        allowed: 'read-only: no parameters',
      });
    }
    const asked = parseParameters(declaration.name, asks, params);
    if ('rejection' in asked) return rejection('INVALID_RANGE', asked.rejection);
    return { outcome: { kind: 'result', result: resultOf(declaration, view, asked.values) }, effects: [] };
  }

  #write(entry: CatalogueEntry, params: readonly unknown[], view: RadioView): Execution {
    const { declaration, parameters } = entry;
    const parsed = parseParameters(declaration.name, parameters, params);
    if ('rejection' in parsed) return rejection('INVALID_RANGE', parsed.rejection);
    const conflict = declaration.conflict?.(parsed.values, view);
    if (conflict !== undefined) return rejection('INVALID_RANGE', conflict);
    const effects = declaration.write?.(view, parsed.values) ?? this.#store(entry, parsed.values, view);
    return { outcome: { kind: 'result', result: declaration.answer?.(view) ?? [''] }, effects };
  }

  /** Several settings take one value each, in order; a single setting takes all of them. */
  #store({ declaration }: CatalogueEntry, values: SettingValue, view: RadioView): readonly Effect[] {
    const { settings, effect } = declaration;
    const each =
      declaration.stores?.(values, view) ??
      (settings.length === 1 ? [values] : values.map((value) => [value]));
    for (const [index, name] of settings.entries()) this.#settings.write(name, each[index] ?? []);
    return effect === 'none' ? [] : [effect];
  }

  #view(at: Instant): RadioView {
    const view: RadioView = {
      model: this.#model,
      plan: this.#catalogue.plan,
      settings: this.#settings,
      readings: this.#readings,
      certificates: this.#certificates,
      network: this.#network,
      address: this.address,
      at,
      bootedAt: this.#bootedAt,
      settingsOf: (name) => this.#catalogue.settingsOf(name),
      zeroized: this.#catalogue.zeroized,
      listed: this.#catalogue.listedSettings(),
      read: (name) => {
        const entry = this.#catalogue.entry(name);
        return entry === undefined ? [] : resultOf(entry.declaration, view, []);
      },
    };
    return view;
  }
}

/** Result of a read; `asked`: its checked parameters. */
function resultOf(declaration: MethodDeclaration, view: RadioView, asked: SettingValue): MethodResult {
  return declaration.read?.(view, asked) ?? runningOf(declaration.settings, view);
}

function runningOf(names: readonly string[], { settings }: RadioView): SettingValue {
  const [only] = names;
  return names.length === 1 && only !== undefined
    ? settings.running(only)
    : names.flatMap((name) => settings.running(name));
}
