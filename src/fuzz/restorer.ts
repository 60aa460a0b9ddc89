import type { Disruption } from './disruption.js';
import { type SettingsState, changedSettings, fuzzCatalogue } from './settings-state.js';
import type { Target } from './target.js';

/** Settings that are written as a pair, since one of them alone may not go with the other. */
const pairs: readonly { readonly method: string; readonly settings: readonly string[] }[] = [
  { method: 'freq_bw', settings: ['freq', 'bw'] },
];

/** Puts settings back to what they were before the run. */
export class Restorer {
  readonly #target: Target;
  readonly #disruption: Disruption;
  readonly #original: SettingsState;
  /** Settings that the target does not take back. */
  readonly #stuck = new Set<string>();

  constructor(target: Target, disruption: Disruption, original: SettingsState) {
    this.#target = target;
    this.#disruption = disruption;
    this.#original = original;
  }

  /** Settings that could not be put back. */
  get stuck(): readonly string[] {
    return [...this.#stuck];
  }

  /** Puts back the settings whose writes have no effect beside. Resolves with true if it wrote anything. */
  async restorePlain(now: SettingsState): Promise<boolean> {
    const changed = this.#changed(now).filter((name) => this.#disruption.effectsOf([name]).length === 0);
    for (const name of changed) await this.#restore(name);
    return changed.length > 0;
  }

  /** Puts back all settings, and waits for the blackouts that this takes. */
  async restoreAll(now: SettingsState, signal?: AbortSignal): Promise<void> {
    const changed = new Set(this.#changed(now));
    for (const { method, settings } of pairs) {
      const isChanged = settings.some((name) => changed.has(name));
      if (!isChanged || !settings.every((name) => this.#original.has(name))) continue;
      if (await this.#write(method, settings)) for (const name of settings) changed.delete(name);
      await this.#disruption.settle(['soft-boot'], signal);
    }
    // While the maximum of the model is on, another power may not be taken.
    const order = [...changed].sort(
      (a, b) => Number(b === 'enable_max_power') - Number(a === 'enable_max_power'),
    );
    for (const name of order) {
      await this.#restore(name);
      const effects = this.#disruption.effectsOf([name]);
      if (effects.length > 0) await this.#disruption.settle(effects, signal);
    }
  }

  #changed(now: SettingsState): readonly string[] {
    return changedSettings(this.#original, now).filter((name) => !this.#stuck.has(name));
  }

  async #restore(name: string): Promise<void> {
    if (!(await this.#write(name, [name]))) this.#stuck.add(name);
  }

  /** Resolves with false if the target did not take the values. */
  async #write(method: string, settings: readonly string[]): Promise<boolean> {
    const params = settings.flatMap((name) => valuesIn(this.#original.get(name)));
    // A radio that hides a key would take the hidden text for a new one.
    const isHidden =
      fuzzCatalogue().hasSecrets(method) && params.some((value) => /^\*+$/.test(String(value)));
    if (isHidden) return false;
    return (await this.#target.call(method, params)).kind === 'result';
  }
}

function valuesIn(text = '[]'): readonly unknown[] {
  const value: unknown = JSON.parse(text);
  return Array.isArray(value) ? value : [value];
}
