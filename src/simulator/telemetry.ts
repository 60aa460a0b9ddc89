import type { SettingChange } from '../config/difference.js';
import { checkFunction, checkName } from '../core/arguments.js';
import { type Listener, TypedEvents } from '../core/events.js';
import type { Logger } from '../core/log/logger.js';
import { type ClosePhaseReport, type CloseReport, type SimulatorEvents, eventNames } from './events.js';
import { NodeTelemetry, logActivity } from './node-telemetry.js';
import type { ReloadEvent } from './reload/report.js';
import type { ActivityEvent } from './supervision/activity-status.js';

const reloadMessages = {
  applied: 'the new configuration is taken over',
  unchanged: 'the configuration was read again; nothing to take over',
} as const;

const changeText = ({ path, from, to }: SettingChange) => `${path}: ${from} → ${to}`;

/** Events and log lines of one simulator and its nodes. */
export class Telemetry {
  readonly #logger: Logger;
  #slowMs: number;
  readonly #events: TypedEvents<SimulatorEvents>;

  /** @param slowMs duration from which a command counts as slow, ms of the simulator's clock (0 = off) */
  constructor(logger: Logger, slowMs: number) {
    this.#logger = logger;
    this.#slowMs = slowMs;
    this.#events = new TypedEvents((error, event) => this.error(error, `a listener of ${event}`));
  }

  /** Changes the duration from which a command counts as slow, ms (0 = off). */
  configure(slowMs: number): void {
    this.#slowMs = slowMs;
  }

  /** Events and log lines of one node, each with the node's ID. */
  forNode(id: string): NodeTelemetry {
    return new NodeTelemetry(id, this.#logger, this.#events, () => this.#slowMs);
  }

  /** Adds a listener; returns the function that removes it. Throws `OPTION_INVALID`. */
  on<K extends keyof SimulatorEvents>(event: K, listener: Listener<SimulatorEvents[K]>): () => void {
    checkName('on: event', event, eventNames);
    checkFunction('on: listener', listener);
    return this.#events.on(event, listener);
  }

  /** A shared activity, such as the control plane, has died, was restarted, or was given up. */
  activity(event: ActivityEvent): void {
    logActivity(this.#logger, event);
    this.#events.emit('activity', event);
  }

  /** A phase of the close has ended. */
  phase(phase: ClosePhaseReport, error: unknown): void {
    if (phase.ended === 'done') this.#logger.debug(phase, 'closing');
    else this.#logger.warn(error === undefined ? phase : { ...phase, err: error }, 'closing');
  }

  /** The configuration was read again, or a program gave other settings. */
  reloaded(event: ReloadEvent): void {
    const { outcome, faults } = event;
    const changed = event.changed.map(changeText);
    const needsRestart = event.needsRestart.map(changeText);
    // The reason tells two failed reloads apart: the log leaves out repeated lines.
    const failure = { reason: faults[0], faults };
    if (outcome === 'refused')
      this.#logger.error(failure, 'the new configuration is wrong; all is as before');
    else if (outcome === 'rolled-back')
      this.#logger.error(failure, 'the new configuration could not be taken over');
    else this.#logger.info({ changed, needsRestart }, reloadMessages[outcome]);
    this.#events.emit('reload', event);
  }

  /** Something threw that must not. */
  error(error: unknown, where: string): void {
    this.#logger.error({ err: error, where }, 'something failed inside the simulator');
  }

  /** The simulator is closed; no event follows. */
  closed(report: CloseReport): void {
    this.#logger.info(report, 'closed');
    this.#events.emit('closed', report);
    this.#events.clear();
  }
}
