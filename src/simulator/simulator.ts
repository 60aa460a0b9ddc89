import { randomInt } from 'node:crypto';
import type { EffectiveLine } from '../config/print.js';
import type { ProgramSettings } from '../config/program-settings.js';
import type { Configuration, ResolvedConfig } from '../config/resolve.js';
import type { Config } from '../config/schema.js';
import type { ConfigSource } from '../config/source.js';
import { SilvusMockError } from '../core/errors.js';
import type { Listener } from '../core/events.js';
import type { LogControl } from '../core/log/log-control.js';
import { type Logger, harmless, silentLogger } from '../core/log/logger.js';
import { type SampledLogger, sampled } from '../core/log/sampled-logger.js';
import { type Clock, systemClock } from '../core/time/clock.js';
import { TaskLimit } from '../core/time/task-limit.js';
import { loopTurn } from '../core/time/loop-turn.js';
import { valueExcerpt } from '../core/text.js';
import type { Disk } from '../files/disk.js';
import { FlashFolder } from '../flash/flash-folder.js';
import type { PatchValues } from '../radio/patch.js';
import type { CloseReport, SimulatorEvents } from './events.js';
import { Lifecycle } from './lifecycle.js';
import { LoadAhead } from './load-ahead.js';
import { Node } from './node.js';
import type { MemberPlace, SharedNetwork } from './network/shared-network.js';
import { nodeSeed, onlyNode } from './node-seed.js';
import type { ReloadReport } from './reload/report.js';
import { resetAll } from './reset-all.js';
import { Reloading } from './reload/reloading.js';
import { Reporting } from './reports/reporting.js';
import type { Service } from './service.js';
import { Shutdown } from './shutdown.js';
import type { Health, Lifecycle as LifecycleState, Stats } from './snapshot.js';
import { Supervisor } from './supervision/supervisor.js';
import { Telemetry } from './telemetry.js';

/** Settings of one node; what it leaves out comes from its simulator. */
export interface NodeParts {
  /** Letters, digits, `.`, `_` and `-`, at most 64; each ID once. */
  readonly id: string;
  readonly config?: ResolvedConfig;
  readonly clock?: Clock;
  readonly seed?: number;
  /** Values that its flash has from the factory, by method. */
  readonly settings?: PatchValues | undefined;
  /** Its place in the network of the simulator; default: it is alone. */
  readonly place?: MemberPlace | undefined;
  /** False for a neighbour that has no ports. Default: true. */
  readonly isServed?: boolean | undefined;
  /** True if it becomes a node of the network when its steering adds it. */
  readonly joinsLater?: boolean | undefined;
}

/** Options of a simulator. */
interface SimulatorOptions {
  readonly configuration: Configuration;
  /** Time of the nodes that have no clock of their own. */
  readonly clock: Clock;
  /** Default: one node. */
  readonly nodes?: readonly NodeParts[];
  /** Default: that of the configuration, else by chance. */
  readonly seed?: number | undefined;
  /** The network of the nodes that have a place in it. */
  readonly network?: SharedNetwork | undefined;
  /** Called once it runs: adds neighbours of its radio, whose commands wait for that. */
  readonly addNeighbours?: ((simulator: Simulator) => Promise<void>) | undefined;
  readonly logger?: Logger;
  /** The log, where it can be changed from outside. */
  readonly log?: LogControl;
  /** Where the configuration can be read again; a program has none. */
  readonly source?: ConfigSource;
  /** The settings of a program, which a reload lays others over. */
  readonly settings?: ProgramSettings;
  /** True if a client of the control plane may close it; a program closes its own. */
  readonly closesOnRequest?: boolean;
  /** Where flash is kept. Default: the file system of the machine. */
  readonly disk?: Disk;
  /** Called when a close begins, whatever the reason. */
  readonly onClosing?: () => void;
}

const noNodes = 'nodes: is empty; allowed: at least one node';

const idForm = /^[\w.-]{1,64}$/;

/** One to many nodes under one life: one log, one close with one deadline, one set of shared services. */
export class Simulator {
  /** Real time, in which clients wait. */
  readonly realClock: Clock = systemClock();
  readonly logger: SampledLogger;
  readonly log: LogControl | undefined;
  /** True if a client of the control plane may close it. */
  readonly closesOnRequest: boolean;
  /** The seed from which those of the nodes derive. */
  readonly seed: number;
  #network: SharedNetwork | undefined;
  /** The radio of a simulator that was made with one. */
  readonly #only: Node | undefined;
  readonly #nodes: Node[] = [];
  readonly #options: SimulatorOptions;
  /** The folder that keeps the flash of the nodes that are served; undefined where it lives in memory alone. */
  readonly #flash: FlashFolder | undefined;
  /** One at a time: several would each take a part of each turn of the event loop, and memory. */
  readonly #longReplies = new TaskLimit(1);
  readonly #telemetry: Telemetry;
  readonly #services: Service[] = [];
  /** Supervisor of the services. */
  readonly #supervisor: Supervisor;
  readonly #shutdown: Shutdown;
  readonly #lifecycle: Lifecycle;
  readonly #reloading: Reloading;
  readonly #loadAhead: LoadAhead;
  readonly #reporting = new Reporting(() => this.#network);
  readonly #nodeListeners = new Set<() => void>();
  /** Closes of nodes that were lost or removed while others go on, and what else a close waits for. */
  readonly #underWay = new Set<Promise<unknown>>();

  /** Throws `OPTION_INVALID` for a node's ID. */
  constructor(options: SimulatorOptions) {
    const { configuration, nodes = [{ id: onlyNode }], logger = silentLogger, log } = options;
    const { source, network } = options;
    const { config } = configuration;
    this.#options = options;
    this.#network = network;
    this.#flash = config.stateDir === undefined ? undefined : new FlashFolder(config.stateDir, options.disk);
    this.log = log;
    this.closesOnRequest = options.closesOnRequest === true;
    this.logger = sampled(harmless(logger), this.realClock);
    this.#telemetry = new Telemetry(this.logger, config.worker.slowCommand);
    // A larger number is no small integer of V8: objects that hold one are slow to make and slow to free.
    this.seed = options.seed ?? config.seed ?? randomInt(2 ** 31 - 1);
    checkIds(nodes);
    for (const parts of nodes) {
      const node = this.#newNode(parts);
      this.#place(node, parts);
      this.#nodes.push(node);
    }
    this.#only = this.#nodes.length === 1 ? this.#nodes[0] : undefined;
    this.#supervisor = new Supervisor({
      clock: this.realClock,
      onEvent: (event) => this.#telemetry.activity(event),
      onLost: (error) => this.#closeBecause(error),
    });
    this.#shutdown = this.#newShutdown(config);
    this.#loadAhead = new LoadAhead(this.realClock, this.logger);
    this.#lifecycle = this.#newLifecycle(source !== undefined, options.onClosing);
    this.#reloading = this.#newReloading(options);
  }

  /** The network of its nodes; undefined where there is none. */
  get network(): SharedNetwork | undefined {
    return this.#network;
  }

  /** In the order in which they were given and added. */
  get nodes(): readonly Node[] {
    return this.#nodes;
  }

  /** State of its life. */
  get lifecycle(): LifecycleState {
    return this.#lifecycle.state;
  }

  /** The first node: where there is one radio, the only one. */
  get first(): Node {
    const [first] = this.nodes;
    if (first === undefined) throw new SilvusMockError('OPTION_INVALID', noNodes);
    return first;
  }

  /**
   * Adds a node while it runs; it answers when this resolves. Rejects with `OPTION_INVALID`, `NOT_RUNNING`,
   * `PORT_UNAVAILABLE` and as a start does; nothing is left of the node then.
   */
  async add(parts: NodeParts): Promise<Node> {
    this.#checkRunning('add');
    checkIds([parts]);
    if (this.node(parts.id) !== undefined) {
      const message = `add: nodeid: ${valueExcerpt(parts.id)} is not allowed: a node has this ID; allowed: an ID that no other node has`;
      throw new SilvusMockError('OPTION_INVALID', message);
    }
    const node = this.#newNode(parts);
    this.#nodes.push(node);
    this.#notifyOfNodes();
    try {
      const booting = node.boot();
      if (booting !== undefined) {
        await booting;
        this.#checkPresent(node);
      }
      this.#place(node, parts);
      if (node.isInNetwork) this.network?.recordAdded(node.nodeid);
      await node.open(() => this.lifecycle === 'running' && this.#nodes.includes(node));
      this.#checkPresent(node);
    } catch (error) {
      this.#forget(node);
      await node.shutdown.undo();
      throw error;
    }
    node.begin();
    node.beginScenario();
    return node;
  }

  /** Adds a node of its network before the start. Throws `OPTION_INVALID`. */
  addFirst(parts: NodeParts): void {
    checkIds([parts]);
    const node = this.#newNode(parts);
    this.#place(node, parts);
    this.#nodes.push(node);
  }

  /** Puts the first node, which was alone, into a network. Throws `OPTION_INVALID`. */
  join(network: SharedNetwork, place: MemberPlace): void {
    const { first } = this;
    if (this.#network !== undefined)
      throw new SilvusMockError('OPTION_INVALID', 'join: there is a network already; allowed: one');
    network.add(first.nodeid, { antennas: first.model.antennas, ...place }, first.onAir, first);
    first.join(network);
    this.#network = network;
  }

  /**
   * Closes a node and forgets it. Rejects with `OPTION_INVALID` for an ID that no node has.
   * @param graceMs real ms after which what waits is cut
   */
  async remove(id: string, graceMs = this.config.close.grace): Promise<void> {
    const node = this.node(id);
    if (node === undefined) {
      const message = `remove: node: ${valueExcerpt(id)} is not allowed; allowed: the ID of a node`;
      throw new SilvusMockError('OPTION_INVALID', message);
    }
    this.#forget(node);
    await this.#closeAlone(node, graceMs);
  }

  /** The node with this ID; undefined where there is none. */
  node(id: string): Node | undefined {
    return this.nodes.find((node) => node.id === id);
  }

  /** Calls `listener`, which must not throw, when a node was added or removed. @returns stops the calls */
  onNodes(listener: () => void): () => void {
    this.#nodeListeners.add(listener);
    return () => {
      this.#nodeListeners.delete(listener);
    };
  }

  /** Adds a service before the start. Throws `OPTION_INVALID` afterwards. */
  attach(service: Service): void {
    if (this.lifecycle !== 'created')
      throw new SilvusMockError('OPTION_INVALID', `${service.name}: is allowed before the start only`);
    this.#services.push(service);
  }

  /** Opens everything. A second call returns the same promise. Rejects as `SilvusMock.start` does. */
  start(): Promise<void> {
    return this.#lifecycle.start();
  }

  /**
   * Stops accepting, answers what was accepted, releases everything. A second call returns the same promise.
   * @param graceMs real ms after which the rest is cut, one deadline for all nodes; default: the setting `close.grace`
   */
  close(graceMs = this.config.close.grace): Promise<CloseReport> {
    return this.#lifecycle.close(graceMs);
  }

  /**
   * Puts all nodes and their network back to their start; nodes that were added stay. Rejects with `FLASH_UNWRITABLE`.
   * See {@link Node.reset}.
   */
  reset(): Promise<void> {
    return resetAll(this.#nodes, this.#network);
  }

  /** Calls `listener` on each event; its errors are logged. Returns the function that removes it. */
  on<K extends keyof SimulatorEvents>(event: K, listener: Listener<SimulatorEvents[K]>): () => void {
    return this.#telemetry.on(event, listener);
  }

  /** The settings in force, as written. */
  get config(): Config {
    return this.#reloading.config;
  }

  /** The settings in force, for all that runs; nodes may have others of their own. */
  get resolvedConfig(): ResolvedConfig {
    return this.#reloading.resolved;
  }

  /** Every setting in force, and the place that its value came from; secrets are not shown. */
  configuration(): Promise<readonly EffectiveLine[]> {
    return this.#reloading.lines();
  }

  /** Applies other settings while it runs. See `SilvusMock.reload`. */
  reload(settings?: ProgramSettings): Promise<ReloadReport> {
    return this.#reloading.reload(settings);
  }

  /** Counts of a node, with those that all nodes share. */
  statsOf(node: Node): Stats {
    const { activities, ...stats } = node.stats();
    return { ...stats, activities: { ...activities, ...this.sharedActivities }, reloads: this.reloads };
  }

  /** Activities that all nodes share. */
  get sharedActivities(): Stats['activities'] {
    return this.#supervisor.statuses();
  }

  /** Counts of reloads, by outcome. */
  get reloads(): Stats['reloads'] {
    return this.#reloading.counts;
  }

  /** Readiness of a node. */
  healthOf(node: Node): Health {
    return node.health(this.lifecycle, this.#supervisor);
  }

  /** False for the radio of a simulator that was made with one: what is shown of it needs no ID, whatever is added. */
  isNamed(node: Node): boolean {
    return node !== this.#only;
  }

  /** Readiness of all nodes together. */
  readiness(): Pick<Health, 'ready' | 'reasons'> {
    const all = this.nodes.map((node) => ({ node, ...this.healthOf(node) }));
    if (all.length === 0) return { ready: false, reasons: ['there is no radio: all were removed'] };
    return {
      ready: all.every(({ ready }) => ready),
      reasons: all.flatMap(({ node, reasons }) =>
        reasons.map((reason) => (this.isNamed(node) ? `node ${node.id}: ${reason}` : reason)),
      ),
    };
  }

  #newNode({ id, config, clock, seed, settings, place, isServed }: NodeParts): Node {
    const { configuration, clock: sharedClock } = this.#options;
    return new Node({
      id,
      config: config ?? configuration.config,
      clock: clock ?? sharedClock,
      realClock: this.realClock,
      seed: seed ?? config?.seed ?? nodeSeed(this.seed, id),
      flash: isServed === false ? undefined : this.#flash,
      longReplies: this.#longReplies,
      telemetry: this.#telemetry.forNode(id),
      network: place === undefined ? undefined : this.network,
      settings,
      isServed,
      reporting: this.#reporting,
      awaitsNetwork: this.#options.addNeighbours !== undefined && this.#nodes.length === 0,
      onLost: (lost, error) => this.#onNodeLost(lost, error),
    });
  }

  /** Makes a node with a place a node of the network, or one that its steering adds. Throws `OPTION_INVALID`. */
  #place(node: Node, { place, joinsLater }: NodeParts): void {
    const { network } = this;
    if (network === undefined || place === undefined) return;
    const { onAir, nodeid, model } = node;
    const at = { antennas: model.antennas, ...place };
    if (joinsLater === true) network.addLater(nodeid, at, onAir, node, node.isServed);
    else network.add(nodeid, at, onAir, node, node.isServed);
  }

  #newShutdown({ close }: ResolvedConfig): Shutdown {
    return new Shutdown({
      nodes: this.nodes,
      services: this.#services,
      flash: this.#flash,
      supervisor: this.#supervisor,
      clock: this.realClock,
      drain: close.drain,
      settled: () => {
        const reload = this.#reloading.idle();
        const underWay = [...this.#underWay];
        return reload === undefined && underWay.length === 0 ? undefined : Promise.all([reload, ...underWay]);
      },
      onPhase: (phase, error) => this.#telemetry.phase(phase, error),
    });
  }

  #newLifecycle(hasSource: boolean, onClosing?: () => void): Lifecycle {
    return new Lifecycle({
      nodes: this.nodes,
      services: this.#services,
      shutdown: this.#shutdown,
      flash: this.#flash,
      telemetry: this.#telemetry,
      logger: this.logger,
      computeAhead: (isWanted) => this.network?.computeAhead(isWanted),
      onServiceOpen: (service) => this.#supervisor.register(service.name, 'restart', () => service.reopen()),
      onServiceLost: (service, error) => this.#supervisor.died(service.name, error),
      onRunning: () => {
        const open = this.#services.filter(({ isOpen }) => isOpen);
        this.#meetNeighbours();
        if (open.length > 0 || hasSource) this.#loadAhead.schedule([...open, this.#reloading]);
      },
      onClosing: () => {
        this.#loadAhead.cancel();
        onClosing?.();
      },
    });
  }

  /** In the turn after the start, which so takes no longer. A close waits for it. */
  #meetNeighbours(): void {
    const { addNeighbours } = this.#options;
    if (addNeighbours === undefined) return;
    const { first } = this;
    const adding = loopTurn()
      .then(() => (this.lifecycle === 'running' ? addNeighbours(this) : undefined))
      .catch((error: unknown) => {
        if (this.lifecycle === 'running') this.#telemetry.error(error, 'the neighbours of the radio');
      })
      .finally(() => {
        first.release();
        this.#underWay.delete(adding);
      });
    this.#underWay.add(adding);
  }

  #newReloading({ configuration, source, settings = {}, log }: SimulatorOptions): Reloading {
    return new Reloading({
      configuration,
      source,
      settings,
      owners: { log, telemetry: this.#telemetry, nodes: this.nodes, shutdown: this.#shutdown },
      lifecycle: this.#lifecycle,
      telemetry: this.#telemetry,
    });
  }

  #closeBecause(error: SilvusMockError | undefined): void {
    this.#lifecycle.closeBecause(error, this.config.close.grace);
  }

  /** The only radio that has ports takes its simulator down; one of several is closed alone. */
  #onNodeLost(node: Node, error: SilvusMockError | undefined): void {
    if (this.nodes.every((each) => each === node || !each.isServed)) {
      this.#closeBecause(error);
      return;
    }
    if (node.isLost || this.#lifecycle.isOver) return;
    node.markLost();
    this.#telemetry.forNode(node.id).lost(error);
    void this.#closeAlone(node, this.config.close.grace);
  }

  #checkRunning(where: string): void {
    if (this.lifecycle !== 'running')
      throw new SilvusMockError('NOT_RUNNING', `${where}: the simulator is ${this.lifecycle}`);
  }

  /** Checks that a node that is added was not removed meanwhile, and that there is something to add it to. */
  #checkPresent(node: Node): void {
    this.#checkRunning('add');
    if (!this.#nodes.includes(node))
      throw new SilvusMockError('NOT_RUNNING', `add: node ${valueExcerpt(node.id)} was removed meanwhile`);
  }

  #forget(node: Node): void {
    const index = this.#nodes.indexOf(node);
    if (index >= 0) this.#nodes.splice(index, 1);
    this.#notifyOfNodes();
    // Not that of another node with its node ID, beside which it could not become one.
    if (this.network?.member(node.nodeid)?.peer === node) this.network.remove(node.nodeid);
  }

  #notifyOfNodes(): void {
    for (const listener of [...this.#nodeListeners]) listener();
  }

  /** Closes a node while others go on; a close of the simulator waits for it. */
  #closeAlone(node: Node, graceMs: number): Promise<void> {
    const closing = this.#closeNode(node, graceMs).finally(() => this.#underWay.delete(closing));
    this.#underWay.add(closing);
    return closing;
  }

  async #closeNode(node: Node, graceMs: number): Promise<void> {
    const telemetry = this.#telemetry.forNode(node.id);
    const { drain } = this.config.close;
    await new Shutdown({
      nodes: [node],
      services: [],
      supervisor: new Supervisor({
        clock: this.realClock,
        onEvent: () => undefined,
        onLost: () => undefined,
      }),
      clock: this.realClock,
      drain,
      settled: () => undefined,
      onPhase: (phase, failure) => telemetry.phase(phase, failure),
    }).run(graceMs);
  }
}

/** Throws `OPTION_INVALID` for an ID that is none, or is there twice. */
function checkIds(nodes: readonly Pick<NodeParts, 'id'>[]): void {
  if (nodes.length === 0) throw new SilvusMockError('OPTION_INVALID', noNodes);
  const ids = new Set<string>();
  for (const { id } of nodes) {
    const shown = () => JSON.stringify(id.slice(0, 80));
    if (!idForm.test(id)) {
      const allowed = 'letters, digits, ".", "_" and "-", at most 64';
      throw new SilvusMockError(
        'OPTION_INVALID',
        `nodes: id: ${shown()} is not allowed; allowed: ${allowed}`,
      );
    }
    if (ids.has(id))
      throw new SilvusMockError(
        'OPTION_INVALID',
        `nodes: id: ${shown()} is there twice; allowed: each ID once`,
      );
    ids.add(id);
  }
}
