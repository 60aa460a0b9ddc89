import type { Clock } from '../core/time/clock.js';
import { SilvusMockError } from '../core/errors.js';
import type { FaultSpec } from '../faults/spec.js';
import type { BlackoutCause } from '../radio/blackout.js';
import type { Catalogue } from '../radio/catalogue.js';
import type { Mode } from '../radio/mode.js';
import type { PatchValues } from '../radio/patch.js';
import { checkScenario } from './check.js';
import { driftValues } from './drift.js';
import type { Action, Scenario, Step } from './scenario.js';

/** What a scenario acts on. */
export interface ScenarioTarget {
  readonly faults: { add(fault: FaultSpec): string; remove(name: string): boolean; clear(): void };
  readonly state: {
    /** Throws `OPTION_INVALID`. */
    patch(values: PatchValues): void;
    /** What a read of this method would answer now. */
    read(method: string): unknown;
  };
  beginBlackout(cause: BlackoutCause, ms: number): void;
  endBlackout(): Promise<void>;
  setMode(mode: Mode): Promise<void>;
}

/** What has happened to a scenario. */
export interface ScenarioEvent {
  readonly name: string;
  readonly what: 'started' | 'step' | 'ended' | 'stopped' | 'failed';
  /** Which step, and what it does: `steps.2`, `blackout`. */
  readonly step?: string;
  readonly action?: Action['kind'];
  /** What a note says, or what went wrong. */
  readonly text?: string;
}

/** Where a scenario is. */
export interface ScenarioStatus {
  readonly name: string;
  readonly state: 'running' | 'ended' | 'stopped' | 'failed';
  /** The last step that began. */
  readonly step: string | undefined;
  /** Steps that have begun, each repetition counted. */
  readonly steps: number;
  /** What went wrong. */
  readonly fault: string | undefined;
}

/** One play of a scenario, from its beginning to its end. */
interface Play {
  readonly scenario: Scenario;
  readonly stopped: AbortController;
  status: ScenarioStatus;
  /** Moments in a row that were past when they were waited for. */
  late: number;
}

const isStopped = ({ stopped }: Play) => stopped.signal.aborted;

/** So many moments that are past are made up for at once; then others get a turn. */
const mostLate = 1_000;

/** Plays scenarios on the simulator's clock, one at a time. */
export class ScenarioPlayer {
  readonly #clock: Clock;
  readonly #target: ScenarioTarget;
  readonly #catalogue: Catalogue;
  readonly #listener: (event: ScenarioEvent) => void;
  #play: Play | undefined;
  #ended: Promise<void> = Promise.resolve();
  #closed = false;

  /** @param catalogue the radio's built-in methods, by which a scenario is checked */
  constructor(
    clock: Clock,
    target: ScenarioTarget,
    catalogue: Catalogue,
    listener: (event: ScenarioEvent) => void,
  ) {
    this.#clock = clock;
    this.#target = target;
    this.#catalogue = catalogue;
    this.#listener = listener;
  }

  /** Where the last scenario is, or undefined where there was none. */
  get status(): ScenarioStatus | undefined {
    return this.#play?.status;
  }

  /** Resolves once the scenario that plays has ended, failed or been stopped. */
  get ended(): Promise<void> {
    return this.#ended;
  }

  /** Begins a scenario; what is due at its beginning is done when this returns. Throws `SCENARIO_RUNNING`, `OPTION_INVALID`, `ALREADY_CLOSED`. */
  run(scenario: Scenario): void {
    if (this.#closed)
      throw new SilvusMockError('ALREADY_CLOSED', `scenario: "${scenario.name}": the simulator was closed`);
    if (this.#play?.status.state === 'running') {
      const message = `scenario: "${this.#play.scenario.name}" is running; stop it first`;
      throw new SilvusMockError('SCENARIO_RUNNING', message);
    }
    checkScenario(scenario, this.#catalogue);
    const { name } = scenario;
    const status = { name, state: 'running', step: undefined, steps: 0, fault: undefined } as const;
    const play: Play = { scenario, stopped: new AbortController(), status, late: 0 };
    this.#play = play;
    this.#listener({ name, what: 'started' });
    const ended = this.#through(play);
    // Who is told of it may have begun another already.
    if (this.#play === play) this.#ended = ended;
  }

  /** Stops the scenario that plays, if any; what it has done stays. */
  stop(): void {
    const play = this.#play;
    if (play?.status.state !== 'running') return;
    this.#end(play, 'stopped');
    play.stopped.abort();
  }

  /** Stops, and forgets what has played. */
  clear(): void {
    this.stop();
    this.#play = undefined;
  }

  /** Stops, and plays nothing from here on. */
  close(): void {
    this.#closed = true;
    this.stop();
  }

  async #through(play: Play): Promise<void> {
    try {
      await this.#steps(play, play.scenario.steps, this.#clock.now());
      this.#end(play, 'ended');
    } catch (fault) {
      this.#end(play, 'failed', fault instanceof Error ? fault.message : String(fault));
      play.stopped.abort();
    }
  }

  #end(play: Play, state: 'ended' | 'stopped' | 'failed', fault?: string): void {
    if (play.status.state !== 'running') return;
    play.status = { ...play.status, state, fault };
    const text = fault === undefined ? {} : { text: fault };
    this.#listener({ name: play.scenario.name, what: state, ...text });
  }

  /** Begins each step at its time; resolves when all are over. */
  async #steps(play: Play, steps: readonly Step[], from: number): Promise<void> {
    let lasting: { readonly end: number; readonly work: Promise<void> }[] = [];
    for (const step of steps) {
      // What is over by then has its last word first.
      const over = lasting.filter(({ end }) => end <= step.begin);
      for (const { work } of over) await work;
      if (over.length > 0) lasting = lasting.filter(({ end }) => end > step.begin);
      // What is due already is done at once.
      const ms = from + step.begin - this.#clock.now();
      if (ms > 0) await this.#sleep(play, ms);
      if (isStopped(play)) break;
      this.#tell(play, step);
      // Who is told of it may have stopped it.
      if (isStopped(play)) break;
      const work = this.#act(play, step.action);
      if (work === undefined) continue;
      lasting.push({ end: step.end, work });
      // A step that fails before it is waited for stops the others, and is told at the end.
      work.catch(() => play.stopped.abort());
    }
    await Promise.all(lasting.map(({ work }) => work));
  }

  #sleep(play: Play, ms: number): Promise<boolean> {
    return this.#clock.sleep(ms, play.stopped.signal, { background: true });
  }

  /** Waits for a moment, ms; false if the scenario is stopped before. */
  async #until(play: Play, moment: number): Promise<boolean> {
    const ms = Math.max(0, moment - this.#clock.now());
    play.late = ms > 0 ? 0 : play.late + 1;
    // A scenario that is quicker than the machine must not keep all else from happening.
    if (ms > 0 || play.late % mostLate === 0) await this.#sleep(play, ms);
    return !play.stopped.signal.aborted;
  }

  #tell(play: Play, { path, action }: Step): void {
    play.status = { ...play.status, step: path, steps: play.status.steps + 1 };
    const text = action.kind === 'note' ? { text: action.text } : {};
    this.#listener({ name: play.scenario.name, what: 'step', step: path, action: action.kind, ...text });
  }

  #act(play: Play, action: Action): Promise<void> | undefined {
    const target = this.#target;
    switch (action.kind) {
      case 'set':
        target.state.patch(action.values);
        return undefined;
      case 'drift':
        return this.#drift(play, action);
      case 'fault':
        target.faults.add(action.fault);
        return undefined;
      case 'remove-fault':
        target.faults.remove(action.name);
        return undefined;
      case 'clear-faults':
        target.faults.clear();
        return undefined;
      case 'blackout':
        target.beginBlackout(action.cause, action.ms);
        return undefined;
      case 'end-blackout':
        return target.endBlackout();
      case 'mode':
        return target.setMode(action.mode);
      case 'repeat':
        return this.#repeat(play, action);
      case 'note':
        return undefined;
    }
  }

  async #drift(play: Play, drift: Extract<Action, { kind: 'drift' }>): Promise<void> {
    const begin = this.#clock.now();
    for (const { after, value } of driftValues(drift, this.#target.state.read(drift.setting))) {
      if (!(await this.#until(play, begin + after))) return;
      this.#target.state.patch({ [drift.setting]: [value] });
    }
  }

  async #repeat(play: Play, { times, period, steps }: Extract<Action, { kind: 'repeat' }>): Promise<void> {
    const begin = this.#clock.now();
    for (let round = 0; round < times; round += 1) {
      await this.#steps(play, steps, begin + round * period);
      if (!(await this.#until(play, begin + (round + 1) * period))) return;
    }
  }
}
