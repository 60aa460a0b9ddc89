import type { Clock } from '../core/time/clock.js';
import type { FlashFolder } from '../flash/flash-folder.js';
import type { ClosePhase, CloseReport, ClosePhaseReport } from './events.js';
import type { Node } from './node.js';
import type { Drain } from './node-shutdown.js';
import type { Service } from './service.js';
import type { ActivityName } from './supervision/activity-status.js';
import type { Supervisor } from './supervision/supervisor.js';

/** Parts that a shutdown ends. */
interface ShutdownParts {
  readonly nodes: readonly Node[];
  readonly services: readonly Service[];
  /** The folder that keeps the flash of the nodes, if it ends with them. */
  readonly flash?: FlashFolder | undefined;
  /** Supervisor of the services. */
  readonly supervisor: Supervisor;
  /** Real time: the grace does not obey the simulation. */
  readonly clock: Clock;
  readonly drain: Drain;
  /** Resolves when nothing else is under way that the close must wait for, such as a reload; undefined for nothing. */
  readonly settled: () => Promise<unknown> | undefined;
  /** Called at the end of each phase, with the error that it threw. */
  readonly onPhase: (phase: ClosePhaseReport, error?: unknown) => void;
}

/** Time after the grace for destroyed connections to be gone and for our own parts to end, in all, real ms. */
const endTimeout = 500;

type PhaseEnd = ClosePhaseReport['ended'];

/** One phase: its work, its deadline, and what is done at the deadline. */
interface Phase {
  readonly name: ClosePhase;
  /** Real ms. */
  readonly deadline: number;
  /** Returns a promise only where there is something to wait for. */
  readonly run: () => Promise<unknown> | undefined;
  readonly cut?: () => unknown;
}

/**
 * The close of several nodes and their services, in phases, each with its own deadline: accepted requests are answered
 * within the grace, the rest is cut. One deadline holds for all nodes, and no error keeps the close from its end.
 */
export class Shutdown {
  readonly #parts: ShutdownParts;
  readonly #phases: ClosePhaseReport[] = [];
  readonly #ended = new Set<ActivityName>();
  #drain: Drain;

  constructor(parts: ShutdownParts) {
    this.#parts = parts;
    this.#drain = parts.drain;
  }

  /** Changes what a close to come does with waiting commands. */
  configure(drain: Drain): void {
    this.#drain = drain;
  }

  /** Stops accepting, answers what was accepted, releases everything; returns the counts. */
  async run(graceMs: number): Promise<CloseReport> {
    const { nodes, services, clock } = this.#parts;
    const begun = clock.now();
    const end = begun + graceMs;
    const timeToEnd = () => Math.max(0, Math.min(endTimeout, end + endTimeout - clock.now()));
    let work: Promise<unknown> | undefined;
    await this.#run({
      name: 'stop',
      deadline: endTimeout,
      run: () => {
        // A close without a grace has no time for what has not been read.
        work = this.#stopNodes(graceMs > 0);
        return undefined;
      },
    });
    const drained = await this.#run({
      name: 'drain',
      deadline: graceMs,
      run: () => work,
      cut: () => Promise.all(nodes.map((node) => node.shutdown.cutRest())),
    });
    const rest = drained === 'done' ? undefined : work;
    await this.#run({ name: 'end', deadline: timeToEnd(), run: () => rest });
    // The control plane answers probes until here: they must hear "closing".
    const open = services.filter(({ isOpen }) => isOpen);
    await this.#run({
      name: 'control',
      deadline: Math.max(0, end - clock.now()),
      run: () => (open.length === 0 ? undefined : Promise.all(open.map((each) => this.#stopService(each)))),
      cut: () => open.forEach((service) => service.force()),
    });
    await this.#run({ name: 'let-go', deadline: timeToEnd(), run: () => this.#release() });
    return this.#report(clock.now() - begun);
  }

  #stopNodes(takesWaiting: boolean): Promise<unknown> {
    const { nodes, flash, supervisor } = this.#parts;
    supervisor.stopRestarting();
    return Promise.all([flash?.end(), ...nodes.map((node) => node.shutdown.stop(this.#drain, takesWaiting))]);
  }

  async #stopService(service: Service): Promise<void> {
    await service.stop();
    if (this.#parts.supervisor.ended(service.name)) this.#ended.add(service.name);
  }

  #release(): Promise<unknown> | undefined {
    for (const { shutdown } of this.#parts.nodes) shutdown.release();
    return this.#parts.settled();
  }

  #report(durationMs: number): CloseReport {
    let [drained, rejected, cut, closed, forced] = [0, 0, 0, 0, 0];
    const unended: string[] = [];
    const unusedFaults: string[] = [];
    const idleSteps: string[] = [];
    const activities = new Set<ActivityName>();
    for (const { shutdown } of this.#parts.nodes) {
      const counts = shutdown.counts();
      drained += counts.drained;
      rejected += counts.rejected;
      cut += counts.cut;
      closed += counts.closed;
      forced += counts.forced;
      unended.push(...counts.unended);
      unusedFaults.push(...counts.unusedFaults);
      idleSteps.push(...counts.idleSteps);
      for (const name of counts.activities) activities.add(name);
    }
    for (const name of this.#ended) activities.add(name);
    return {
      drained,
      rejected,
      cut,
      closed,
      forced,
      unended,
      unusedFaults,
      idleSteps,
      activities: [...activities],
      phases: this.#phases,
      durationMs,
    };
  }

  /** Runs a phase; returns how it ended, as a promise only where there is something to wait for. */
  #run(phase: Phase): PhaseEnd | Promise<PhaseEnd> {
    const begun = this.#parts.clock.now();
    try {
      const work = phase.run();
      if (work !== undefined) return this.#wait(phase, begun, work);
    } catch (error) {
      return this.#end(phase, begun, 'failed', error);
    }
    return this.#end(phase, begun, 'done');
  }

  async #wait(phase: Phase, begun: number, work: Promise<unknown>): Promise<PhaseEnd> {
    let failure: unknown;
    const noted = work.catch((error: unknown) => void (failure = error));
    const isLate = await isLater(noted, phase.deadline, this.#parts.clock);
    try {
      if (isLate) await phase.cut?.();
    } catch (error) {
      failure = error;
    }
    const ended = failure !== undefined ? 'failed' : isLate ? 'late' : 'done';
    return this.#end(phase, begun, ended, failure);
  }

  #end({ name }: Phase, begun: number, ended: PhaseEnd, failure?: unknown): PhaseEnd {
    const { clock, onPhase } = this.#parts;
    const phase = { phase: name, ended, ms: clock.now() - begun };
    this.#phases.push(phase);
    onPhase(phase, failure);
    return ended;
  }
}

/** Resolves true after so many ms, or false as soon as the work is done. */
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
