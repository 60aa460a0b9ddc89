import type { Clock } from '../core/time/clock.js';
import { SilvusMockError } from '../core/errors.js';
import type { Execution } from '../radio/declaration.js';
import type { FlashSettings } from '../radio/settings.js';
import { type FlashStore, type OpenedStore, UnwrittenFlash } from './flash-store.js';

/** A radio, as far as its flash goes. */
export interface FlashHolder {
  readonly flash: FlashSettings;
  putFlash(flash: FlashSettings): void;
}

/** How often flash was written, and how often it could not be. */
export interface FlashFigures {
  readonly writes: number;
  readonly failures: number;
}

/** What a keeper is made from. */
export interface FlashKeeperOptions {
  /** Device time: it does not go on while flash is written. */
  readonly clock: Clock;
  /** Opens the store; undefined where flash lives in memory alone. */
  readonly open: (() => Promise<OpenedStore>) | undefined;
  /** Told what an operator should know. */
  onWarning(text: string): void;
  /** Told that a write has failed. */
  onFailure(fault: UnwrittenFlash, file: string): void;
}

/** A write that has not ended. */
interface Write {
  readonly kind: 'save' | 'reset';
  /** Rejects with {@link UnwrittenFlash}. */
  readonly ended: Promise<void>;
  /** Resolves with its end, whatever that is. */
  readonly settled: Promise<void>;
}

/** One that is under way, and one behind it. Commands come one by one, so more are of commands that were given up. */
const mostSaves = 2;

/**
 * Keeps a radio's flash in a store. What a command does to flash holds once it is written: until then, and if that
 * fails, the radio has the flash that the store has.
 */
export class FlashKeeper {
  readonly #options: FlashKeeperOptions;
  #store: FlashStore | undefined;
  #closing: Promise<void> | undefined;
  #letGo: () => void = () => undefined;
  readonly #abandoned = new Promise<void>((resolve) => {
    this.#letGo = resolve;
  });
  /** What the store had at the start; a reset goes back to it. */
  #atStart: FlashSettings | undefined;
  /** What the store has. */
  #stored: FlashSettings | undefined;
  /** Writes in their order. */
  readonly #writes: Write[] = [];
  #written = 0;
  #failures = 0;
  #warnings: readonly string[] = [];
  #lastFailure: UnwrittenFlash | undefined;

  constructor(options: FlashKeeperOptions) {
    this.#options = options;
  }

  /** What a radio comes up with after a reset; undefined for the factory settings. */
  get atStart(): FlashSettings | undefined {
    return this.#atStart;
  }

  /** How often flash was written, and how often it could not be. */
  get figures(): FlashFigures {
    return { writes: this.#written, failures: this.#failures };
  }

  /** What is out of the ordinary; for a person. */
  get reasons(): readonly string[] {
    return [...this.#warnings, ...(this.#lastFailure === undefined ? [] : [this.#lastFailure.message])];
  }

  /** Opens the store; gives what the radio boots with, if there is one. Rejects as the store does. */
  async open(): Promise<FlashSettings | undefined> {
    if (this.#options.open === undefined) return undefined;
    const { store, flash, warnings } = await this.#options.open();
    this.#store = store;
    this.#atStart = flash;
    this.#stored = flash;
    this.#warnings = warnings;
    for (const warning of warnings) this.#options.onWarning(warning);
    return flash;
  }

  /** Has the radio carry a command out. Resolves once what that does to flash is written, or could not be. */
  carryOut(radio: FlashHolder, execute: () => Execution): Execution | Promise<Execution> {
    const store = this.#store;
    if (store === undefined) return execute();
    const before = radio.flash;
    const execution = execute();
    const after = radio.flash;
    if (after === before) return execution;
    radio.putFlash(before);
    return this.#save(store, radio, after, execution);
  }

  /**
   * Puts the store back to what it had at the start, as the new radio has it. Rejects with `FLASH_UNWRITABLE`; the
   * radio then has what the store has. Undefined where nothing was written since.
   */
  reset(radio: FlashHolder): Promise<void> | undefined {
    const [store, atStart] = [this.#store, this.#atStart];
    if (store === undefined || atStart === undefined || this.#closing !== undefined) return undefined;
    if (this.#writes.length === 0 && this.#stored === atStart) return undefined;
    const last = this.#writes.at(-1);
    const { ended } = last?.kind === 'reset' ? last : this.#write('reset', store, atStart);
    return ended.catch((fault: unknown) => {
      radio.putFlash(this.#stored ?? atStart);
      const message = `reset: "${store.file}" could not be written: ${asUnwritten(fault).reason}`;
      throw new SilvusMockError('FLASH_UNWRITABLE', message, { cause: fault });
    });
  }

  /** Waits for what is being written and lets go of the store; never rejects. Twice gives the same promise. */
  close(): Promise<void> {
    this.#closing ??= Promise.race([this.#close(), this.#abandoned]);
    return this.#closing;
  }

  /** Has nobody wait any more for a write that does not end; the store is let go of when it does. */
  abandon(): void {
    this.#letGo();
  }

  async #save(
    store: FlashStore,
    radio: FlashHolder,
    flash: FlashSettings,
    execution: Execution,
  ): Promise<Execution> {
    try {
      if (this.#writes.filter(({ kind }) => kind === 'save').length >= mostSaves)
        throw this.#failed(store, new UnwrittenFlash('writes before it have not ended', false));
      await this.#write('save', store, flash, radio).ended;
      return execution;
    } catch (fault) {
      const detail = { reason: asUnwritten(fault).message };
      return { outcome: { kind: 'error', error: { token: 'INTERNAL', detail } }, effects: [] };
    }
  }

  /** Writes after those that are under way. Device time stands still until it has ended. */
  #write(kind: Write['kind'], store: FlashStore, flash: FlashSettings, radio?: FlashHolder): Write {
    const ended = this.#put(store, flash, radio, this.#writes.at(-1));
    const settled = ended
      .catch(() => undefined)
      .then(() => {
        this.#writes.splice(this.#writes.indexOf(write), 1);
        hold.cancel();
      });
    const write = { kind, ended, settled };
    const hold = this.#options.clock.setTimeout(() => settled, 0);
    this.#writes.push(write);
    return write;
  }

  async #put(
    store: FlashStore,
    flash: FlashSettings,
    radio: FlashHolder | undefined,
    before: Write | undefined,
  ): Promise<void> {
    await before?.settled;
    const take = () => {
      this.#stored = flash;
      radio?.putFlash(flash);
    };
    try {
      await store.save(flash);
    } catch (fault) {
      const unwritten = asUnwritten(fault);
      if (unwritten.isInPlace) take();
      throw this.#failed(store, unwritten);
    }
    take();
    this.#written += 1;
    this.#lastFailure = undefined;
  }

  /** Counts a failure and has it told. */
  #failed(store: FlashStore, fault: UnwrittenFlash): UnwrittenFlash {
    this.#failures += 1;
    this.#lastFailure = fault;
    this.#options.onFailure(fault, store.file);
    return fault;
  }

  async #close(): Promise<void> {
    while (this.#writes.length > 0) await Promise.all(this.#writes.map(({ settled }) => settled));
    await this.#store?.close();
  }
}

/** What a store rejects with; anything else is told without its text, which may hold a path. */
function asUnwritten(fault: unknown): UnwrittenFlash {
  return fault instanceof UnwrittenFlash ? fault : new UnwrittenFlash('it failed', false, { cause: fault });
}
