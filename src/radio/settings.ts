/** Values of one setting, as texts. */
export type SettingValue = readonly string[];

/** Content of flash: values by setting name. Immutable: a save creates a new map. */
export type FlashSettings = ReadonlyMap<string, SettingValue>;

const unchanged: FlashSettings = new Map();

/**
 * Stands in flash once `zeroize` has restored the users of the login: they then have the factory's passwords, whatever
 * the configuration says. It is no running setting, and its name can't be that of a method.
 */
export const usersMark = 'restored-users';

const marked: SettingValue = Object.freeze(['factory']);

/** True if `zeroize` has restored the users. */
export function areUsersRestored(flash: FlashSettings): boolean {
  return flash.has(usersMark);
}

/** The settings alone. */
function withoutMark(flash: FlashSettings): FlashSettings {
  if (!flash.has(usersMark)) return flash;
  const settings = new Map(flash);
  settings.delete(usersMark);
  return settings;
}

function isSame(one: SettingValue, other: SettingValue | undefined): boolean {
  if (one === other) return true;
  return one.length === other?.length && one.every((each, index) => each === other[index]);
}

/**
 * The radio's settings in two copies: the running ones, and those in flash, which a reboot loads.
 * A write changes the running ones; `setenvlinsingle` saves one of them (interface.md B, B.6).
 */
export class Settings {
  readonly #factory: ReadonlyMap<string, SettingValue>;
  /** Immutable: shared with the factory settings, flash or a snapshot until the first write. */
  #loaded: ReadonlyMap<string, SettingValue>;
  /** A copy of `#loaded` with what was written since; undefined before the first write. */
  #written: Map<string, SettingValue> | undefined;
  #flash: FlashSettings;
  #version = 0;
  readonly #onChange: () => void;

  /** @param onChange called when running settings change, before all of a change are in place */
  constructor(factory: ReadonlyMap<string, SettingValue>, onChange: () => void = () => undefined) {
    this.#factory = factory;
    this.#onChange = onChange;
    this.#loaded = factory;
    this.#flash = factory;
  }

  /** Rises with each change of running settings. */
  get version(): number {
    return this.#version;
  }

  /** The running value: `["4700"]`; empty for an unknown name. */
  running(name: string): SettingValue {
    return this.#running.get(name) ?? [];
  }

  /** The value in flash: `["4700"]`; empty for an unknown name. */
  flash(name: string): SettingValue {
    return this.#flash.get(name) ?? [];
  }

  /** Changes a running setting. */
  write(name: string, value: SettingValue): void {
    if (this.#factory.has(name)) this.#forWrite().set(name, Object.freeze([...value]));
  }

  /** The running settings that are not as from the factory. */
  changes(): FlashSettings {
    const running = this.#running;
    if (running === this.#factory) return unchanged;
    const changed = new Map<string, SettingValue>();
    for (const [name, value] of running)
      if (!isSame(value, this.#factory.get(name))) changed.set(name, value);
    return changed;
  }

  /** All running settings as they are now. */
  snapshot(): ReadonlyMap<string, SettingValue> {
    return new Map(this.#running);
  }

  /** Content of flash. Each save or reset creates a new map, even if no value changes. */
  get flashed(): FlashSettings {
    return this.#flash;
  }

  /** Replaces the content of flash; running settings are not affected. */
  putFlash(flash: FlashSettings): void {
    this.#flash = flash;
  }

  /** Copies one running setting to flash. */
  save(name: string): void {
    const value = this.#running.get(name);
    if (value !== undefined) this.#flash = new Map(this.#flash).set(name, value);
  }

  /** Restores the factory value of one setting, also in flash. */
  restoreFactory(name: string): void {
    const value = this.#factory.get(name);
    if (value === undefined) return;
    this.#forWrite().set(name, value);
    this.#flash = new Map(this.#flash).set(name, value);
  }

  /** Restores the users of the login, in flash. */
  restoreUsers(): void {
    this.#flash = new Map(this.#flash).set(usersMark, marked);
  }

  /** Replaces the content of flash with the factory settings; running settings are not affected. */
  factoryReset(): void {
    const isMarked = areUsersRestored(this.#flash);
    this.#flash = new Map(this.#factory);
    if (isMarked) this.restoreUsers();
  }

  /** Replaces the running settings with those in flash, as a reboot does. */
  loadFlash(): void {
    this.#load(withoutMark(this.#flash));
  }

  get #running(): ReadonlyMap<string, SettingValue> {
    return this.#written ?? this.#loaded;
  }

  #load(settings: ReadonlyMap<string, SettingValue>): void {
    this.#loaded = settings;
    this.#written = undefined;
    this.#changed();
  }

  /** Most radios are only read: the copy is made with the first write. */
  #forWrite(): Map<string, SettingValue> {
    this.#changed();
    return (this.#written ??= new Map(this.#loaded));
  }

  #changed(): void {
    this.#version += 1;
    this.#onChange();
  }
}
