import { type Catalogue, catalogueOf } from '../../radio/catalogue.js';
import type { Effect, MethodDeclaration } from '../../radio/declaration.js';
import type { SettingValue } from '../../radio/settings.js';
import type { RadioTiming } from '../../radio/timing.js';
import type { KnownCall } from '../case.js';
import { type Target, type TargetOptions, targetOf } from '../target.js';

/** Facts about a radio before the first command. */
export interface ReferenceOptions {
  /** Lengths of its blackouts, ms. Default: unknown; then it is away after an effect until it answers. */
  readonly timing?: RadioTiming | undefined;
  /** Number of requests that may wait. Default: unknown. */
  readonly queueCapacity?: number | undefined;
  /**
   * True if it is as from the factory, so that its first settings are those of flash and of the factory. Default: false:
   * flash is unknown.
   */
  readonly isNew?: boolean | undefined;
}

/**
 * The radio as it should be after what was done to it, small enough to read: settings in two maps, one blackout, one
 * reboot to come, and the bound of its queue. A setting that is not in a map is unknown; a read makes it known.
 */
export class ReferenceRadio {
  /** Running settings. */
  readonly running = new Map<string, SettingValue>();
  /** Settings that a reboot loads. */
  readonly flash = new Map<string, SettingValue>();
  readonly timing: RadioTiming | undefined;
  readonly queueCapacity: number | undefined;
  readonly #target: Target;
  readonly #catalogue: Catalogue;
  readonly #factory = new Map<string, SettingValue>();
  /** True as long as nothing was written: what is read then is in flash and from the factory too. */
  #isNew: boolean;
  #now = 0;
  #awayUntil = 0;
  #rebootAt = Infinity;
  #effects: Effect[] = [];

  /** @internal {@link referenceRadio} makes it. */
  constructor(target: Target, { timing, queueCapacity, isNew = false }: ReferenceOptions) {
    this.#target = target;
    this.#catalogue = catalogueOf(target.model, target.grid);
    this.timing = timing;
    this.queueCapacity = queueCapacity;
    this.#isNew = isNew;
  }

  /** Another one that knows the same. It has no blackout and no reboot to come. */
  copy(): ReferenceRadio {
    const { timing, queueCapacity } = this;
    const other = new ReferenceRadio(this.#target, { timing, queueCapacity, isNew: this.#isNew });
    for (const [name, values] of this.running) other.running.set(name, values);
    for (const [name, values] of this.flash) other.flash.set(name, values);
    for (const [name, values] of this.#factory) other.#factory.set(name, values);
    return other;
  }

  /** True while it should not answer. */
  get isAway(): boolean {
    return this.#now < this.#awayUntil;
  }

  /** Time until it goes or comes back by itself, ms; undefined if it does neither. */
  get untilChange(): number | undefined {
    const next = Math.min(this.isAway ? this.#awayUntil : Infinity, this.#rebootAt);
    return next === Infinity ? undefined : next - this.#now;
  }

  /** Settings that a reboot would lose, as far as they are known. */
  get unsaved(): readonly string[] {
    return [...this.running].flatMap(([name, values]) =>
      JSON.stringify(this.flash.get(name)) === JSON.stringify(values) ? [] : name,
    );
  }

  /** Methods whose reads are known, once their settings are. */
  get readable(): readonly string[] {
    return this.#catalogue
      .entries()
      .filter(({ declaration }) => isPlain(declaration))
      .map(({ declaration }) => declaration.name);
  }

  /** The result that a read should have; undefined where it is not known. */
  read({ method, params }: KnownCall): SettingValue | undefined {
    const declaration = this.#catalogue.entry(method)?.declaration;
    if (declaration === undefined || params.length > 0 || !isPlain(declaration)) return undefined;
    const values = declaration.settings.map((name) => this.running.get(name));
    return values.includes(undefined) ? undefined : values.flatMap((each) => each ?? []);
  }

  /** Takes the result of a read as true. */
  learn({ method, params }: KnownCall, values: SettingValue): void {
    const declaration = this.#catalogue.entry(method)?.declaration;
    if (declaration === undefined || params.length > 0 || !isPlain(declaration)) return;
    this.#store(declaration, values);
    if (!this.#isNew) return;
    for (const name of declaration.settings) {
      const value = this.running.get(name) ?? [];
      if (!this.#factory.has(name)) this.#factory.set(name, value);
      if (!this.flash.has(name)) this.flash.set(name, value);
    }
  }

  /** Takes a write or an action that was carried out. Its effect begins with {@link endRequest}. */
  take({ method, params, kind }: KnownCall): void {
    const declaration = this.#catalogue.entry(method)?.declaration;
    if (declaration === undefined || kind === 'read') return;
    this.#isNew = false;
    switch (method) {
      case 'setenvlinsingle':
        for (const name of this.#catalogue.settingsOf(params[0] ?? '')) copy(name, this.running, this.flash);
        return;
      case 'factory_reset':
        this.flash.clear();
        for (const name of this.#factory.keys()) copy(name, this.#factory, this.flash);
        return;
      case 'zeroize':
        for (const name of this.#catalogue.zeroized) {
          copy(name, this.#factory, this.running);
          copy(name, this.#factory, this.flash);
        }
        break;
      case 'power_dBm':
      case 'power_mw':
        if (!this.#takePower(declaration, params)) return;
        break;
      default:
        this.#write(declaration, params);
    }
    if (declaration.effect !== 'none') this.#effects.push(declaration.effect);
  }

  /** Takes a call of which nobody knows with which values it was carried out: nothing is known any more. */
  forget({ method }: KnownCall): void {
    const declaration = this.#catalogue.entry(method)?.declaration;
    if (declaration === undefined || declaration.access === 'read') return;
    this.#isNew = false;
    this.running.clear();
    this.flash.clear();
  }

  /** The effects of a request begin when its last call was carried out. Gives those that began. */
  endRequest(): readonly Effect[] {
    const effects = this.#effects;
    this.#effects = [];
    const { timing } = this;
    if (timing === undefined) return effects;
    for (const effect of effects) {
      if (effect === 'soft-boot') this.#leave(this.#now, timing.softBoot);
      if (effect === 'power-change') this.#leave(this.#now, timing.powerChange);
      if (effect === 'zeroize') this.#leave(this.#now, timing.zeroize);
      if (effect === 'reboot') this.#rebootAt = Math.min(this.#rebootAt, this.#now + timing.rebootDelay);
    }
    this.pass(0);
    return effects;
  }

  /** Time passes. */
  pass(ms: number): void {
    this.#now += ms;
    if (this.#now < this.#rebootAt) return;
    const at = this.#rebootAt;
    this.#rebootAt = Infinity;
    this.reboot();
    this.#leave(at, this.timing?.reboot ?? 0);
  }

  /** It loads flash. */
  reboot(): void {
    this.running.clear();
    for (const [name, values] of this.flash) this.running.set(name, values);
  }

  #leave(from: number, ms: number): void {
    this.#awayUntil = Math.max(this.#awayUntil, from + ms);
  }

  /**
   * While the maximum power is on, a write of the power is answered as usual and changes nothing (docs/interface.md
   * B.1). Gives whether it has an effect.
   */
  #takePower(declaration: MethodDeclaration, params: SettingValue): boolean {
    const [isMax] = this.running.get('enable_max_power') ?? [];
    if (Number(isMax) === 1) return false;
    if (isMax === undefined || declaration.name === 'power_mw') this.running.delete('power_dBm');
    else this.#store(declaration, params);
    return isMax !== undefined;
  }

  #write(declaration: MethodDeclaration, params: SettingValue): void {
    if (declaration.stores === undefined && declaration.write === undefined) this.#store(declaration, params);
    else for (const name of declaration.settings) this.running.delete(name);
  }

  /** Several settings take one value each, a single one takes all. */
  #store({ settings }: MethodDeclaration, values: SettingValue): void {
    for (const [index, name] of settings.entries())
      this.running.set(name, settings.length === 1 ? values : [values[index] ?? '']);
  }
}

/** A model of a radio. It knows no settings yet: see `learn`. Throws `OPTION_INVALID`, `MODEL_INVALID`. */
export function referenceRadio(options: TargetOptions & ReferenceOptions = {}): ReferenceRadio {
  return new ReferenceRadio(targetOf(options), options);
}

/** True for a method whose read gives what was written: nothing is computed in between. */
function isPlain(declaration: MethodDeclaration): boolean {
  const isComputed = declaration.read !== undefined || declaration.asks !== undefined;
  return declaration.access === 'read-write' && !isComputed && declaration.settings.length > 0;
}

/** A setting that is unknown at its source becomes unknown. */
function copy(name: string, from: ReadonlyMap<string, SettingValue>, to: Map<string, SettingValue>): void {
  const values = from.get(name);
  if (values === undefined) to.delete(name);
  else to.set(name, values);
}
