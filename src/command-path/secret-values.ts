import type { Clock } from '../core/time/clock.js';
import type { ResolvedConfig } from '../config/resolve.js';
import type { Login } from '../login/login.js';
import type { Catalogue } from '../radio/catalogue.js';
import type { Radio } from '../radio/radio.js';

/** Parts of a command path that have secrets. */
interface SecretValuesParts {
  /** The methods that the radio itself executes. */
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  /** The present radio: a reset makes another. */
  readonly radio: () => Radio;
  /** Undefined while login is off. */
  readonly login: Pick<Login, 'passwords'> | undefined;
}

/** The texts that are secret now: the token of the control plane, passwords, and the values of the radio's secret settings. */
export class SecretValues {
  readonly #parts: SecretValuesParts;
  /** Empty where there is none. */
  #token: readonly string[];
  /** Names of the secret settings; undefined until they are needed. */
  #settings: readonly string[] | undefined;

  constructor(config: ResolvedConfig, parts: SecretValuesParts) {
    this.#token = tokenOf(config);
    this.#parts = parts;
  }

  /** Takes over the token of other settings. */
  configure(config: ResolvedConfig): void {
    this.#token = tokenOf(config);
  }

  /** All of them, by their origin. */
  all(): readonly (readonly string[])[] {
    const { catalogue, clock, radio, login } = this.#parts;
    this.#settings ??= catalogue.listedSettings().filter((name) => catalogue.hasSecrets(name));
    const now = clock.now();
    const passwords = login === undefined ? [] : [login.passwords];
    return [this.#token, ...passwords, ...this.#settings.map((name) => radio().setting(name, now))];
  }
}

function tokenOf({ control }: ResolvedConfig): readonly string[] {
  return control.token === undefined ? [] : [control.token.reveal()];
}
