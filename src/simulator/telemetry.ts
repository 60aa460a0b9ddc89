import type { DroppedOrder } from '../command-path/deferred-orders.js';
import { type Listener, TypedEvents } from '../core/events.js';
import type { ReplyError } from '../jsonrpc/reply-format.js';
import type { UnwrittenFlash } from '../flash/flash-store.js';
import { type EndReason, hostileEnds } from '../ports/end-reason.js';
import { type RefusalReason, simulatedRefusals } from '../ports/refusal-reason.js';
import type { Logger } from '../core/log/logger.js';
import { printable } from '../core/text.js';
import type { ReloadEvent } from './reload/report.js';
import type { SettingChange } from '../config/difference.js';
import type { ScenarioEvent } from '../scenario/scenario-player.js';
import type { ClosePhaseReport, CloseReport, CommandEvent, SimulatorEvents } from './events.js';
import type { ActivityEvent } from './supervision/activity-status.js';
import type { Darkness } from '../command-path/availability.js';
import type { PortName } from '../ports/registry.js';
import type { CommandRecord } from '../worker/job.js';

/** Commands that are logged at info, with the peer's address. */
const notable = new Set(['zeroize', 'radio_reset', 'factory_reset']);

const reloadMessages = {
  applied: 'the new configuration is taken over',
  unchanged: 'the configuration was read again; nothing to take over',
} as const;

const changeText = ({ path, from, to }: SettingChange) => `${path}: ${from} → ${to}`;

/** Says what happens in a simulator: to its listeners as events, to its operator as log lines. */
export class Announcer {
  readonly #logger: Logger;
  #slowMs: number;
  readonly #events: TypedEvents<SimulatorEvents>;

  /** @param slowMs from which on a command is a slow one, ms of the simulator's clock; 0: none is */
  constructor(logger: Logger, slowMs: number) {
    this.#logger = logger;
    this.#slowMs = slowMs;
    this.#events = new TypedEvents((fault, event) => this.fault(fault, `a listener of ${event}`));
  }

  /** Has commands be slow from another time on, ms; 0: none is. */
  configure(slowMs: number): void {
    this.#slowMs = slowMs;
  }

  /** Adds a listener and gives the way to take it off. */
  on<K extends keyof SimulatorEvents>(event: K, listener: Listener<SimulatorEvents[K]>): () => void {
    return this.#events.on(event, listener);
  }

  /** A command has its outcome. */
  command({ outcome, ...record }: CommandRecord): void {
    const failure = outcome.kind === 'error' ? outcome.error.token : outcome.kind;
    this.#say(record, failure === 'result' ? 'ok' : failure);
  }

  /** A fault answered a command. */
  answered({ error, ...record }: Omit<CommandRecord, 'outcome'> & { readonly error: ReplyError }): void {
    this.#say(record, error.message);
  }

  /** The radio has gone dark. */
  dark({ cause }: Darkness, ms = Infinity): void {
    this.#logger.info({ cause, ms }, 'the radio is dark');
    if (cause === 'offline') this.#events.emit('offline', {});
    else this.#events.emit('blackout', { cause, ms });
  }

  /** The radio answers again, and its ports are open. */
  online(): void {
    this.#logger.info({}, 'the radio answers again');
    this.#events.emit('online', {});
  }

  /** A scenario has begun, taken a step, or ended. */
  scenario(event: ScenarioEvent): void {
    if (event.what === 'failed') this.#logger.error(event, 'the scenario failed');
    else this.#logger.info(event, 'scenario');
    this.#events.emit('scenario', event);
  }

  /** Something that goes on by itself has died, was begun again, or was given up. */
  activity(event: ActivityEvent): void {
    if (event.what === 'restarted') this.#logger.info(event, 'begun again');
    else this.#logger.error(event, event.what === 'died' ? 'it has died; it is begun again' : 'given up');
    this.#events.emit('activity', event);
  }

  /** A phase of the close is over. */
  phase(phase: ClosePhaseReport, fault: unknown): void {
    if (phase.ended === 'done') this.#logger.debug(phase, 'closing');
    else this.#logger.warn(fault === undefined ? phase : { ...phase, err: fault }, 'closing');
  }

  /** A deferred order is carried out no more. */
  dropped({ cause, methods }: DroppedOrder): void {
    const fields = { cause, methods: methods.map(printable) };
    this.#logger.info(fields, 'a deferred order is dropped');
  }

  /** The configuration was read again, or settings were laid over it. */
  reloaded(event: ReloadEvent): void {
    const { outcome, faults } = event;
    const changed = event.changed.map(changeText);
    const needsRestart = event.needsRestart.map(changeText);
    // By its reason one that fails otherwise is another line to the log, which leaves out what is repeated.
    const failure = { reason: faults[0], faults };
    if (outcome === 'refused')
      this.#logger.error(failure, 'the new configuration is wrong; all is as before');
    else if (outcome === 'rolled-back')
      this.#logger.error(failure, 'the new configuration could not be taken over');
    else this.#logger.info({ changed, needsRestart }, reloadMessages[outcome]);
    this.#events.emit('reload', event);
  }

  /** A connection was accepted and closed at once. */
  refused(port: PortName, reason: RefusalReason, peer: string): void {
    const event = { port, reason, peer };
    this.#logger[simulatedRefusals.has(reason) ? 'debug' : 'warn'](event, 'connection refused');
    this.#events.emit('connection-refused', event);
  }

  /** A connection that was taken has ended; what every client may do is no line of the log. */
  ended(port: PortName, reason: EndReason, peer: string): void {
    if (hostileEnds.has(reason)) this.#logger.warn({ port, reason, peer }, 'connection ended');
  }

  /** Bytes came after the one message of a maintenance connection. */
  discarded(bytes: number): void {
    this.#logger.debug({ bytes }, 'discarded what came after a message');
  }

  /** What was read of flash is not as it should be. */
  flashWarning(text: string): void {
    this.#logger.warn({}, text);
  }

  /** A write of flash has failed. */
  unwrittenFlash(fault: UnwrittenFlash, file: string): void {
    this.#logger.error({ err: fault, file }, 'flash could not be written');
  }

  /** Something threw that should not. */
  fault(fault: unknown, where: string): void {
    this.#logger.error({ err: fault, where }, 'something failed inside the simulator');
  }

  /** All is closed; nobody is told of anything from here on. */
  closed(report: CloseReport): void {
    this.#logger.info(report, 'closed');
    this.#events.emit('closed', report);
    this.#events.clear();
  }

  #say({ command, origin, waitMs, runMs }: Omit<CommandRecord, 'outcome'>, outcome: string): void {
    const { id, method } = command;
    // Not all of the origin: what else it holds may be secret.
    const { port, peer, deferred } = origin;
    const from = deferred === undefined ? { port, peer } : { port, peer, deferred };
    const event: CommandEvent = { id, method, ...from, outcome, waitMs, runMs };
    this.#log(event);
    this.#events.emit('command', event);
    if (outcome === 'BUSY') this.#events.emit('busy', event);
  }

  #log(event: CommandEvent): void {
    const isNotable = notable.has(event.method);
    const isSlow = this.#slowMs > 0 && event.waitMs + event.runMs >= this.#slowMs;
    if (!isNotable && !isSlow && this.#logger.isLevelEnabled?.('debug') === false) return;
    const id = typeof event.id === 'string' ? printable(event.id) : event.id;
    const fields = { ...event, id, method: printable(event.method) };
    if (isNotable) this.#logger.info(fields, 'command');
    else this.#logger.debug(fields, 'command');
    if (isSlow) this.#logger.warn(fields, 'slow command');
  }
}
