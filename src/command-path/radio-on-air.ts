import { type Clock, instantOf } from '../core/time/clock.js';
import type { AirState } from '../radio/air.js';
import type { Catalogue } from '../radio/catalogue.js';
import { keySetting } from '../radio/methods/security.js';
import type { Mode } from '../radio/mode.js';
import type { RadioModel } from '../radio/model.js';
import { type PatchValues, checkValues } from '../radio/patch.js';
import type { Radio } from '../radio/radio.js';
import type { Availability, Outage } from './availability.js';
import type { OnAir } from './on-air.js';

/** Parts of a command path that its network reads. */
interface RadioOnAirParts {
  readonly model: RadioModel;
  /** The methods that the radio itself executes. */
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly availability: Availability;
  /** The present radio: a reset makes another. */
  readonly radio: () => Radio;
  /** Resets so far. */
  readonly resets: () => number;
}

/** Changes, or boots, that one radio can have; a reset makes another. */
export const maxChanges = 2 ** 32;

/** The radio of a command path as its network reads it. */
export class RadioOnAir implements OnAir {
  readonly #parts: RadioOnAirParts;

  constructor(parts: RadioOnAirParts) {
    this.#parts = parts;
  }

  air(): AirState {
    const { radio, clock } = this.#parts;
    return radio().air(instantOf(clock));
  }

  version(): number {
    const { radio, resets, clock } = this.#parts;
    return resets() * maxChanges + radio().version(clock.now());
  }

  outage(): Outage | undefined {
    return this.#parts.availability.outage();
  }

  name(): string {
    const { radio, clock } = this.#parts;
    return radio().setting('system_name', clock.now())[0] ?? '';
  }

  address(): string {
    return this.#parts.radio().address;
  }

  mode(): Mode {
    return this.#parts.availability.mode;
  }

  changes(more: readonly string[] = []): PatchValues {
    const { catalogue, radio, clock } = this.#parts;
    const now = clock.now();
    const asked = more.flatMap((method) => catalogue.settingsOf(method));
    const changed = new Map(asked.map((name) => [name, radio().setting(name, now)]));
    for (const [name, values] of radio().changes(now)) changed.set(name, values);
    return Object.fromEntries(
      [...changed].filter(
        ([name, values]) =>
          (name === keySetting || !catalogue.hasSecrets(name)) &&
          !('rejection' in checkValues(catalogue, name, values)),
      ),
    );
  }

  factoryKey(): string {
    const { catalogue, model } = this.#parts;
    return catalogue.factoryKey(model);
  }
}
