import type { BlackoutControl } from '../command-path/blackout-control.js';
import { CommandPath } from '../command-path/command-path.js';
import type { CommandPathListener } from '../command-path/command-path-options.js';
import type { OnAir } from '../command-path/on-air.js';
import { noLogins } from '../login/login-counts.js';
import { type Mode, modes } from '../radio/mode.js';
import type { UncheckedRadioState } from '../command-path/state.js';
import { normalHost } from '../config/hosts.js';
import type { ResolvedConfig } from '../config/resolve.js';
import { checkName } from '../core/arguments.js';
import { SilvusMockError } from '../core/errors.js';
import { printable, valueExcerpt } from '../core/text.js';
import type { Clock } from '../core/time/clock.js';
import type { TaskLimit } from '../core/time/task-limit.js';
import type { UncheckedFaultControl } from '../faults/fault-control.js';
import type { FlashFolder } from '../flash/flash-folder.js';
import type { UncheckedJournalView } from '../journal/journal-view.js';
import type { SharedNetwork } from './network/shared-network.js';
import type { PortsListener } from '../ports/port.js';
import { Ports } from '../ports/ports.js';
import { type PortName, portRegistry } from '../ports/registry.js';
import type { CatalogueEntry } from '../radio/catalogue.js';
import type { RadioModel } from '../radio/model.js';
import type { NetworkView } from '../radio/network-view.js';
import type { PatchValues } from '../radio/patch.js';
import type { ScenarioTarget } from '../scenario/target.js';
import type { WorkerControl } from '../worker/worker-control.js';
import { type AdminLogin, adminLoginOf } from './admin-login.js';
import { NodeGps } from './node-gps.js';
import { NodeCounters } from './counters/node-counters.js';
import { addressOf, withLiveSettings } from './node-config.js';
import { NodeBlackouts } from './node-blackouts.js';
import { nodeHealth } from './node-health.js';
import { NodeScenario } from './node-scenario.js';
import { NodeShutdown } from './node-shutdown.js';
import type { NodeTelemetry } from './node-telemetry.js';
import { Pages } from './pages/pages.js';
import type { Peer } from './pages/peer.js';
import { type PortAddresses, portAddresses } from './port-addresses.js';
import { NodeReports } from './reports/node-reports.js';
import type { Reporting } from './reports/reporting.js';
import type { UncheckedScenarioControl } from './scenario-control.js';
import type { Health, Lifecycle, Stats } from './snapshot.js';
import { Supervisor } from './supervision/supervisor.js';

/** Options of a node. */
interface NodeOptions {
  readonly id: string;
  readonly config: ResolvedConfig;
  /** The radio's time. */
  readonly clock: Clock;
  /** Real time, in which clients wait. */
  readonly realClock: Clock;
  readonly seed: number;
  /** The folder that keeps its flash; default: flash lives in memory alone. */
  readonly flash?: FlashFolder | undefined;
  /** Limit of long replies that are written at the same time, which all nodes share. */
  readonly longReplies: TaskLimit;
  readonly telemetry: NodeTelemetry;
  /** The network that it is a node of, and its node ID there; default: it is alone. */
  readonly network?: SharedNetwork | undefined;
  /** True if it joins a network once that is loaded; its commands wait for it. */
  readonly awaitsNetwork?: boolean | undefined;
  /** Values that its flash has from the factory, by method. */
  readonly settings?: PatchValues | undefined;
  /** False for a neighbour that has no ports. Default: true. */
  readonly isServed?: boolean | undefined;
  /** Parts that the reports of all nodes share. */
  readonly reporting: Reporting;
  /** Called when the node can't go on; `error` is the cause, where it is one that users know. */
  readonly onLost: (node: Node, error: SilvusMockError | undefined) => void;
}

/** One radio with its ports: command path, ports, scenario, counters and supervision. Its simulator starts and ends it. */
export class Node {
  readonly id: string;
  readonly clock: Clock;
  readonly seed: number;
  readonly shutdown: NodeShutdown;
  readonly #options: NodeOptions;
  readonly #telemetry: NodeTelemetry;
  /** The network that it is a node of; undefined: it is alone. */
  #network: SharedNetwork | undefined;
  /** The network as the radio sees it. */
  #view: NetworkView | undefined;
  readonly #commandPath: CommandPath;
  readonly #pages: Pages;
  readonly #ports: Ports;
  readonly #scenario: NodeScenario;
  readonly #blackouts: NodeBlackouts;
  readonly #supervisor: Supervisor;
  readonly #counters: NodeCounters;
  readonly #reports: NodeReports;
  readonly #startedAt: number;
  #config: ResolvedConfig;
  #hasBegun = false;
  /** Set once the node has ended by itself while others go on. */
  #isLost = false;

  constructor(options: NodeOptions) {
    const { id, config, clock, realClock, seed, flash, telemetry, onLost } = options;
    this.id = id;
    this.clock = clock;
    this.seed = seed;
    this.#options = options;
    this.#config = config;
    this.#telemetry = telemetry;
    this.#network = options.network;
    this.#view = options.network?.viewOf(Number(config.model.identity.nodeid));
    this.#startedAt = clock.now();
    this.#supervisor = new Supervisor({
      clock: realClock,
      onEvent: (event) => telemetry.activity(event),
      onLost: (error) => onLost(this, error),
    });
    const clocks = { device: clock, real: realClock };
    this.#commandPath = new CommandPath({
      node: id,
      config,
      seed,
      clocks,
      flash,
      keepsCertificate: this.isServed && config.https.port !== undefined,
      asksLogin: this.isServed && config.login.enabled,
      longReplies: options.longReplies,
      network: this.#view,
      settings: options.settings,
      address: addressOf(config, this.isServed),
      listener: this.#commandPathListener(),
    });
    if (options.awaitsNetwork === true) this.#commandPath.worker.hold();
    this.#reports = this.#newReports(options.reporting);
    this.#counters = new NodeCounters((method) => this.#commandPath.knows(method));
    this.#pages = this.#newPages();
    this.#ports = this.#newPorts();
    this.#blackouts = new NodeBlackouts({
      ports: this.isServed ? this.#ports : undefined,
      counters: this.#counters,
      telemetry,
      onLost: (error) => onLost(this, error),
    });
    this.#scenario = new NodeScenario({
      commandPath: this.#commandPath,
      clock,
      first: config.scenario,
      network: options.network,
      supervisor: this.#supervisor,
      telemetry,
    });
    this.shutdown = new NodeShutdown({
      commandPath: this.#commandPath,
      ports: this.#ports,
      scenario: this.#scenario.player,
      reports: this.#reports,
      supervisor: this.#supervisor,
      clock: realClock,
    });
  }

  /** The radio's settings and readings. */
  get state(): UncheckedRadioState {
    return this.#commandPath.state;
  }

  /** The radio's blackout. */
  get blackout(): BlackoutControl {
    return this.#commandPath.blackout;
  }

  /** The worker that executes the commands. */
  get worker(): WorkerControl {
    return this.#commandPath.worker;
  }

  /** The faults that change replies and connections. */
  get faults(): UncheckedFaultControl {
    return this.#commandPath.faults;
  }

  /** The scenarios that are run on it. */
  get scenario(): UncheckedScenarioControl {
    return this.#scenario.control;
  }

  /** The radio as scenarios change it. */
  get target(): ScenarioTarget {
    return this.#scenario.target;
  }

  /** The last exchanges. */
  get journal(): UncheckedJournalView {
    return this.#commandPath.journal;
  }

  /** Takes requests as its ports do: for radios that broadcast to it. */
  get handler(): Peer['handler'] {
    return this.#commandPath.handler;
  }

  /** The radio's model. */
  get model(): RadioModel {
    return this.#commandPath.model;
  }

  /** All methods, custom methods included. */
  get methods(): readonly CatalogueEntry[] {
    return this.#commandPath.methods.entries();
  }

  /** True if it has ports. */
  get isServed(): boolean {
    return this.#options.isServed !== false;
  }

  /** Node ID of the radio. */
  get nodeid(): number {
    return Number(this.model.identity.nodeid);
  }

  /** True if it is a node of its simulator's network. */
  get isInNetwork(): boolean {
    return this.#network !== undefined;
  }

  /** The radio as its network reads it. */
  get onAir(): OnAir {
    return this.#commandPath.onAir;
  }

  /** Login of its admin; undefined while it asks for none. */
  get adminLogin(): AdminLogin | undefined {
    return adminLoginOf(this.#commandPath.login);
  }

  /** The settings in force. */
  get config(): ResolvedConfig {
    return this.#config;
  }

  /** `normal`, `degraded` or `offline`. */
  get mode(): Mode {
    return this.#commandPath.mode;
  }

  /** Changes the mode; resolves when the ports show it. Rejects with `OPTION_INVALID`. */
  async setMode(mode: Mode): Promise<void> {
    checkName('mode', mode, modes);
    await this.#commandPath.setMode(mode);
  }

  /** Addresses of its ports. Throws `NOT_RUNNING` before they were opened. */
  get addresses(): PortAddresses {
    return portAddresses((name) => this.#ports.address(name));
  }

  /** The names of the ports that it opens. */
  get portNames(): readonly PortName[] {
    return this.isServed ? this.#ports.names : [];
  }

  /** True once its ports were opened. */
  get hasAddresses(): boolean {
    return this.#ports.wereOpened;
  }

  /** Address of the HTTP port. Throws `NOT_RUNNING` before it was opened. */
  get http(): PortAddresses['http'] {
    return this.addresses.http;
  }

  /** Address of the maintenance port. Throws `NOT_RUNNING` before it was opened. */
  get maintenance(): PortAddresses['maintenance'] {
    return this.addresses.maintenance;
  }

  /** Set once the node has ended by itself while others go on. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** Counts since the start, but for those that all nodes share. */
  stats(): Omit<Stats, 'reloads'> {
    const { handler, worker, faults, flash, login } = this.#commandPath;
    return {
      requests: handler.requestCounter.total,
      ...this.#counters.counts(),
      waiting: worker.figures.waiting,
      queueCapacity: this.#config.worker.queueCapacity,
      faults: faults.appliedByKind(),
      connections: this.#ports.figures(),
      activities: this.#supervisor.statuses(),
      flash: flash.figures,
      reports: this.#reports.figures(),
      login: login?.figures() ?? noLogins(),
      ranMs: this.clock.now() - this.#startedAt,
    };
  }

  /**
   * Readiness of the node.
   * @param lifecycle state of its simulator
   * @param shared activities that all nodes share and that have died
   */
  health(lifecycle: Lifecycle, shared: Supervisor): Health {
    const { worker, flash } = this.#commandPath;
    return nodeHealth({
      lifecycle: this.#isLost && lifecycle === 'running' ? 'failed' : lifecycle,
      mode: this.mode,
      worker: worker.figures,
      stuck: worker.stuck(),
      blackout: this.blackout.current,
      dead: [...this.#supervisor.dead(), ...shared.dead()],
      flash: flash.reasons,
    });
  }

  /**
   * Resolves once so many requests have come in since the start or the last reset, once `signal` aborts, or once the
   * node has closed.
   */
  async received(count: number, signal?: AbortSignal): Promise<void> {
    if (!Number.isSafeInteger(count) || count < 0) {
      const message = `received: ${valueExcerpt(count)} is not allowed; allowed: a whole number, at least 0`;
      throw new SilvusMockError('OPTION_INVALID', message);
    }
    await this.#commandPath.handler.requestCounter.reached(count, signal);
  }

  /** Requests that have come in since the start or the last reset. */
  get requestCount(): number {
    return this.#commandPath.handler.requestCounter.count;
  }

  /** See {@link Availability.timeToOnline}. */
  timeToOnline(): number | undefined {
    return this.#commandPath.availability.timeToOnline();
  }

  /** Applies the live settings to what comes; what has begun goes on by the settings that it began with. */
  configure(config: ResolvedConfig): void {
    const own = withLiveSettings(config, this.#config, this.isServed);
    this.#config = own;
    this.#commandPath.configure(own);
    this.#ports.configure(own);
    this.#reports.changed();
  }

  /** Applies other bounds to the journal; entries beyond them are dropped. */
  configureJournal(config: ResolvedConfig): void {
    this.#commandPath.journal.configure(config.journal);
  }

  /**
   * Puts the radio back to its start, and runs the scenario that it was made with again. Rejects with
   * `FLASH_UNWRITABLE`. See {@link CommandPath.reset}.
   */
  async reset(): Promise<void> {
    this.clearScenario();
    try {
      await this.resetRadio();
    } finally {
      this.beginScenarioAgain();
    }
  }

  /** Stops its scenario and forgets it. */
  clearScenario(): void {
    this.#scenario.player.clear();
  }

  /** The part of a reset that is about the radio, without its scenario. Rejects with `FLASH_UNWRITABLE`. */
  async resetRadio(): Promise<void> {
    this.#pages.clear();
    try {
      await this.#commandPath.reset();
    } finally {
      this.#reports.changed();
    }
  }

  /** Runs the scenario that it was made with again, while the node runs. */
  beginScenarioAgain(): void {
    if (this.#hasBegun && !this.shutdown.isUnderWay) this.#scenario.runFirst();
  }

  /** Boots the radio from its file of flash. Undefined without one. Rejects as {@link FlashFolder.open} does. */
  boot(): Promise<void> | undefined {
    return this.#commandPath.boot();
  }

  /** Opens its ports while `isWanted`. Rejects with `PORT_UNAVAILABLE`. */
  async open(isWanted: () => boolean): Promise<void> {
    if (!this.isServed) return;
    const { level, only } = this.#config.chaos;
    if (level !== undefined || only.length > 0) await this.#commandPath.loadChaos();
    await this.#ports.open(isWanted);
  }

  /** Begins its activities once everything is open. */
  begin(): void {
    this.#supervisor.register('worker', 'restart-or-close', () => this.#commandPath.worker.restart());
    for (const { name, policy } of portRegistry)
      if (this.isServed && this.#ports.has(name))
        this.#supervisor.register(name, policy, () => this.#ports.reopen(name));
    void this.#commandPath.availability.refresh();
    this.#reports.open();
    this.#hasBegun = true;
  }

  /** Begins the scenario that it was made with, once all nodes have begun: its steps can be about any of them. */
  beginScenario(): void {
    this.#scenario.runFirst();
  }

  /** Checks the scenario that it was made with, and the nodes in it. Throws `OPTION_INVALID`. */
  checkScenario(): void {
    this.#scenario.checkFirst();
  }

  /** Puts it into a network, for good. Its GPS receiver keeps the position that it has. */
  join(network: SharedNetwork): void {
    this.#network = network;
    this.#view = network.viewOf(this.nodeid, false);
    this.#scenario.target.join(network);
    this.#commandPath.join(this.#view);
  }

  /** Executes the commands that waited for a network to join. */
  release(): void {
    this.#commandPath.worker.release();
  }

  /** Marks the node as ended by itself while others go on. */
  markLost(): void {
    this.#isLost = true;
  }

  #newPages(): Pages {
    const { handler, availability, delays, journal, secrets, login } = this.#commandPath;
    return new Pages({
      login,
      nodeid: this.nodeid,
      self: { handler },
      recorded: { journal, secrets, clock: this.clock },
      requestCounter: handler.requestCounter,
      peers: (nodeid) => this.#network?.member(nodeid)?.peer,
      network: () => this.#view,
      delays,
      chaos: () => this.#commandPath.chaos,
      onBent: (chosen, origin) => this.#commandPath.onBent(chosen, origin),
      outageError: () => availability.outageError(),
      format: () => this.#config.reply,
      maxBatch: () => this.#config.worker.maxBatch,
    });
  }

  #newPorts(): Ports {
    const { handler: sink, delays, login } = this.#commandPath;
    return new Ports(this.#config, {
      sink,
      pages: this.#pages,
      gps: new NodeGps(this.#commandPath),
      sessions: login,
      tlsPair: () => this.#commandPath.tlsPair(),
      delays,
      socketClock: this.#options.realClock,
      fateOf: (origin) => this.#commandPath.fateOf(origin),
      listener: this.#portsListener(),
    });
  }

  #newReports(reporting: Reporting): NodeReports {
    return new NodeReports({
      radio: this.#commandPath.reported,
      network: () => this.#view,
      // A setting of all radios; neighbours that nobody is served by would report it from the same address.
      settings: () => ({
        ...this.#config.reports,
        voltageAddress: this.isServed ? this.#config.reports.voltageAddress : undefined,
      }),
      faults: () => this.#commandPath.faults,
      bend: (type, delivery, payload) => this.#commandPath.bendReport(type, delivery, payload),
      node: this.id,
      host: this.isServed ? normalHost(this.#config.host) : undefined,
      clock: this.clock,
      reporting,
      onDropped: (...dropped) => this.#telemetry.reportDropped(...dropped),
      onError: (error) => this.#telemetry.error(error, 'the reports by UDP'),
    });
  }

  #commandPathListener(): CommandPathListener {
    const telemetry = this.#telemetry;
    return {
      onCommand: (record) => {
        this.shutdown.count(record);
        this.#counters.addCommand(record);
        telemetry.command(record, this.#commandPath.secrets);
      },
      onFaultReply: (record) => {
        this.#counters.addFaultReply(record.command.method);
        telemetry.faultReply(record, this.#commandPath.secrets);
      },
      onBent: (chosen, from) => {
        this.#counters.addBent(chosen.bend);
        telemetry.bent(chosen, from);
      },
      onBlackout: (outage, ms) => this.#blackouts.begin(outage, ms),
      onOnline: () => this.#blackouts.end(),
      onError: (error, where) => telemetry.error(error, printable(where)),
      onFlashWarning: (text) => telemetry.flashWarning(text),
      onFlashError: (error, file) => telemetry.flashError(error, file),
      onDroppedOrder: (dropped) => telemetry.droppedOrder(dropped),
      // The settings of a radio that is being made come before its reports are there.
      onSettings: () => this.#hasBegun && this.#reports.changed(),
      onZeroize: () => this.#pages.clear(),
      onLogin: (tried) => telemetry.login(tried),
      onWorkerDied: (error) => this.#supervisor.died('worker', error),
    };
  }

  #portsListener(): PortsListener<PortName> {
    const telemetry = this.#telemetry;
    return {
      onRefused: (port, reason, peer) => telemetry.refused(port, reason, peer),
      onEnded: (port, reason, peer) => telemetry.ended(port, reason, peer),
      onDiscarded: (_port, bytes) => telemetry.discarded(bytes),
      onLost: (port, error) => this.#supervisor.died(port, error),
    };
  }
}
