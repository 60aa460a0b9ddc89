import type { Lifecycle } from './controls/health.js';
import { SilvusMockError } from '../core/errors.js';
import type { Machinery } from './machinery.js';
import { portNames } from '../ports/registry.js';
import type { CloseReport } from './events.js';

const nothingDone: CloseReport = {
  drained: 0,
  rejected: 0,
  cut: 0,
  closed: 0,
  forced: 0,
  unended: [],
  activities: [],
  phases: [],
  durationMs: 0,
};

/** The life of one simulator: begun once, closed once, in whatever order and however often it is asked for. */
export class Life<T> {
  readonly #whole: T;
  readonly #machinery: () => Machinery;
  #state: Lifecycle = 'created';
  #started: Promise<T> | undefined;
  #closed: Promise<CloseReport> | undefined;
  #fault: SilvusMockError | undefined;

  /**
   * @param whole what a start resolves with
   * @param machinery what lives: it needs its life before it is made
   */
  constructor(whole: T, machinery: () => Machinery) {
    this.#whole = whole;
    this.#machinery = machinery;
  }

  /** Where it is. */
  get state(): Lifecycle {
    return this.#state;
  }

  /** Whether it has begun to close, or could not start. */
  get isOver(): boolean {
    return this.#closed !== undefined || this.#state === 'failed';
  }

  /** Begins it. Twice gives the same promise; rejects as `SilvusMock.start` does. */
  start(): Promise<T> {
    if (this.#closed !== undefined) {
      return Promise.reject(new SilvusMockError('ALREADY_CLOSED', 'start: the simulator was closed'));
    }
    this.#started ??= this.#start();
    return this.#started;
  }

  /** Closes it within so many real ms. Twice gives the same promise. */
  close(graceMs: number): Promise<CloseReport> {
    this.#closed ??= this.#close(graceMs);
    return this.#closed;
  }

  /** It can't go on: it closes, and the report says why. */
  goDown(fault: SilvusMockError | undefined, graceMs: number): void {
    this.#fault ??= fault;
    void this.close(graceMs);
  }

  async #start(): Promise<T> {
    const machinery = this.#machinery();
    const { device, ports, control, upkeep } = machinery;
    this.#state = 'starting';
    try {
      await device.boot();
      await ports.open(() => this.#closed === undefined);
      if (this.#closed === undefined) await control.open();
    } catch (fault) {
      await this.#undo();
      this.#state = 'failed';
      throw fault;
    }
    if (this.#closed !== undefined) {
      throw new SilvusMockError('CLOSED_WHILE_STARTING', 'start: the simulator was closed meanwhile');
    }
    this.#state = 'running';
    upkeep.begin('worker', ...portNames);
    if (control.address !== undefined) upkeep.begin('control');
    void device.availability.refresh();
    machinery.play();
    machinery.loadAhead();
    return this.#whole;
  }

  /** A start has failed: what was opened is closed again. */
  async #undo(): Promise<void> {
    const { device, ports } = this.#machinery();
    device.letGo();
    // A port that was open already may have taken a request: it gets no answer any more.
    const stopped = Object.values(ports.stop());
    device.worker.abandon();
    ports.destroyConnections();
    await Promise.all(stopped);
    await device.flash.close();
  }

  async #close(graceMs: number): Promise<CloseReport> {
    const failed = await this.#startFailed();
    if (failed) return nothingDone;
    const machinery = this.#machinery();
    const { closing, logger, announcer, control } = machinery;
    this.#state = 'draining';
    machinery.stopLoadingAhead();
    const done = await closing.run(graceMs);
    this.#state = 'closed';
    const report = this.#fault === undefined ? done : { ...done, fault: this.#fault };
    logger.flush();
    announcer.closed(report);
    // Who follows the events is told of the close too.
    await control.end();
    logger.flush();
    return report;
  }

  /** Waits for a start that is under way; true if it failed, so that all is undone already. */
  async #startFailed(): Promise<boolean> {
    try {
      await this.#started;
    } catch {
      return this.#state === 'failed';
    }
    return false;
  }
}
