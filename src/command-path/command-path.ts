import type { Chaos, ChosenCase } from '../chaos/chaos.js';
import type { ResolvedConfig } from '../config/resolve.js';
import { OngoingStreams, randomSource } from '../core/random.js';
import { type Clock, instantOf } from '../core/time/clock.js';
import { CustomMethods } from '../custom-methods/custom-methods.js';
import type { ReportDelivery } from '../faults/report-delivery.js';
import { newNameBudget } from '../core/secrets/secret-names.js';
import type { LabelledCall } from '../chaos/call-label.js';
import type { ConnectionFate } from '../ports/delivery.js';
import type { Origin } from '../ports/origin.js';
import type { JobCommand } from '../worker/job.js';
import { degradedFaults } from '../faults/degraded.js';
import type { TaskLimit } from '../core/time/task-limit.js';
import { Delays } from '../core/time/delays.js';
import { FaultSet } from '../faults/fault-set.js';
import type { FlashFolder } from '../flash/flash-folder.js';
import { FlashKeeper } from '../flash/flash-keeper.js';
import { Journal } from '../journal/journal.js';
import { KnownSecrets } from '../journal/known-secrets.js';
import { Secrets } from '../journal/secrets.js';
import { type Catalogue, catalogueOf } from '../radio/catalogue.js';
import type { RadioModel } from '../radio/model.js';
import { type PatchValues, patchError } from '../radio/patch.js';
import type { FlashSettings } from '../radio/settings.js';
import type { NetworkView } from '../radio/network-view.js';
import { Radio } from '../radio/radio.js';
import type { TlsPair } from '../radio/tls/tls-pair.js';
import { CommandWorker } from '../worker/command-worker.js';
import type { QueueLimits } from '../worker/worker-options.js';
import type { Mode } from '../radio/mode.js';
import { Availability } from './availability.js';
import { ManualBlackout } from './blackout-control.js';
import type { CommandPathListener, CommandPathOptions } from './command-path-options.js';
import { DeferredOrders } from './deferred-orders.js';
import { Login } from '../login/login.js';
import { areUsersRestored } from '../radio/settings.js';
import { Dispatch } from './dispatch.js';
import type { OnAir } from './on-air.js';
import { RadioOnAir, maxChanges } from './radio-on-air.js';
import type { ReportedRadio } from './reported-radio.js';
import { RequestHandler } from './request-handler.js';
import { SecretValues } from './secret-values.js';
import { StateAccess } from './state.js';

/** One radio with everything between a request's bytes and its reply; no ports. */
export class CommandPath {
  readonly model: RadioModel;
  readonly seed: number;
  readonly clock: Clock;
  readonly worker: CommandWorker;
  readonly handler: RequestHandler;
  readonly faults: FaultSet;
  readonly delays: Delays;
  readonly journal: Journal;
  readonly secrets: Secrets;
  readonly flash: FlashKeeper;
  /** Undefined while login is off. */
  readonly login: Login | undefined;
  readonly state: StateAccess;
  readonly blackout: ManualBlackout;
  readonly availability: Availability;
  readonly #node: string;
  #network: NetworkView | undefined;
  readonly #address: string | undefined;
  /** Flash before anything was saved; default: the factory settings. */
  readonly #preset: FlashSettings | undefined;
  readonly #deferred: DeferredOrders;
  readonly #listener: CommandPathListener;
  #config: ResolvedConfig;
  /** The methods that the radio itself executes: the built-in ones, and custom settings. */
  readonly #catalogue: Catalogue;
  readonly #custom: CustomMethods;
  readonly #dispatch: Dispatch;
  #radio: Radio;
  /** Undefined while chaos is off. */
  #chaos: Chaos | undefined;
  /** Resets so far: each makes another radio. */
  #resets = 0;
  readonly #streams: OngoingStreams;
  readonly #secretValues: SecretValues;

  constructor(options: CommandPathOptions) {
    const { node, config, seed, clocks, listener, network, settings } = options;
    this.#address = options.address;
    this.#network = network;
    this.#node = node;
    this.#config = config;
    this.#listener = listener;
    this.clock = clocks.device;
    this.seed = seed;
    this.model = config.model;
    this.#custom = new CustomMethods(config.methods, catalogueOf(this.model, config.frequencyGrid));
    this.#catalogue = this.#custom.radio;
    this.#streams = new OngoingStreams(seed);
    this.flash = this.#newFlash(options);
    this.#preset = settings === undefined ? undefined : this.#flashWith(settings);
    this.#radio = this.#newRadio();
    this.state = new StateAccess({
      clock: this.clock,
      model: this.model,
      catalogue: this.#catalogue,
      radio: () => this.#radio,
    });
    this.availability = new Availability(this.clock, this.#radio, config.mode, listener);
    this.blackout = new ManualBlackout({
      clock: this.clock,
      availability: this.availability,
      radio: () => this.#radio,
    });
    this.login = options.asksLogin === true ? this.#newLogin() : undefined;
    this.#deferred = this.#newDeferredOrders();
    this.#dispatch = this.#newDispatch();
    this.worker = this.#newWorker();
    this.#secretValues = new SecretValues(config, {
      catalogue: this.#catalogue,
      clock: this.clock,
      radio: () => this.#radio,
      login: this.login,
    });
    this.secrets = new Secrets(this.methods, new KnownSecrets(() => this.#secretValues.all()));
    const onError = listener.onError.bind(listener);
    this.journal = new Journal(node, config.journal, clocks.real, onError, {
      methods: this.methods,
      isSecret: (method) => this.secrets.names.means(method),
      outcomes: () => this.faults.messages,
      faults: () => this.faults.names,
    });
    this.delays = new Delays(this.clock);
    // A custom fault can only read the radio's state.
    this.faults = new FaultSet({
      seed,
      context: { readAll: () => this.state.answers() },
      onError,
      now: () => this.clock.now(),
      methods: this.methods,
    });
    this.handler = this.#newHandler(options.longReplies);
    this.#applyModeFaults(config.mode);
  }

  /** All methods, custom methods included. */
  get methods(): Catalogue {
    return this.#custom.catalogue;
  }

  /** Chaos, which bends exchanges; undefined while chaos is off. */
  get chaos(): Chaos | undefined {
    return this.#chaos;
  }

  /** Loads what bends exchanges, where the configuration asks for it. */
  async loadChaos(): Promise<void> {
    const { level, share, stages, only } = this.#config.chaos;
    const isOff = level === undefined && only.length === 0;
    if (isOff || this.#chaos !== undefined) return;
    const { Chaos: Loaded } = await import('../chaos/chaos.js');
    this.#chaos = new Loaded(
      this.seed,
      { level, share, stages, only },
      {
        node: this.#node,
        accessOf: (command) => this.#custom.accessOf(command),
        withoutSecrets: (call, request) => this.#withoutSecrets(call, request),
        isOutage: () => this.availability.outage() !== undefined,
        isLoginOn: () => this.login?.isOn === true,
      },
    );
    this.handler.bendBy(this.#chaos);
  }

  /** The fate of a new connection, if faults or chaos decide it. */
  fateOf(origin: Origin): ConnectionFate | undefined {
    const fate = this.faults.forConnection(origin);
    if (fate !== undefined || this.#chaos === undefined) return fate;
    const chosen = this.#chaos.forConnection(origin.port);
    if (chosen !== undefined) this.onBent(chosen, origin);
    return chosen?.fate;
  }

  /** Changes a datagram with reports as chaos does. */
  bendReport(
    report: string,
    delivery: ReportDelivery,
    payload: Uint8Array,
  ): { readonly delivery: ReportDelivery; readonly payload: Uint8Array } {
    const chosen = this.#chaos?.forReport(report);
    if (chosen === undefined) return { delivery, payload };
    const { fault, draw } = chosen;
    const bent = {
      delivery: fault.report?.(delivery, draw) ?? delivery,
      payload: fault.datagram?.(payload, draw) ?? payload,
    };
    this.onBent(chosen, { port: 'udp' });
    return bent;
  }

  /** A case of chaos has acted. */
  onBent(chosen: ChosenCase, from: { readonly port: string; readonly peer?: string }): void {
    const { blackoutMs } = chosen.fault;
    if (blackoutMs !== undefined) this.blackout.start('soft-boot', blackoutMs);
    this.#listener.onBent(chosen, from);
  }

  /** Puts the radio into a network, for good. */
  join(network: NetworkView): void {
    this.#network = network;
    this.#radio.join(network);
  }

  /** Boots the radio from its file of flash. Undefined without one. Rejects as {@link FlashFolder.open} does. */
  boot(): Promise<void> | undefined {
    return this.flash.open()?.then((flash) => this.#radio.boot(flash));
  }

  /** Applies the live settings, except mode and journal, to new commands; a running command keeps its settings. */
  configure(config: ResolvedConfig): void {
    const { timing, deadlines, http, worker, reply } = config;
    this.#config = config;
    this.#secretValues.configure(config);
    this.login?.configure(config.login);
    this.#radio.configure(timing);
    this.#dispatch.configure({ deadlines, maintenanceOverHttp: http.maintenanceMethods });
    this.worker.configure(queueLimitsOf(config));
    this.handler.configure({ replyFormat: reply, maxBatch: worker.maxBatch });
  }

  /** `normal`, `degraded` or `offline`. */
  get mode(): Mode {
    return this.availability.mode;
  }

  /** Changes the mode; resolves when the ports show it. Throws `OPTION_INVALID`. */
  setMode(mode: Mode): Promise<void> {
    this.#applyModeFaults(mode);
    return this.availability.setMode(mode);
  }

  /**
   * Restores the state at the start; waiting and running commands are first answered UNAVAILABLE. Rejects with
   * `FLASH_UNWRITABLE`; everything except flash is restored then.
   */
  async reset(): Promise<void> {
    this.#deferred.drop('reset');
    this.worker.reset();
    this.worker.resume();
    this.#radio = this.#newRadio();
    this.#resets += 1;
    this.#streams.restart();
    this.login?.reset();
    this.faults.reset();
    this.#chaos?.reset();
    this.delays.end();
    this.journal.clear();
    this.#applyModeFaults(this.#config.mode);
    this.handler.requestCounter.restart();
    const saved = this.flash.reset(this.#radio);
    const announced = this.availability.replace(this.#radio, this.#config.mode);
    // Both have begun: an error of one must not leave the other unawaited.
    for (const result of await Promise.allSettled([saved, announced]))
      if (result.status === 'rejected') throw result.reason;
  }

  /** The radio as its network reads it. */
  get onAir(): OnAir {
    return new RadioOnAir({
      model: this.model,
      catalogue: this.#catalogue,
      clock: this.clock,
      availability: this.availability,
      radio: () => this.#radio,
      resets: () => this.#resets,
    });
  }

  /** The radio as its reports by UDP show it. */
  get reported(): ReportedRadio {
    return {
      setting: (name) => this.#radio.setting(name, this.clock.now()),
      reading: (method) => Number([this.state.answer(method)].flat()[0]),
      outage: () => this.availability.outage(),
      boot: () => this.#boot(),
    };
  }

  /** The methods that the radio itself executes; scenarios are checked against them. */
  get radioMethods(): Catalogue {
    return this.#catalogue;
  }

  /** The certificate of the radio's HTTPS port, with its key. */
  tlsPair(): TlsPair {
    return this.#radio.tlsPair(this.clock.now());
  }

  /** True if the radio has a method with this name. */
  knows(method: string): boolean {
    return this.methods.entry(method) !== undefined;
  }

  /** Drops deferred orders and ends the delays of faults, so that a close need not wait for them. */
  skipDelays(): void {
    this.#deferred.close();
    this.delays.close();
  }

  /** Ends all timers, and all waits for a request, a reply or the end of a blackout. */
  release(): void {
    this.skipDelays();
    this.login?.close();
    this.availability.close();
    this.handler.requestCounter.close();
    this.journal.close();
  }

  /** Adds the faults of this mode and removes those of other modes. */
  #applyModeFaults(mode: Mode): void {
    const names = degradedFaults.map(({ name }) => name);
    this.faults.replace(names, mode === 'degraded' ? degradedFaults : []);
  }

  #newHandler(longReplies: TaskLimit): RequestHandler {
    const { reply, worker } = this.#config;
    return new RequestHandler({
      node: this.#node,
      worker: this.worker,
      replyFormat: reply,
      maxBatch: worker.maxBatch,
      faults: this.faults,
      journal: this.journal,
      clock: this.clock,
      accessOf: (command) => this.#custom.accessOf(command),
      secrets: this.secrets,
      longReplies,
      login: this.login,
      onBent: (chosen, origin) => this.onBent(chosen, origin),
      onFaultReply: (record) => this.#listener.onFaultReply(record),
    });
  }

  /** Parameters with a secret are left out: the hash of one could be searched for. */
  #withoutSecrets(call: JobCommand, request: Uint8Array): LabelledCall {
    const method = this.secrets.maskMethod(call.method);
    if (call.params.length === 0) return { method, params: call.params };
    const isSecret = this.secrets.isSecret(call, request, newNameBudget());
    return { method, params: isSecret ? [call.params.length] : call.params };
  }

  #newDispatch(): Dispatch {
    const { deadlines, http } = this.#config;
    return new Dispatch({
      clock: this.clock,
      catalogue: this.#catalogue,
      availability: this.availability,
      deadlines,
      maintenanceOverHttp: http.maintenanceMethods,
      custom: this.#custom,
      login: this.login,
      random: (method) => this.#streams.of(`method/${method}`),
      deferred: {
        orders: this.#deferred,
        limits: () => ({ ...this.#config.deferred, maxCalls: this.#config.worker.maxBatch }),
      },
      radio: () => this.#radio,
      flash: this.flash,
      onZeroize: () => {
        this.login?.zeroize();
        this.#listener.onZeroize();
      },
    });
  }

  #newLogin(): Login {
    return new Login({
      settings: this.#config.login,
      clock: this.clock,
      catalogue: this.methods,
      accessOf: (command) => this.#custom.accessOf(command),
      boot: () => this.#boot(),
      areUsersRestored: () => areUsersRestored(this.#radio.flash),
      random: () => this.#streams.of('login'),
      onTry: (tried) => this.#listener.onLogin(tried),
    });
  }

  /** Changes with each boot of the radio. */
  #boot(): number {
    return this.#resets * maxChanges + this.#radio.reboots(this.clock.now());
  }

  #newDeferredOrders(): DeferredOrders {
    return new DeferredOrders({
      clock: this.clock,
      maxOrders: () => this.#config.deferred.maxOrders,
      reboots: () => this.#radio.reboots(this.clock.now()),
      execute: ({ batch }, origin) => {
        // No client waits for these replies, so none can disconnect.
        const never = new AbortController().signal;
        void this.handler.handle(Buffer.from(batch), { ...origin, deferred: true }, never);
      },
      onDropped: (dropped) => this.#listener.onDroppedOrder(dropped),
    });
  }

  #newWorker(): CommandWorker {
    const listener = this.#listener;
    const { capacity, admissionTimeout } = queueLimitsOf(this.#config);
    return new CommandWorker({
      clock: this.clock,
      executor: this.#dispatch,
      capacity,
      admissionTimeout,
      processingTime: () => this.#processingTime(),
      observe: (record) => listener.onCommand(record),
      onError: (error, method) => listener.onError(error, method),
      onLoopFailed: (error) => listener.onWorkerDied(error),
    });
  }

  #newRadio(): Radio {
    const bootedAt = this.clock.now();
    const flash = this.flash.atStart ?? this.#preset;
    return new Radio({
      model: this.model,
      catalogue: this.#catalogue,
      timing: this.#config.timing,
      bootedAt,
      flash,
      random: randomSource(this.seed),
      network: this.#network,
      address: this.#address,
      host: this.#config.host,
      onSettings: () => this.#listener.onSettings(),
    });
  }

  /** Flash with other values than those of the factory. Throws `OPTION_INVALID`. */
  #flashWith(settings: PatchValues): FlashSettings {
    const radio = this.#newRadio();
    const rejection = radio.patch(settings, instantOf(this.clock));
    if (rejection !== undefined) throw patchError(rejection);
    return radio.running;
  }

  #newFlash({ flash: folder, keepsCertificate = false }: CommandPathOptions): FlashKeeper {
    const open = (from: FlashFolder) =>
      from.open({ model: this.model, catalogue: this.#catalogue, preset: this.#preset });
    return new FlashKeeper({
      clock: this.clock,
      open: folder === undefined ? undefined : () => open(folder),
      complete: keepsCertificate ? (flash) => this.#radio.withCertificate(flash) : undefined,
      onWarning: (text) => this.#listener.onFlashWarning(text),
      onFailure: (error, file) => this.#listener.onFlashError(error, file),
    });
  }

  #processingTime(): number {
    const { min, max } = this.#config.worker.processingTime;
    if (min === max) return max;
    return this.#streams.of('processing-time').between(min, max);
  }
}

function queueLimitsOf({ worker }: ResolvedConfig): QueueLimits {
  return { capacity: worker.queueCapacity, admissionTimeout: worker.admissionTimeout };
}
