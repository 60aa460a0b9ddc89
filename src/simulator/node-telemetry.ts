import type { ChosenCase } from '../chaos/chaos.js';
import type { DroppedOrder } from '../command-path/deferred-orders.js';
import type { Outage } from '../command-path/availability.js';
import type { SilvusMockError } from '../core/errors.js';
import type { TypedEvents } from '../core/events.js';
import type { Logger } from '../core/log/logger.js';
import type { Secrets } from '../journal/secrets.js';
import { printable } from '../core/text.js';
import type { LoginTry } from '../login/login.js';
import { type GivenReply, givenOutcome } from '../jsonrpc/reply-format.js';
import type { UnwrittenFlash } from '../flash/flash-store.js';
import { type EndReason, warnedEnds } from '../ports/end-reason.js';
import { type RefusalReason, simulatedRefusals } from '../ports/refusal-reason.js';
import type { ScenarioEvent } from '../scenario/scenario-status.js';
import type { PortName } from '../ports/registry.js';
import type { CommandRecord } from '../worker/job.js';
import type { ClosePhaseReport, CommandEvent, SimulatorEvents } from './events.js';
import type { ReportType } from '../reports/report.js';
import type { DropCause } from './reports/drop-causes.js';
import type { ActivityEvent } from './supervision/activity-status.js';

/** Commands that are logged at info, with the peer's address. */
const notable = new Set(['zeroize', 'radio_reset', 'factory_reset']);

/** Events and log lines of one node, each with the node's ID. */
export class NodeTelemetry {
  readonly #node: string;
  readonly #logger: Logger;
  readonly #events: TypedEvents<SimulatorEvents>;
  readonly #slowMs: () => number;

  /** @param slowMs duration from which a command counts as slow, ms of the node's clock (0 = off) */
  constructor(node: string, logger: Logger, events: TypedEvents<SimulatorEvents>, slowMs: () => number) {
    this.#node = node;
    this.#logger = logger;
    this.#events = events;
    this.#slowMs = slowMs;
  }

  /** A command was settled. */
  command(record: CommandRecord, secrets: Secrets): void {
    const { outcome } = record;
    const failure = outcome.kind === 'error' ? outcome.error.token : outcome.kind;
    this.#tell(record, failure === 'result' ? 'ok' : failure, secrets);
  }

  /** A fault answered a command. */
  faultReply(
    record: Omit<CommandRecord, 'outcome'> & { readonly reply: GivenReply },
    secrets: Secrets,
  ): void {
    this.#tell(record, givenOutcome(record.reply), secrets);
  }

  /** Chaos has bent an exchange, a connection or a datagram. */
  bent(
    { case: name, bend, stage }: ChosenCase,
    { port, peer }: { readonly port: string; readonly peer?: string },
  ): void {
    const of = peer === undefined ? {} : { peer };
    const event = { node: this.#node, case: name, bend, stage, port, ...of };
    this.#logger.info(event, 'chaos');
    this.#events.emit('chaos', event);
  }

  /** A blackout has begun, or the radio is offline. */
  blackout({ cause }: Outage, ms = Infinity): void {
    const node = this.#node;
    this.#logger.info({ node, cause, ms }, 'blackout');
    if (cause === 'offline') this.#events.emit('offline', { node });
    else this.#events.emit('blackout', { node, cause, ms });
  }

  /** The radio answers again, and its ports are open. */
  online(): void {
    const node = this.#node;
    this.#logger.info({ node }, 'the radio answers again');
    this.#events.emit('online', { node });
  }

  /** A scenario has begun, taken a step, or ended. */
  scenario(event: ScenarioEvent): void {
    const of = { node: this.#node, ...event };
    if (event.what === 'failed') this.#logger.error(of, 'the scenario failed');
    else if (event.what === 'idle') this.#logger.warn(of, 'a step of the scenario found nothing to do');
    else this.#logger.info(of, 'scenario');
    this.#events.emit('scenario', of);
  }

  /** An activity of the node has died, was restarted, or was given up. */
  activity(event: ActivityEvent): void {
    const of = { node: this.#node, ...event };
    logActivity(this.#logger, of);
    this.#events.emit('activity', of);
  }

  /** A deferred order will not be executed. */
  droppedOrder({ cause, methods }: DroppedOrder): void {
    const fields = { node: this.#node, cause, methods: methods.map(printable) };
    this.#logger.info(fields, 'a deferred order is dropped');
  }

  /** A login was tried. A name that no user has may be anything, even a password: it is not shown. */
  login({ result, user, lockoutMs, peer }: LoginTry): void {
    const fields = { node: this.#node, user: user ?? 'unknown', result, peer };
    if (result === 'accepted') this.#logger.info(fields, 'login');
    else this.#logger.warn(fields, 'login refused');
    if (lockoutMs !== undefined)
      this.#logger.warn({ node: this.#node, user, ms: lockoutMs }, 'a user is locked out');
  }

  /** A connection was accepted and closed at once. */
  refused(port: PortName, reason: RefusalReason, peer: string): void {
    const event = { node: this.#node, port, reason, peer };
    this.#logger[simulatedRefusals.has(reason) ? 'debug' : 'warn'](event, 'connection refused');
    this.#events.emit('connection-refused', event);
  }

  /** A connection has ended; what a client did wrong is logged, and what a limit ended. */
  ended(port: PortName, reason: EndReason, peer: string): void {
    if (!warnedEnds.has(reason)) return;
    this.#logger.warn({ node: this.#node, port, reason, peer }, 'connection ended');
  }

  /** Bytes arrived after the one message of a maintenance connection. */
  discarded(bytes: number): void {
    this.#logger.debug({ node: this.#node, bytes }, 'discarded bytes after a message');
  }

  /** The flash file holds something unexpected. */
  flashWarning(text: string): void {
    this.#logger.warn({ node: this.#node }, text);
  }

  /** A write of the flash file failed. */
  flashError(error: UnwrittenFlash, file: string): void {
    this.#logger.error({ node: this.#node, err: error, file }, 'flash could not be written');
  }

  /** Reports were not delivered; a fault's work is no news. */
  reportDropped(
    report: ReportType,
    reason: DropCause,
    receiver: { readonly host: string; readonly port: number } | undefined,
    error?: Error,
  ): void {
    const to = receiver === undefined ? {} : { receiver: `${receiver.host}:${receiver.port}` };
    const fields = {
      node: this.#node,
      report,
      reason,
      ...to,
      ...(error === undefined ? {} : { err: error }),
    };
    this.#logger[reason === 'fault' ? 'debug' : 'warn'](fields, 'a report was not delivered');
  }

  /** Something threw that must not. */
  error(error: unknown, where: string): void {
    this.#logger.error({ node: this.#node, err: error, where }, 'something failed inside the simulator');
  }

  /** A phase of this node's own close has ended: the other nodes go on. */
  phase(phase: ClosePhaseReport, error: unknown): void {
    const fields = { node: this.#node, ...phase };
    if (phase.ended === 'done') this.#logger.debug(fields, 'closing the node');
    else this.#logger.warn(error === undefined ? fields : { ...fields, err: error }, 'closing the node');
  }

  /** The node can't go on and was closed; the other nodes go on. */
  lost(error: SilvusMockError | undefined): void {
    const node = this.#node;
    this.#logger.error({ node, err: error }, 'the node was lost');
    this.#events.emit('node-lost', { node, error });
  }

  /** Logs a command and emits its event. Nothing is made where nobody looks: this runs for each command. */
  #tell(record: Omit<CommandRecord, 'outcome'>, outcome: string, secrets: Secrets): void {
    const { command, waitMs, runMs } = record;
    const slowMs = this.#slowMs();
    const isSlow = slowMs > 0 && waitMs + runMs >= slowMs;
    const isNotable = notable.has(command.method);
    const isLogged = isNotable || isSlow || this.#logger.isLevelEnabled?.('debug') !== false;
    const isBusy = outcome === 'BUSY' && this.#events.has('busy');
    if (!isLogged && !isBusy && !this.#events.has('command')) return;
    const event = this.#eventOf(record, outcome, secrets);
    if (isLogged) this.#log(event, isNotable, isSlow);
    this.#events.emit('command', event);
    if (isBusy) this.#events.emit('busy', event);
  }

  #eventOf(
    { command, origin, waitMs, runMs }: Omit<CommandRecord, 'outcome'>,
    outcome: string,
    secrets: Secrets,
  ): CommandEvent {
    const id = secrets.maskId(command.id);
    const method = secrets.maskMethod(command.method);
    // The rest of the origin may be secret: headers, for one.
    const { port, peer, deferred } = origin;
    const of = deferred === undefined ? {} : { deferred };
    return { node: this.#node, id, method, port, peer, ...of, outcome, waitMs, runMs };
  }

  #log(event: CommandEvent, isNotable: boolean, isSlow: boolean): void {
    const id = typeof event.id === 'string' ? printable(event.id) : event.id;
    const fields = { ...event, id, method: printable(event.method) };
    if (isNotable) this.#logger.info(fields, 'command');
    else this.#logger.debug(fields, 'command');
    if (isSlow) this.#logger.warn(fields, 'slow command');
  }
}

/** Log line of an activity's death, restart or end. */
export function logActivity(logger: Logger, event: ActivityEvent): void {
  if (event.what === 'restarted') logger.info(event, 'restarted');
  else logger.error(event, event.what === 'died' ? 'it has died; it will be restarted' : 'given up');
}
