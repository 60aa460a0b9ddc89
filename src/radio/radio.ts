import type { Instant } from '../core/time/clock.js';
import type { ErrorDetail, WireErrorToken } from '../core/errors.js';
import type { RandomSource } from '../core/random.js';
import { Blackout, type BlackoutCause, type BlackoutState } from './blackout.js';
import type { Catalogue, CatalogueEntry } from './catalogue.js';
import { Certificates } from './certificate.js';
import type { Command, Effect, Execution, RadioView } from './declaration.js';
import type { RadioModel } from './model.js';
import { type CheckedValues, type PatchValues, checkValues, isReading } from './patch.js';
import { parseParameters } from './values/parameters.js';
import { type FlashSettings, Settings, type SettingValue } from './settings.js';
import { Readings } from './readings.js';
import type { RadioTiming } from './timing.js';

/** What a radio is made from. */
export interface RadioOptions {
  readonly model: RadioModel;
  readonly catalogue: Catalogue;
  readonly timing: RadioTiming;
  /** When it boots, monotonic ms. */
  readonly bootedAt: number;
  /** What is in flash when it boots; default: the factory settings. */
  readonly flash?: FlashSettings | undefined;
  /** Where all chance comes from: how its readings move. */
  readonly random: RandomSource;
}

function refusal(token: WireErrorToken, detail: ErrorDetail): Execution {
  return { outcome: { kind: 'error', error: { token, detail } }, effects: [] };
}

/**
 * The device: a pure state machine. It has no sockets, no timers and no logger; time comes in with each call,
 * and what is due by then has happened when the call looks at the state.
 */
export class Radio {
  readonly #model: RadioModel;
  readonly #catalogue: Catalogue;
  #timing: RadioTiming;
  readonly #settings: Settings;
  readonly #readings: Readings;
  readonly #certificates: Certificates;
  readonly #blackout = new Blackout();
  #bootedAt: number;
  #rebootAt: number | undefined;
  #reboots = 0;

  constructor(options: RadioOptions) {
    this.#model = options.model;
    this.#catalogue = options.catalogue;
    this.#timing = options.timing;
    this.#bootedAt = options.bootedAt;
    this.#settings = new Settings(options.catalogue.factorySettings());
    this.#readings = new Readings(options.random, options.model.identity.nodeid, options.bootedAt);
    this.#certificates = new Certificates(options.random, options.model.identity.nodeid);
    if (options.flash !== undefined) this.boot(options.flash);
  }

  /** All that is in flash; another object after each command that has written there. */
  get flash(): FlashSettings {
    return this.#settings.flashed;
  }

  /** Makes this what is in flash; what runs stays as it is. */
  putFlash(flash: FlashSettings): void {
    this.#settings.putFlash(flash);
  }

  /** Makes this what is in flash and what runs, as if the radio had just come up with it. */
  boot(flash: FlashSettings): void {
    this.#settings.putFlash(flash);
    this.#settings.loadFlash();
  }

  /** Has other durations hold for what begins from here on; what has begun keeps its end. */
  configure(timing: RadioTiming): void {
    this.#timing = timing;
  }

  /**
   * Carries out one command. It does not look at the blackout: that is judged once for the job it belongs to.
   * Errors: `Method not found`, `INVALID_RANGE`; on an error nothing has changed.
   */
  execute(command: Command, at: Instant): Execution {
    this.#settle(at.now);
    const entry = this.#catalogue.entry(command.method);
    if (entry === undefined) return refusal('Method not found', { reason: 'the radio has no such method' });
    const view = this.#view(at);
    return entry.reads(command.params.length)
      ? this.#read(entry, command.params, view)
      : this.#write(entry, command.params, view);
  }

  /** Begins what commands have caused, once the job that held them has finished. */
  begin(effects: readonly Effect[], at: Instant): void {
    this.#settle(at.now);
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
    this.#settle(at.now);
  }

  /** Begins a blackout by hand at `now`, or lengthens the one that is on; both ms. */
  beginBlackout(cause: BlackoutCause, now: number, ms: number): void {
    this.#settle(now);
    this.#blackout.begin(cause, now, ms);
  }

  /** Ends the blackout that is on at `now` (monotonic ms); a reboot that has not begun is not called off. */
  endBlackout(now: number): void {
    this.#settle(now);
    this.#blackout.end();
  }

  /** The blackout at `now` (monotonic ms), or undefined while the radio answers. */
  blackoutAt(now: number): BlackoutState | undefined {
    this.#settle(now);
    return this.#blackout.at(now);
  }

  /** When `blackoutAt` will next change by itself, monotonic ms, or undefined. */
  nextChange(now: number): number | undefined {
    const until = this.blackoutAt(now)?.until;
    if (this.#rebootAt === undefined) return until;
    return until === undefined ? this.#rebootAt : Math.min(until, this.#rebootAt);
  }

  /** How often it has rebooted. */
  reboots(now: number): number {
    this.#settle(now);
    return this.#reboots;
  }

  /** The running value of a setting: `["4700"]`. */
  setting(name: string, now: number): SettingValue {
    this.#settle(now);
    return this.#settings.running(name);
  }

  /** The value of a setting in flash: `["4700"]`. */
  saved(name: string, now: number): SettingValue {
    this.#settle(now);
    return this.#settings.flash(name);
  }

  /**
   * Changes settings and readings without any effect of a write: all of them, or none and the reason.
   * @param values by method: `freq_bw` takes two
   */
  patch(values: PatchValues, at: Instant): ErrorDetail | undefined {
    this.#settle(at.now);
    const checked: CheckedValues[] = [];
    for (const [name, each] of Object.entries(values)) {
      const one = checkValues(this.#catalogue, name, each);
      if ('fault' in one) return one.fault;
      checked.push(one);
    }
    const view = this.#view(at);
    const settings = checked.filter(({ entry }) => !isReading(entry));
    const before = this.#settings.snapshot();
    for (const { entry, values: taken } of settings) this.#store(entry, taken, view);
    // Only now: what goes together may come in any order.
    const conflict = settings
      .map(({ entry: { declaration }, values: taken }) => declaration.conflict?.(taken, view))
      .find((each) => each !== undefined);
    if (conflict !== undefined) {
      this.#settings.restore(before);
      return conflict;
    }
    for (const { entry, values: taken } of checked)
      if (isReading(entry)) this.#readings.put(entry.declaration.name, taken, at.now);
    return undefined;
  }

  /** Lets a reboot that is due by `now` have happened, at its own time. */
  #settle(now: number): void {
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
      return refusal('INVALID_RANGE', {
        field: declaration.name,
        value: `${params.length} given`,
        allowed: 'read-only: no parameters',
      });
    }
    const asked = parseParameters(declaration.name, asks, params);
    if ('fault' in asked) return refusal('INVALID_RANGE', asked.fault);
    const result = declaration.read?.(view, asked.values) ?? runningOf(declaration.settings, view);
    return { outcome: { kind: 'result', result }, effects: [] };
  }

  #write(entry: CatalogueEntry, params: readonly unknown[], view: RadioView): Execution {
    const { declaration, parameters } = entry;
    const parsed = parseParameters(declaration.name, parameters, params);
    if ('fault' in parsed) return refusal('INVALID_RANGE', parsed.fault);
    const conflict = declaration.conflict?.(parsed.values, view);
    if (conflict !== undefined) return refusal('INVALID_RANGE', conflict);
    const effects = declaration.write?.(view, parsed.values) ?? this.#store(entry, parsed.values, view);
    return { outcome: { kind: 'result', result: declaration.answer?.(view) ?? [''] }, effects };
  }

  /** Each setting takes one value, in order; a single setting takes them all. */
  #store({ declaration }: CatalogueEntry, values: SettingValue, view: RadioView): readonly Effect[] {
    const { settings, effect } = declaration;
    const each =
      declaration.stores?.(values, view) ??
      (settings.length === 1 ? [values] : values.map((value) => [value]));
    for (const [index, name] of settings.entries()) this.#settings.write(name, each[index] ?? []);
    return effect === 'none' ? [] : [effect];
  }

  #view(at: Instant): RadioView {
    return {
      model: this.#model,
      plan: this.#catalogue.plan,
      settings: this.#settings,
      readings: this.#readings,
      certificates: this.#certificates,
      at,
      bootedAt: this.#bootedAt,
      settingsOf: (name) => this.#catalogue.settingsOf(name),
      zeroized: this.#catalogue.zeroized,
    };
  }
}

function runningOf(names: readonly string[], { settings }: RadioView): SettingValue {
  const [only] = names;
  return names.length === 1 && only !== undefined
    ? settings.running(only)
    : names.flatMap((name) => settings.running(name));
}
