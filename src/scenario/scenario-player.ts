import type { Clock } from '../core/time/clock.js';
import { SilvusMockError } from '../core/errors.js';
import type { MethodNames } from '../radio/method-query.js';
import type { Catalogue } from '../radio/catalogue.js';
import { checkScenario } from './check.js';
import { driftValues } from './drift.js';
import { type Reach, networkIssues } from './network-steps.js';
import { rejectIssues } from './parse.js';
import { Progress, type TimelineStep } from './progress.js';
import type { Action, Scenario, Step } from './scenario.js';
import { type ScenarioRadio, type ScenarioTarget, idleReason } from './target.js';
import { isError } from '../core/realm.js';

/** An event of a scenario. */
export interface ScenarioEvent {
  readonly name: string;
  /** `idle`: the step found nothing to do; its text says why. */
  readonly what: 'started' | 'step' | 'idle' | 'ended' | 'stopped' | 'failed';
  /** The step and its action: `steps.2`, `blackout`. */
  readonly step?: string;
  readonly action?: Action['kind'];
  /** Text of a note, or the reason of a failure or of an idle step. */
  readonly text?: string;
}

/** Status of a scenario. */
export interface ScenarioStatus {
  readonly name: string;
  readonly state: 'running' | 'ended' | 'stopped' | 'failed';
  /** The last step that has begun. */
  readonly step: string | undefined;
  /** Steps that have begun, each repetition counted. */
  readonly steps: number;
  /** Reason of a failure. */
  readonly fault: string | undefined;
  /** When it began, monotonic ms of the clock. */
  readonly startedAtMs: number;
  /** When it ended, failed or was stopped; undefined while it runs. */
  readonly endedAtMs: number | undefined;
  /** Steps that found nothing to do, with the reasons; absent if there are none. */
  readonly idle?: readonly string[];
}

/** One run of a scenario. */
interface Play {
  readonly scenario: Scenario;
  readonly stopped: AbortController;
  readonly progress: Progress;
  status: ScenarioStatus;
  /** Due times in a row that were past already. */
  late: number;
}

/** Maximum number of idle steps that are remembered. */
const maxIdle = 100;

const isStopped = ({ stopped }: Play) => stopped.signal.aborted;

/** After so many due times in a row that are past, other work gets a turn. */
const maxLate = 1_000;

/** Runs scenarios on the simulator's clock, one at a time. */
export class ScenarioPlayer {
  readonly #clock: Clock;
  readonly #target: ScenarioTarget;
  readonly #catalogue: Catalogue;
  readonly #methods: MethodNames;
  readonly #listener: (event: ScenarioEvent) => void;
  readonly #idle = new Set<string>();
  #play: Play | undefined;
  #ended: Promise<void> = Promise.resolve();
  #closed = false;

  /**
   * @param catalogue the methods that the radio itself executes, by which the values of a scenario are checked
   * @param methods names of all methods, custom methods included
   */
  constructor(
    clock: Clock,
    target: ScenarioTarget,
    catalogue: Catalogue,
    methods: MethodNames,
    listener: (event: ScenarioEvent) => void,
  ) {
    this.#clock = clock;
    this.#target = target;
    this.#catalogue = catalogue;
    this.#methods = methods;
    this.#listener = listener;
  }

  /** Status of the last scenario; undefined if there was none. */
  get status(): ScenarioStatus | undefined {
    return this.#play?.status;
  }

  /** The steps of the last scenario and how far they have come; empty if there was none. */
  *timeline(): Generator<TimelineStep> {
    const play = this.#play;
    if (play !== undefined) yield* play.progress.timeline(this.#clock.now(), play.status.state !== 'running');
  }

  /** Resolves once the running scenario has ended, failed or been stopped. */
  get ended(): Promise<void> {
    return this.#ended;
  }

  /** Starts a scenario; steps that are due at its beginning are done when this returns. Throws `SCENARIO_RUNNING`, `OPTION_INVALID`, `ALREADY_CLOSED`. */
  run(scenario: Scenario): void {
    if (this.#closed)
      throw new SilvusMockError('ALREADY_CLOSED', `scenario: "${scenario.name}": the simulator was closed`);
    if (this.#play?.status.state === 'running') {
      const message = `scenario: "${this.#play.scenario.name}" is running; stop it first`;
      throw new SilvusMockError('SCENARIO_RUNNING', message);
    }
    this.check(scenario);
    const { name } = scenario;
    const progress = new Progress(scenario.steps, this.#clock.now());
    const status = {
      name,
      state: 'running',
      step: undefined,
      steps: 0,
      fault: undefined,
      startedAtMs: progress.startedAt,
      endedAtMs: undefined,
    } as const;
    const play: Play = { scenario, stopped: new AbortController(), progress, status, late: 0 };
    this.#play = play;
    this.#listener({ name, what: 'started' });
    const ended = this.#through(play);
    // A listener may have started another one.
    if (this.#play === play) this.#ended = ended;
  }

  /** Throws `OPTION_INVALID` for a scenario that does not fit the radio or its network. */
  check(scenario: Scenario): void {
    checkScenario(scenario, this.#catalogue, this.#methods);
    rejectIssues(scenario, networkIssues(scenario, this.#reach));
  }

  /** Stops the running scenario, if any; its changes stay. */
  stop(): void {
    const play = this.#play;
    if (play?.status.state !== 'running') return;
    this.#end(play, 'stopped');
    play.stopped.abort();
  }

  /** Steps of all scenarios since the last reset that found nothing to do, with the reasons. */
  get idle(): readonly string[] {
    return [...this.#idle];
  }

  /** Stops, and clears the status. */
  clear(): void {
    this.stop();
    this.#idle.clear();
    this.#play = undefined;
  }

  /** Stops, and rejects further scenarios. */
  close(): void {
    this.#closed = true;
    this.stop();
  }

  async #through(play: Play): Promise<void> {
    try {
      await this.#steps(play, play.scenario.steps, play.progress.startedAt);
      this.#end(play, 'ended');
    } catch (error) {
      this.#end(play, 'failed', isError(error) ? error.message : String(error));
      play.stopped.abort();
    }
  }

  #end(play: Play, state: 'ended' | 'stopped' | 'failed', reason?: string): void {
    if (play.status.state !== 'running') return;
    play.status = { ...play.status, state, fault: reason, endedAtMs: this.#clock.now() };
    const text = reason === undefined ? {} : { text: reason };
    this.#listener({ name: play.scenario.name, what: state, ...text });
  }

  /** Begins each step at its time; resolves when all are over. */
  async #steps(play: Play, steps: readonly Step[], from: number): Promise<void> {
    let lasting: { readonly end: number; readonly work: Promise<void> }[] = [];
    for (const step of steps) {
      // Steps that are over by then end first.
      const over = lasting.filter(({ end }) => end <= step.begin);
      for (const { work } of over) await work;
      if (over.length > 0) lasting = lasting.filter(({ end }) => end > step.begin);
      // Steps that are due are done without a wait.
      const ms = from + step.begin - this.#clock.now();
      if (ms > 0) await this.#sleep(play, ms);
      if (isStopped(play)) break;
      play.progress.begin(step, from + step.begin);
      this.#announce(play, step);
      // A listener may have stopped it.
      if (isStopped(play)) break;
      const work = this.#act(play, step);
      if (work === undefined) continue;
      lasting.push({ end: step.end, work });
      // A step that fails while others run stops them; its error is thrown at the end.
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
    if (ms > 0 || play.late % maxLate === 0) await this.#sleep(play, ms);
    return !play.stopped.signal.aborted;
  }

  #announce(play: Play, { path, action }: Step): void {
    play.status = { ...play.status, step: path, steps: play.status.steps + 1 };
    const text = action.kind === 'note' ? { text: action.text } : {};
    this.#listener({ name: play.scenario.name, what: 'step', step: path, action: action.kind, ...text });
  }

  /** Notes a step that finds nothing to do, and does nothing else. */
  #noteIdle(play: Play, { path, action }: Step, radio: ScenarioRadio): void {
    const reason =
      action.kind === 'steer' ? this.#target.network?.idleReason(action.call) : idleReason(action, radio);
    if (reason === undefined) return;
    const line = `${path}: ${reason}`;
    const { idle = [] } = play.status;
    if (idle.length < maxIdle && !idle.includes(line))
      play.status = { ...play.status, idle: [...idle, line] };
    if (this.#idle.size < maxIdle) this.#idle.add(`${play.scenario.name}: ${line}`);
    const { name } = play.scenario;
    this.#listener({ name, what: 'idle', step: path, action: action.kind, text: reason });
  }

  #act(play: Play, step: Step): Promise<void> | undefined {
    const target = this.#radioOf(step);
    const { action } = step;
    this.#noteIdle(play, step, target);
    if (isStopped(play)) return undefined;
    switch (action.kind) {
      case 'set':
        target.patch(action.values);
        return undefined;
      case 'drift':
        return this.#drift(play, action, target);
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
        return this.#repeat(play, step, action);
      case 'note':
        return undefined;
      case 'steer':
        this.#target.network?.steer(action.call);
        return undefined;
    }
  }

  /** The radio that a step is about. Throws `OPTION_INVALID` for one that was removed meanwhile. */
  #radioOf({ node }: Step): ScenarioRadio {
    if (node === undefined || node === this.#target.nodeid) return this.#target;
    const radio = this.#target.network?.radio(node);
    if (radio !== undefined) return radio;
    throw new SilvusMockError('OPTION_INVALID', `node: ${node}: there is no such node now`);
  }

  get #reach(): Reach {
    const { nodeid, network } = this.#target;
    return {
      hasRadio: (id) => id === nodeid || network?.radio(id) !== undefined,
      steerIssues: (call) => network?.issues(call),
    };
  }

  async #drift(play: Play, drift: Extract<Action, { kind: 'drift' }>, radio: ScenarioRadio): Promise<void> {
    const begin = this.#clock.now();
    for (const { after, value } of driftValues(drift, radio.read(drift.setting))) {
      if (!(await this.#until(play, begin + after))) return;
      radio.patch({ [drift.setting]: [value] });
    }
  }

  async #repeat(
    play: Play,
    step: Step,
    { times, period, steps }: Extract<Action, { kind: 'repeat' }>,
  ): Promise<void> {
    const begin = this.#clock.now();
    for (let round = 0; round < times; round += 1) {
      play.progress.beginRound(step, round, steps);
      await this.#steps(play, steps, begin + round * period);
      if (!(await this.#until(play, begin + (round + 1) * period))) return;
    }
  }
}
