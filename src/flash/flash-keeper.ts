import type { Clock } from '../core/time/clock.js';
import { SilvusMockError } from '../core/errors.js';
import type { Execution } from '../radio/declaration.js';
import type { FlashSettings } from '../radio/settings.js';
import { type FlashStore, type OpenedStore, UnwrittenFlash } from './flash-store.js';

/** The flash of a radio. */
interface FlashHolder {
  readonly flash: FlashSettings;
  putFlash(flash: FlashSettings): void;
}

/** Counts of writes of flash, and of failed ones. */
export interface FlashFigures {
  readonly writes: number;
  readonly failures: number;
}

/** Options of a keeper. */
interface FlashKeeperOptions {
  /** Device time: it does not go on while flash is written. */
  readonly clock: Clock;
  /** Opens the store; undefined where flash lives in memory alone. */
  readonly open: (() => Promise<OpenedStore>) | undefined;
  /** Adds what a first start makes and the store keeps; the same object where there is nothing to add. */
  readonly complete?: ((flash: FlashSettings) => FlashSettings) | undefined;
  /** Called with a warning for an operator. */
  onWarning(text: string): void;
  /** Called when a write has failed. */
  onFailure(error: UnwrittenFlash, file: string): void;
}

/** A write that has not ended. */
interface Write {
  readonly kind: 'save' | 'reset';
  /** Rejects with {@link UnwrittenFlash}. */
  readonly ended: Promise<void>;
  /** Resolves with its end, whatever that is. */
  readonly settled: Promise<void>;
}

/** One that runs, and one behind it. Commands run one by one, so further ones belong to abandoned commands. */
const maxSaves = 2;

/**
 * Keeps a radio's flash in a store. A command's change of flash takes effect once it is written: until then, and if
 * the write fails, the radio has the flash of the store.
 */
export class FlashKeeper {
  readonly #options: FlashKeeperOptions;
  #store: FlashStore | undefined;
  /** Resolves when an opening has ended, whatever its end is. */
  #opening: Promise<unknown> | undefined;
  #closing: Promise<void> | undefined;
  #stopWaiting: () => void = () => undefined;
  readonly #abandoned = new Promise<void>((resolve) => {
    this.#stopWaiting = resolve;
  });
  /** Content of the store at the start; a reset restores it. */
  #atStart: FlashSettings | undefined;
  /** Content of the store. */
  #stored: FlashSettings | undefined;
  /** True while the content of the store may not survive a power cut. */
  #isUncertain = false;
  /** Writes in their order. */
  readonly #writes: Write[] = [];
  #written = 0;
  #failures = 0;
  #warnings: readonly string[] = [];
  #lastFailure: UnwrittenFlash | undefined;

  constructor(options: FlashKeeperOptions) {
    this.#options = options;
  }

  /** Flash of a radio after a reset; undefined for the factory settings. */
  get atStart(): FlashSettings | undefined {
    return this.#atStart;
  }

  /** Counts of writes of flash, and of failed ones. */
  get figures(): FlashFigures {
    return { writes: this.#written, failures: this.#failures };
  }

  /** Present problems, for people. */
  get reasons(): readonly string[] {
    return [...this.#warnings, ...(this.#lastFailure === undefined ? [] : [this.#lastFailure.message])];
  }

  /**
   * Opens the store; resolves with the flash that the radio boots with. Undefined without a store, and after a close.
   * Rejects as the store does.
   */
  open(): Promise<FlashSettings> | undefined {
    const { open } = this.#options;
    if (open === undefined || this.#closing !== undefined) return undefined;
    const opened = this.#open(open);
    this.#opening = opened.catch(() => undefined);
    return opened;
  }

  async #open(open: () => Promise<OpenedStore>): Promise<FlashSettings> {
    const { store, flash, warnings } = await open();
    const complete = this.#options.complete?.(flash) ?? flash;
    this.#store = store;
    this.#atStart = complete;
    this.#stored = flash;
    this.#warnings = warnings;
    for (const warning of warnings) this.#options.onWarning(warning);
    // Without it the radio starts all the same: it has in memory what could not be written.
    if (complete !== flash) await this.#write('save', store, complete).ended.catch(() => undefined);
    return complete;
  }

  /** Executes a command on the radio. Resolves once its change of flash is written, or the write has failed. */
  execute(radio: FlashHolder, execute: () => Execution): Execution | Promise<Execution> {
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
    if (this.#writes.length === 0 && this.#stored === atStart && !this.#isUncertain) return undefined;
    const last = this.#writes.at(-1);
    const { ended } = last?.kind === 'reset' ? last : this.#write('reset', store, atStart);
    return ended.catch((error: unknown) => {
      radio.putFlash(this.#stored ?? atStart);
      const message = `reset: "${store.file}" could not be written: ${asUnwritten(error).reason}`;
      throw new SilvusMockError('FLASH_UNWRITABLE', message, { cause: error });
    });
  }

  /** Waits for running writes and closes the store; never rejects. A second call returns the same promise. */
  close(): Promise<void> {
    this.#closing ??=
      this.#opening === undefined ? Promise.resolve() : Promise.race([this.#close(), this.#abandoned]);
    return this.#closing;
  }

  /** Resolves a close that waits for a write that does not end; the store is closed when it ends. */
  abandon(): void {
    this.#stopWaiting();
  }

  async #save(
    store: FlashStore,
    radio: FlashHolder,
    flash: FlashSettings,
    execution: Execution,
  ): Promise<Execution> {
    try {
      if (this.#writes.filter(({ kind }) => kind === 'save').length >= maxSaves)
        throw this.#failed(store, new UnwrittenFlash('writes before it have not ended', false));
      await this.#write('save', store, flash, radio).ended;
      return execution;
    } catch (error) {
      const detail = { reason: asUnwritten(error).message };
      return { outcome: { kind: 'error', error: { token: 'INTERNAL', detail } }, effects: [] };
    }
  }

  /** Writes after the writes before it. Device time stands still until it has ended. */
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
    } catch (error) {
      const unwritten = asUnwritten(error);
      if (unwritten.isInPlace) {
        take();
        this.#isUncertain = true;
      }
      throw this.#failed(store, unwritten);
    }
    take();
    this.#isUncertain = false;
    this.#written += 1;
    this.#lastFailure = undefined;
  }

  /** Counts and reports a failure. */
  #failed(store: FlashStore, error: UnwrittenFlash): UnwrittenFlash {
    this.#failures += 1;
    this.#lastFailure = error;
    this.#options.onFailure(error, store.file);
    return error;
  }

  async #close(): Promise<void> {
    // A radio that is added may still be loading its file.
    await this.#opening;
    while (this.#writes.length > 0) await Promise.all(this.#writes.map(({ settled }) => settled));
    await this.#store?.close();
  }
}

/** Any other error is reported without its text, which may contain a path. */
function asUnwritten(error: unknown): UnwrittenFlash {
  return error instanceof UnwrittenFlash ? error : new UnwrittenFlash('it failed', false, { cause: error });
}
