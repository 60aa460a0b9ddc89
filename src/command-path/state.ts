import { type Clock, instantOf } from '../core/time/clock.js';
import { excerpt } from '../core/text.js';
import { type ErrorDetail, SilvusMockError } from '../core/errors.js';
import type { Json } from '../core/json.js';
import type { Catalogue } from '../radio/catalogue.js';
import type { Radio } from '../radio/radio.js';
import type { SettingValue } from '../radio/settings.js';
import { replyElement } from '../jsonrpc/reply-format.js';

/** What a device's state is read from. */
export interface DeviceStateParts {
  readonly clock: Clock;
  /** The radio's own methods. */
  readonly catalogue: Catalogue;
  /** The radio as it is now: another one after a reset. */
  readonly radio: () => Radio;
}

/** The radio's settings and readings, past its command path: no queue, no blackout, no journal. */
export class DeviceState {
  readonly #parts: DeviceStateParts;

  constructor(parts: DeviceStateParts) {
    this.#parts = parts;
  }

  /** What a read of this method would answer now; undefined where it can't be read without parameters. */
  read(method: string, at = instantOf(this.#parts.clock)): Json | undefined {
    const access = this.#parts.catalogue.entry(method)?.declaration.access;
    if (access !== 'read' && access !== 'read-write') return undefined;
    const { outcome } = this.#parts.radio().execute({ method, params: [] }, at);
    const element = outcome.kind === 'cancelled' ? undefined : replyElement(null, outcome);
    return element !== undefined && 'result' in element ? element.result : undefined;
  }

  /** What a read of each method that can be read would answer now. */
  readAll(): ReadonlyMap<string, Json> {
    const at = instantOf(this.#parts.clock);
    const names = this.#parts.catalogue.entries().map(({ declaration }) => declaration.name);
    const answers = names.map((name) => [name, this.read(name, at)] as const);
    return new Map(answers.filter(([, answer]) => answer !== undefined));
  }

  /** The values of settings in flash, by name. */
  saved(): ReadonlyMap<string, SettingValue> {
    const { clock, catalogue, radio } = this.#parts;
    const now = clock.now();
    return new Map([...catalogue.factorySettings().keys()].map((name) => [name, radio().saved(name, now)]));
  }

  /** Puts settings to values as if the radio had had them all along: all or none. Throws `OPTION_INVALID`. */
  patch(values: Readonly<Record<string, readonly string[]>>): void {
    const { clock, radio } = this.#parts;
    refuseFor(radio().patch(values, instantOf(clock)));
  }

  /** Throws `OPTION_INVALID` for values that `patch` would refuse whatever else the radio is set to. */
  check(values: Readonly<Record<string, readonly string[]>>): void {
    refuseFor(this.#parts.radio().check(values));
  }
}

function refuseFor(fault: ErrorDetail | undefined): void {
  if (fault === undefined) return;
  const { field = '', value = '', allowed = '' } = fault;
  throw new SilvusMockError(
    'OPTION_INVALID',
    `state: ${field}: "${excerpt(value)}" is not allowed; allowed: ${allowed}`,
  );
}
