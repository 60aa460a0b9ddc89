import { SilvusMockError } from '../core/errors.js';
import type { SampledLogger } from '../core/log/sampled-logger.js';
import type { FlashFolder } from '../flash/flash-folder.js';
import { bootNodes } from './boot.js';
import { checkDescriptors } from './check-descriptors.js';
import type { CloseReport } from './events.js';
import type { Node } from './node.js';
import type { Service } from './service.js';
import type { Shutdown } from './shutdown.js';
import type { Lifecycle as LifecycleState } from './snapshot.js';
import type { Telemetry } from './telemetry.js';

const nothingDone: CloseReport = {
  drained: 0,
  rejected: 0,
  cut: 0,
  closed: 0,
  forced: 0,
  unended: [],
  unusedFaults: [],
  idleSteps: [],
  activities: [],
  phases: [],
  durationMs: 0,
};

/** Parts that a lifecycle starts and closes. */
interface LifecycleParts {
  readonly nodes: readonly Node[];
  readonly services: readonly Service[];
  readonly shutdown: Shutdown;
  /** The folder that keeps the flash of the nodes; undefined where it lives in memory alone. */
  readonly flash: FlashFolder | undefined;
  readonly telemetry: Telemetry;
  readonly logger: SampledLogger;
  /** Computes at the end of the start what would hold up the first requests; undefined where nothing would. */
  readonly computeAhead: (isWanted: () => boolean) => Promise<void> | undefined;
  /** Called for each service that begins; a service that ends by itself reports it with `onLost`. */
  readonly onServiceOpen: (service: Service) => void;
  readonly onServiceLost: (service: Service, error: unknown) => void;
  /** Called once everything is open. */
  readonly onRunning: () => void;
  /** Called when a close begins. */
  readonly onClosing: () => void;
}

/** The life of one simulator: started once, closed once, in whatever order and however often it is asked for. */
export class Lifecycle {
  readonly #parts: LifecycleParts;
  #state: LifecycleState = 'created';
  #started: Promise<void> | undefined;
  #closed: Promise<CloseReport> | undefined;
  #fatal: SilvusMockError | undefined;

  constructor(parts: LifecycleParts) {
    this.#parts = parts;
  }

  /** Present state. */
  get state(): LifecycleState {
    return this.#state;
  }

  /** Set once a close has begun, or the start has failed. */
  get isOver(): boolean {
    return this.#closed !== undefined || this.#state === 'failed';
  }

  /** Starts it. A second call returns the same promise; rejects as `SilvusMock.start` does. */
  start(): Promise<void> {
    if (this.#closed !== undefined) {
      return Promise.reject(new SilvusMockError('ALREADY_CLOSED', 'start: the simulator was closed'));
    }
    this.#started ??= this.#start();
    return this.#started;
  }

  /** Closes it within so many real ms. A second call returns the same promise. */
  close(graceMs: number): Promise<CloseReport> {
    this.#closed ??= this.#close(graceMs);
    return this.#closed;
  }

  /** Closes it because it can't go on; the report has the error. */
  closeBecause(error: SilvusMockError | undefined, graceMs: number): void {
    this.#fatal ??= error;
    void this.close(graceMs);
  }

  async #start(): Promise<void> {
    const { nodes, services, flash, computeAhead, onServiceOpen, onRunning } = this.#parts;
    const isWanted = () => this.#closed === undefined;
    this.#state = 'starting';
    try {
      checkDescriptors(nodes);
      if (flash !== undefined) await bootNodes(nodes, isWanted);
      for (const node of nodes) if (isWanted()) await node.open(isWanted);
      for (const service of services) if (isWanted()) await this.#open(service);
      const computing = computeAhead(isWanted);
      if (computing !== undefined) await computing;
    } catch (error) {
      await Promise.all(nodes.map(({ shutdown }) => shutdown.undo()));
      await flash?.end();
      this.#state = 'failed';
      throw error;
    }
    if (!isWanted()) {
      throw new SilvusMockError('CLOSED_WHILE_STARTING', 'start: the simulator was closed meanwhile');
    }
    this.#state = 'running';
    for (const node of nodes) node.begin();
    for (const node of nodes) node.beginScenario();
    for (const service of services) if (service.isOpen) onServiceOpen(service);
    onRunning();
  }

  async #open(service: Service): Promise<void> {
    await service.open((error) => this.#parts.onServiceLost(service, error));
  }

  async #close(graceMs: number): Promise<CloseReport> {
    const failed = await this.#startFailed();
    if (failed) return nothingDone;
    const { shutdown, logger, telemetry, services, onClosing } = this.#parts;
    this.#state = 'draining';
    onClosing();
    const done = await shutdown.run(graceMs);
    this.#state = 'closed';
    const report = this.#fatal === undefined ? done : { ...done, fault: this.#fatal };
    logger.flush();
    telemetry.closed(report);
    // Those who follow events hear of the close too.
    await Promise.all(services.map((service) => service.end()));
    logger.flush();
    return report;
  }

  /** Waits for a start that is under way; true if it failed: everything is undone then. */
  async #startFailed(): Promise<boolean> {
    try {
      await this.#started;
    } catch {
      return this.#state === 'failed';
    }
    return false;
  }
}
