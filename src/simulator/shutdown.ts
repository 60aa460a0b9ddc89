import type { Clock } from '../core/time/clock.js';
import type { Config } from '../config/schema.js';
import type { ControlPort } from '../control/server/control-port.js';
import type { Device } from '../command-path/command-path.js';
import type { Ports } from '../ports/ports.js';
import { portNames } from '../ports/registry.js';
import type { ClosePhase, CloseReport, ClosePhaseReport } from './events.js';
import type { ActivityName } from './supervision/activity-status.js';
import type { Supervisor } from './supervision/supervisor.js';
import type { CommandRecord } from '../worker/job.js';

type Drain = Config['close']['drain'];

/** What a close closes. */
export interface ClosingParts {
  readonly device: Device;
  readonly ports: Ports;
  readonly control: ControlPort;
  readonly supervisor: Supervisor;
  /** Real time: the grace does not obey the simulation. */
  readonly socketClock: Clock;
  readonly drain: Drain;
  /** Resolves when no other settings are being taken over. */
  readonly reloaded: () => Promise<void>;
  /** Told of each phase when it is over, and of what it threw. */
  readonly onPhase: (phase: ClosePhaseReport, fault?: unknown) => void;
}

/** How long what was cut may take to be gone, and anything of ours to end, real ms. */
const endTimeout = 1_000;

/** One part of a close: what it does, how long it may take, and what is done when it takes longer. */
interface Phase {
  readonly name: ClosePhase;
  /** Real ms. */
  readonly deadline: number;
  readonly run: () => unknown;
  readonly cut?: () => unknown;
}

/**
 * The close of one simulator, in phases that come one after the other, each with its own deadline: what it still
 * has is answered within the grace, the rest is cut. Nothing in it can keep it from coming to its end.
 */
export class Closing {
  readonly #parts: ClosingParts;
  readonly #phases: ClosePhaseReport[] = [];
  readonly #awaited = new Set<ActivityName>();
  #drain: Drain;
  #isUnderWay = false;
  #graceIsOver = false;
  #drained = 0;
  #rejected = 0;
  #cut = 0;
  #forced = 0;

  constructor(parts: ClosingParts) {
    this.#parts = parts;
    this.#drain = parts.drain;
  }

  /** Has a close that is to come deal with waiting commands in another way. */
  configure(drain: Drain): void {
    this.#drain = drain;
  }

  /** Counts a command that got its outcome, if the close is what it got it from. */
  count({ outcome }: CommandRecord): void {
    if (!this.#isUnderWay || this.#graceIsOver) return;
    if (outcome.kind === 'error' && outcome.error.token === 'UNAVAILABLE') this.#rejected += 1;
    else this.#drained += 1;
  }

  /** Takes no more requests, answers those that are there, and lets go; says what that came to. */
  async run(graceMs: number): Promise<CloseReport> {
    const { device, ports, control, socketClock } = this.#parts;
    const begun = socketClock.now();
    const end = begun + graceMs;
    const open = ports.connections;
    this.#isUnderWay = true;
    let work: Promise<unknown> = Promise.resolve();
    await this.#through({ name: 'stop', deadline: endTimeout, run: () => void (work = this.#stop()) });
    await this.#through({ name: 'drain', deadline: graceMs, run: () => work, cut: () => this.#cutRest() });
    await this.#through({ name: 'end', deadline: endTimeout, run: () => work });
    // It answers probes until here: "closing" is what they have to hear.
    await this.#through({
      name: 'control',
      deadline: Math.max(0, end - socketClock.now()),
      run: () => this.#awaiting('control', control.stop()),
      cut: () => control.force(),
    });
    await this.#through({ name: 'let-go', deadline: endTimeout, run: () => this.#letGo() });
    const { unended } = device.worker.figures();
    return {
      drained: this.#drained,
      rejected: this.#rejected,
      cut: this.#cut,
      closed: open - ports.connections - this.#forced,
      forced: this.#forced,
      unended,
      activities: [...this.#awaited],
      phases: this.#phases,
      durationMs: socketClock.now() - begun,
    };
  }

  async #letGo(): Promise<void> {
    this.#parts.device.letGo();
    await this.#parts.reloaded();
  }

  /** Takes no more, and begins to finish what is there. */
  #stop(): Promise<unknown> {
    const { device, ports, supervisor } = this.#parts;
    supervisor.close();
    device.hurry();
    const stopped = ports.stop();
    return Promise.all([
      this.#awaiting('scenario', device.scenario.ended),
      // What the last jobs save is written before flash is let go of.
      this.#awaiting('worker', device.worker.close(this.#drain)).then(() => device.flash.close()),
      ...portNames.map((name) => this.#awaiting(name, stopped[name])),
    ]);
  }

  async #awaiting(name: ActivityName, work: Promise<unknown>): Promise<void> {
    await work;
    if (this.#parts.supervisor.ended(name)) this.#awaited.add(name);
  }

  async #cutRest(): Promise<void> {
    this.#graceIsOver = true;
    this.#cut = this.#parts.device.worker.abandon();
    this.#parts.device.flash.abandon();
    // What was answered just now still gets out to those who read.
    await this.#parts.socketClock.sleep(0);
    this.#forced = this.#parts.ports.destroyConnections();
  }

  async #through({ name, deadline, run, cut }: Phase): Promise<void> {
    const { socketClock, onPhase } = this.#parts;
    const begun = socketClock.now();
    let failure: unknown;
    const work = attempt(run).catch((fault: unknown) => {
      failure = fault;
    });
    const isLate = await isLater(work, deadline, socketClock);
    if (isLate && cut !== undefined) await attempt(cut).catch((fault: unknown) => (failure = fault));
    const ended = failure !== undefined ? 'failed' : isLate ? 'late' : 'done';
    const phase = { phase: name, ended, ms: socketClock.now() - begun } as const;
    this.#phases.push(phase);
    onPhase(phase, failure);
  }
}

async function attempt(act: () => unknown): Promise<void> {
  await act();
}

/** Resolves true once so many ms have passed, or false as soon as the work is done. */
function isLater(work: Promise<unknown>, ms: number, clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = clock.setTimeout(() => resolve(true), ms);
    const done = () => {
      timer.cancel();
      resolve(false);
    };
    work.then(done, done);
  });
}
