import type { RadioTiming } from '../../src/radio/timing.js';
import type { BlackoutState } from '../../src/radio/blackout.js';
import type { Effect } from '../../src/radio/declaration.js';

type Values = readonly string[];

/** What a radio should be after what was done to it: settings in two maps, one blackout, one reboot to come. */
export class ExpectedRadio {
  now = 0;
  running: Map<string, Values>;
  flash: Map<string, Values>;
  bootedAt = 0;
  /** Effects of commands that have not begun yet. */
  pending: Effect[] = [];
  readonly #factory: ReadonlyMap<string, Values>;
  readonly #timing: RadioTiming;
  #dark: BlackoutState = { cause: 'manual', until: 0 };
  #rebootAt = Infinity;

  constructor(factory: ReadonlyMap<string, Values>, timing: RadioTiming) {
    this.#factory = factory;
    this.#timing = timing;
    this.running = new Map(factory);
    this.flash = new Map(factory);
  }

  get dark(): BlackoutState | undefined {
    return this.now < this.#dark.until ? this.#dark : undefined;
  }

  get nextChange(): number | undefined {
    const next = Math.min(this.dark?.until ?? Infinity, this.#rebootAt);
    return next === Infinity ? undefined : next;
  }

  get isMaxPower(): boolean {
    return Number(this.running.get('enable_max_power')?.[0]) === 1;
  }

  advance(ms: number): void {
    this.now += ms;
    this.#reboot();
  }

  save(...names: readonly string[]): void {
    for (const name of names) this.flash.set(name, this.running.get(name) ?? []);
  }

  restoreFactory(): void {
    this.flash = new Map(this.#factory);
  }

  darken(cause: BlackoutState['cause'], ms: number, from = this.now): void {
    if (ms > 0 && from + ms > this.#dark.until) this.#dark = { cause, until: from + ms };
  }

  lighten(): void {
    this.#dark = { cause: 'manual', until: 0 };
  }

  begin(): void {
    for (const effect of this.pending) {
      if (effect === 'reboot') this.#rebootAt = Math.min(this.#rebootAt, this.now + this.#timing.rebootDelay);
      if (effect === 'soft-boot') this.darken(effect, this.#timing.softBoot);
      if (effect === 'power-change') this.darken(effect, this.#timing.powerChange);
      if (effect === 'zeroize') this.darken(effect, this.#timing.zeroize);
    }
    this.pending = [];
    this.#reboot();
  }

  #reboot(): void {
    const at = this.#rebootAt;
    if (this.now < at) return;
    this.#rebootAt = Infinity;
    this.running = new Map(this.flash);
    this.bootedAt = at;
    this.darken('reboot', this.#timing.reboot, at);
  }
}
