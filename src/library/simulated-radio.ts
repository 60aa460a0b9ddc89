import type { BlackoutControl } from '../command-path/blackout-control.js';
import type { RadioState } from '../command-path/state.js';
import type { Clock } from '../core/time/clock.js';
import type { FaultControl } from '../faults/fault-control.js';
import type { JournalView } from '../journal/journal-view.js';
import type { Address } from '../net/listen.js';
import type { CatalogueEntry } from '../radio/catalogue.js';
import type { Mode } from '../radio/mode.js';
import type { Node } from '../simulator/node.js';
import type { HttpAddress, PortAddresses } from '../simulator/port-addresses.js';
import type { ScenarioControl } from '../simulator/scenario-control.js';
import type { Simulator } from '../simulator/simulator.js';
import type { Health, Lifecycle, Stats } from '../simulator/snapshot.js';
import type { WorkerControl } from '../worker/worker-control.js';

/** One simulated radio with its ports. */
export class SimulatedRadio<C extends Clock = Clock> {
  /** The radio's time. */
  readonly clock: C;
  /** The radio's settings and readings. */
  readonly state: RadioState;
  /** The radio's blackout. */
  readonly blackout: BlackoutControl;
  /** The worker that executes the commands. */
  readonly worker: WorkerControl;
  /** The faults that change replies and connections. */
  readonly faults: FaultControl;
  /** Timed steps that change the radio. */
  readonly scenario: ScenarioControl;
  /** The last exchanges. */
  readonly journal: JournalView;
  readonly #simulator: Simulator;
  readonly #node: Node;

  /** @internal The library makes it. */
  constructor(simulator: Simulator, node: Node, clock: C) {
    this.#simulator = simulator;
    this.#node = node;
    const { state, blackout, worker, faults, scenario, journal } = node;
    this.clock = clock;
    this.state = state;
    this.blackout = blackout;
    this.worker = worker;
    this.faults = faults;
    this.scenario = scenario;
    this.journal = journal;
  }

  /** Node ID of the radio. */
  get nodeid(): number {
    return this.#node.nodeid;
  }

  /** State of the life of its simulator. */
  get lifecycle(): Lifecycle {
    return this.#simulator.lifecycle;
  }

  /** Source of all chance: the same seed gives the same bytes. */
  get seed(): number {
    return this.#node.seed;
  }

  /** Name of the radio model. */
  get model(): string {
    return this.#node.model.name;
  }

  /** All methods, custom methods included. */
  get methods(): readonly CatalogueEntry[] {
    return this.#node.methods;
  }

  /** True if it has ports; false for a neighbour that is a node of its network only. */
  get isServed(): boolean {
    return this.#node.isServed;
  }

  /** Address of the HTTP port. Throws `NOT_RUNNING` before `start` has resolved. */
  get http(): HttpAddress {
    return this.#node.addresses.http;
  }

  /** Address of the maintenance port. Throws `NOT_RUNNING` before `start` has resolved. */
  get maintenance(): Address {
    return this.#node.addresses.maintenance;
  }

  /**
   * Address of the gpsd port; undefined where it is off (setting `gpsd.port`). Throws `NOT_RUNNING` before `start` has
   * resolved.
   */
  get gpsd(): Address | undefined {
    return this.#node.addresses.gpsd;
  }

  /** Addresses of all ports that are on, by their names. Throws `NOT_RUNNING` before `start` has resolved. */
  get addresses(): PortAddresses {
    return this.#node.addresses;
  }

  /** `normal`, `degraded` or `offline`. */
  get mode(): Mode {
    return this.#node.mode;
  }

  /**
   * Puts the radio out of reach (`offline`), at the edge of its range (`degraded`: some faults act), or back
   * (`normal`); resolves when its ports show it. Rejects with `OPTION_INVALID`.
   */
  setMode(mode: Mode): Promise<void> {
    return this.#node.setMode(mode);
  }

  /** Counts since it was made. */
  stats(): Stats {
    return this.#simulator.statsOf(this.#node);
  }

  /** Readiness, with the reasons. */
  health(): Health {
    return this.#simulator.healthOf(this.#node);
  }

  /**
   * Resolves once so many requests have come in since the start or the last reset, on both ports together, or once it
   * has closed. Rejects with `OPTION_INVALID` for anything but a whole number.
   */
  received(count: number): Promise<void> {
    return this.#node.received(count);
  }

  /**
   * Puts the radio back to its start: state, mode, blackout, faults, journal, chance, a paused worker. Waiting and
   * running commands are answered UNAVAILABLE first; ports, connections, listeners and `stats` stay. Flash is as it
   * was at the start; rejects with `FLASH_UNWRITABLE` if its file can't follow.
   */
  reset(): Promise<void> {
    return this.#node.reset();
  }
}
