import type { CommandPath } from '../command-path/command-path.js';
import type { ResolvedConfig } from '../config/resolve.js';
import type { Clock } from '../core/time/clock.js';
import type { Ports } from '../ports/ports.js';
import type { CommandRecord } from '../worker/job.js';
import type { ScenarioPlayer } from '../scenario/scenario-player.js';
import type { CloseReport } from './events.js';
import type { NodeReports } from './reports/node-reports.js';
import type { ActivityName } from './supervision/activity-status.js';
import type { Supervisor } from './supervision/supervisor.js';

/** Waiting commands at a close: executed first, or rejected. */
export type Drain = ResolvedConfig['close']['drain'];

/** The parts of a node that a close ends. */
interface NodeShutdownParts {
  readonly commandPath: CommandPath;
  readonly ports: Ports;
  readonly scenario: ScenarioPlayer;
  readonly reports: NodeReports;
  readonly supervisor: Supervisor;
  /** Real time: the grace does not obey the simulation. */
  readonly clock: Clock;
}

/** Result of a node's close: its part of the report. */
type NodeCloseCounts = Omit<CloseReport, 'phases' | 'durationMs' | 'fault'>;

/** The end of one node, step by step; what drives it sets the deadlines. */
export class NodeShutdown {
  readonly #parts: NodeShutdownParts;
  readonly #ended = new Set<ActivityName>();
  #openAtStop: number | undefined;
  #acceptedAtStop = 0;
  #stopped: Promise<unknown> | undefined;
  #graceIsOver = false;
  #drained = 0;
  #rejected = 0;
  #cut = 0;
  #forced = 0;

  constructor(parts: NodeShutdownParts) {
    this.#parts = parts;
  }

  /** Set once the node has begun to close. */
  get isUnderWay(): boolean {
    return this.#openAtStop !== undefined;
  }

  /** Counts a command that was settled during the close and before its grace deadline. */
  count({ outcome }: CommandRecord): void {
    if (!this.isUnderWay || this.#graceIsOver) return;
    if (outcome.kind === 'error' && outcome.error.token === 'UNAVAILABLE') this.#rejected += 1;
    else this.#drained += 1;
  }

  /**
   * Stops accepting; resolves when everything that was accepted is answered and every connection is closed. A second
   * call returns the same promise.
   * @param takesWaiting whether what clients have sent and nobody has read is taken first
   */
  stop(drain: Drain, takesWaiting: boolean): Promise<unknown> {
    this.#stopped ??= this.#stop(drain, takesWaiting);
    return this.#stopped;
  }

  async #stop(drain: Drain, takesWaiting: boolean): Promise<unknown> {
    const { commandPath, ports, scenario, reports, supervisor } = this.#parts;
    this.#openAtStop = ports.connections;
    this.#acceptedAtStop = ports.accepted;
    supervisor.stopRestarting();
    scenario.close();
    const reportsEnded = reports.close();
    commandPath.skipDelays();
    if (drain === 'reject') void commandPath.worker.close(drain);
    if (takesWaiting) await ports.takeWaiting(() => this.#graceIsOver);
    const stopped = ports.stop();
    return Promise.all([
      this.#awaiting('scenario', scenario.ended),
      reportsEnded,
      // The last jobs may save settings: flash closes after them.
      this.#awaiting('worker', commandPath.worker.close(drain)).then(() => commandPath.flash.close()),
      ...stopped.map(({ name, ended }) => this.#awaiting(name, ended)),
    ]);
  }

  /** The grace is over: settles every command, and destroys the connections that are left. */
  async cutRest(): Promise<void> {
    const { commandPath, ports, clock } = this.#parts;
    this.#graceIsOver = true;
    this.#cut += commandPath.worker.abandon();
    commandPath.flash.abandon();
    // A reply that was made just now still gets out.
    await clock.sleep(0);
    this.#forced += ports.destroyConnections();
  }

  /** Ends the timers and the waiting promises that are left. */
  release(): void {
    this.#parts.commandPath.release();
  }

  /** Counts so far. */
  counts(): NodeCloseCounts {
    const { commandPath, ports, scenario } = this.#parts;
    const accepted = ports.accepted - this.#acceptedAtStop;
    return {
      drained: this.#drained,
      rejected: this.#rejected,
      cut: this.#cut,
      closed: (this.#openAtStop ?? 0) + accepted - ports.connections - this.#forced,
      forced: this.#forced,
      unended: commandPath.worker.figures.unended,
      unusedFaults: commandPath.faults.unused().map(({ name }) => name),
      idleSteps: scenario.idle,
      activities: [...this.#ended],
    };
  }

  /** Undoes a start that failed: closes the ports that are open. */
  async undo(): Promise<void> {
    const { commandPath, ports, scenario } = this.#parts;
    scenario.close();
    commandPath.release();
    // An open port may have accepted a request already: it gets no answer.
    const stopped = ports.stop();
    commandPath.worker.abandon();
    ports.destroyConnections();
    await Promise.all(stopped.map(({ ended }) => ended));
    await commandPath.flash.close();
  }

  async #awaiting(name: ActivityName, work: Promise<unknown>): Promise<void> {
    await work;
    if (this.#parts.supervisor.ended(name)) this.#ended.add(name);
  }
}
