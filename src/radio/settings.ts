/** One setting's values, as the radio keeps them: texts. */
export type SettingValue = readonly string[];

/** What flash holds: values by the names of settings. It never changes; a save makes another. */
export type FlashSettings = ReadonlyMap<string, SettingValue>;

/**
 * The radio's settings, twice: those it runs with, and those in flash, which a reboot loads.
 * A write changes the running ones; `setenvlinsingle` saves one of them (interface.md B, B.6).
 */
export class Settings {
  #factory: ReadonlyMap<string, SettingValue>;
  #running: Map<string, SettingValue>;
  #flash: FlashSettings;

  constructor(factory: ReadonlyMap<string, SettingValue>) {
    this.#factory = factory;
    this.#running = new Map(factory);
    this.#flash = factory;
  }

  /** The running value: `["4700"]`; empty for a name that is no setting. */
  running(name: string): SettingValue {
    return this.#running.get(name) ?? [];
  }

  /** All running values, by name. */
  all(): Iterable<readonly [string, SettingValue]> {
    return this.#running;
  }

  /** The value in flash: `["4700"]`; empty for a name that is no setting. */
  flash(name: string): SettingValue {
    return this.#flash.get(name) ?? [];
  }

  /** Changes a running setting. */
  write(name: string, value: SettingValue): void {
    if (this.#factory.has(name)) this.#running.set(name, Object.freeze([...value]));
  }

  /** The running settings as they are now, to be brought back by `restore`. */
  snapshot(): ReadonlyMap<string, SettingValue> {
    return new Map(this.#running);
  }

  /** Brings the running settings of a snapshot back. */
  restore(snapshot: ReadonlyMap<string, SettingValue>): void {
    this.#running = new Map(snapshot);
  }

  /** All that is in flash. Whoever saves or resets makes another one, also where no value changes. */
  get flashed(): FlashSettings {
    return this.#flash;
  }

  /** Makes this what is in flash; what runs stays as it is. */
  putFlash(flash: FlashSettings): void {
    this.#flash = flash;
  }

  /** Saves one running setting to flash. */
  save(name: string): void {
    const value = this.#running.get(name);
    if (value !== undefined) this.#flash = new Map(this.#flash).set(name, value);
  }

  /** Gives one setting its factory value, in flash too. */
  restoreFactory(name: string): void {
    const value = this.#factory.get(name);
    if (value === undefined) return;
    this.#running.set(name, value);
    this.#flash = new Map(this.#flash).set(name, value);
  }

  /** Makes flash the factory settings; what runs stays as it is. */
  factoryReset(): void {
    this.#flash = new Map(this.#factory);
  }

  /** Makes the settings in flash the running ones, as a reboot does. */
  loadFlash(): void {
    this.#running = new Map(this.#flash);
  }
}
