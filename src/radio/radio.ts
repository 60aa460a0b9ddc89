import type { Instant } from '../clock.js';
import type { ErrorDetail, WireErrorToken } from '../errors.js';
import { Blackout, type BlackoutCause, type BlackoutState } from './blackout.js';
import type { Catalogue, CatalogueEntry } from './catalogue.js';
import type { Command, Effect, Execution, MethodDeclaration, RadioView } from './declaration.js';
import type { RadioModel } from './model.js';
import { parseParameters } from './parameters.js';
import { type FlashSettings, Settings, type SettingValue } from './settings.js';
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
}

function refusal(token: WireErrorToken, detail: ErrorDetail): Execution {
  return { outcome: { kind: 'error', error: { token, detail } }, effects: [] };
}

/** Values that a setting takes. */
interface JudgedValues {
  readonly declaration: MethodDeclaration;
  readonly values: SettingValue;
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
  readonly #blackout = new Blackout();
  #bootedAt: number;
  #rebootAt: number | undefined;

  constructor(options: RadioOptions) {
    this.#model = options.model;
    this.#catalogue = options.catalogue;
    this.#timing = options.timing;
    this.#bootedAt = options.bootedAt;
    this.#settings = new Settings(options.catalogue.factorySettings());
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
    const { access, name } = entry.declaration;
    if (access === 'action' || (command.params.length > 0 && access !== 'read')) {
      return this.#write(entry, command.params, view);
    }
    if (command.params.length > 0) {
      return refusal('INVALID_RANGE', {
        field: name,
        value: `${command.params.length} given`,
        allowed: 'read-only: no parameters',
      });
    }
    if (access === 'write') return this.#write(entry, command.params, view);
    return { outcome: { kind: 'result', result: this.#read(entry, view) }, effects: [] };
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
   * Puts settings to values as if the radio had had them all along: all of them, or none and what is wrong.
   * @param values by method: `freq_bw` takes two
   */
  patch(values: Readonly<Record<string, readonly string[]>>, at: Instant): ErrorDetail | undefined {
    this.#settle(at.now);
    const judged: JudgedValues[] = [];
    for (const [name, each] of Object.entries(values)) {
      const one = this.#judge(name, each);
      if ('fault' in one) return one.fault;
      judged.push(one);
    }
    const before = this.#settings.snapshot();
    for (const { declaration, values: taken } of judged) this.#store(declaration, taken);
    // Only now: what goes together may come in any order.
    const conflict = judged
      .map(({ declaration, values: taken }) => declaration.conflict?.(taken, this.#view(at)))
      .find((each) => each !== undefined);
    if (conflict !== undefined) this.#settings.restore(before);
    return conflict;
  }

  /** What forbids these values by themselves, whatever else the radio is set to; nothing if they are allowed. */
  check(values: Readonly<Record<string, readonly string[]>>): ErrorDetail | undefined {
    for (const [name, each] of Object.entries(values)) {
      const judged = this.#judge(name, each);
      if ('fault' in judged) return judged.fault;
    }
    return undefined;
  }

  #judge(name: string, values: readonly string[]): JudgedValues | { readonly fault: ErrorDetail } {
    const entry = this.#catalogue.entry(name);
    if (entry === undefined || entry.declaration.settings.length === 0) {
      const settable = this.#catalogue.entries().filter(({ declaration }) => declaration.settings.length > 0);
      const allowed = settable.map(({ declaration }) => declaration.name).join(', ');
      return { fault: { field: 'name', value: name, allowed } };
    }
    const parsed = parseParameters(name, entry.parameters, values);
    return 'fault' in parsed ? parsed : { declaration: entry.declaration, values: parsed.values };
  }

  /** Lets a reboot that is due by `now` have happened, at its own time. */
  #settle(now: number): void {
    if (this.#rebootAt === undefined || now < this.#rebootAt) return;
    this.#settings.loadFlash();
    this.#bootedAt = this.#rebootAt;
    this.#blackout.begin('reboot', this.#rebootAt, this.#timing.reset);
    this.#rebootAt = undefined;
  }

  #read({ declaration }: CatalogueEntry, view: RadioView) {
    return declaration.read?.(view) ?? declaration.settings.flatMap((name) => this.#settings.running(name));
  }

  #write(
    { declaration, parameters }: CatalogueEntry,
    params: readonly unknown[],
    view: RadioView,
  ): Execution {
    const parsed = parseParameters(declaration.name, parameters, params);
    if ('fault' in parsed) return refusal('INVALID_RANGE', parsed.fault);
    const conflict = declaration.conflict?.(parsed.values, view);
    if (conflict !== undefined) return refusal('INVALID_RANGE', conflict);
    const effects = declaration.write?.(view, parsed.values) ?? this.#store(declaration, parsed.values);
    return { outcome: { kind: 'result', result: [''] }, effects };
  }

  /** Each setting takes one value, in order; a single setting takes them all. */
  #store({ settings, effect }: CatalogueEntry['declaration'], values: SettingValue): readonly Effect[] {
    const [only] = settings;
    if (settings.length === 1 && only !== undefined) this.#settings.write(only, values);
    else settings.forEach((name, index) => this.#settings.write(name, values.slice(index, index + 1)));
    return effect === 'none' ? [] : [effect];
  }

  #view(at: Instant): RadioView {
    return {
      model: this.#model,
      plan: this.#catalogue.plan,
      settings: this.#settings,
      at,
      bootedAt: this.#bootedAt,
      settingsOf: (method) => this.#catalogue.entry(method)?.declaration.settings ?? [],
    };
  }
}
