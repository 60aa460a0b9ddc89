import type { Clock } from '../core/time/clock.js';
import { SilvusMockError } from '../core/errors.js';
import type { MethodNames } from '../radio/method-query.js';
import type { Catalogue } from '../radio/catalogue.js';
import { type WorkInParts, atOnce, inTurns } from '../core/time/parts.js';
import { checkScenario } from './check.js';
import { driftValues } from './drift.js';
import { type Reach, networkIssues, weightOf } from './network-steps.js';
import { rejectIssues } from './parse.js';
import { PlayTurns } from './play-turns.js';
import { Progress, type TimelineStep } from './progress.js';
import type { Action, Scenario, Step } from './scenario.js';
import type { ScenarioEvent, ScenarioStatus } from './scenario-status.js';
import { type ScenarioRadio, type ScenarioTarget, idleReason } from './target.js';
import { isError } from '../core/realm.js';

/** One run of a scenario. */
interface Play {
  readonly scenario: Scenario;
  readonly stopped: AbortController;
  readonly progress: Progress;
  readonly turns: PlayTurns;
  status: ScenarioStatus;
}

/** Maximum number of idle steps that are remembered. */
const maxIdle = 100;

const isStopped = ({ stopped }: Play) => stopped.signal.aborted;

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
    this.#checkFree(scenario);
    this.check(scenario);
    this.#start(scenario, false);
  }

  /**
   * As `run`, with turns of the event loop for others where there are many steps; resolves once those are done that are
   * due at the beginning, with its status.
   */
  async runInTurns(scenario: Scenario): Promise<ScenarioStatus> {
    this.#checkFree(scenario);
    await inTurns(this.#checks(scenario));
    // Another may have begun meanwhile.
    this.#checkFree(scenario);
    const play = this.#start(scenario, true);
    await play.turns.done(play.progress.startedAt);
    return play.status;
  }

  #checkFree({ name }: Scenario): void {
    if (this.#closed)
      throw new SilvusMockError('ALREADY_CLOSED', `scenario: "${name}": the simulator was closed`);
    if (this.#play?.status.state === 'running') {
      const message = `scenario: "${this.#play.scenario.name}" is running; stop it first`;
      throw new SilvusMockError('SCENARIO_RUNNING', message);
    }
  }

  /** @param givesTurns whether turns are given among the steps that are due at the start, too */
  #start(scenario: Scenario, givesTurns: boolean): Play {
    const { name } = scenario;
    const progress = new Progress(scenario.steps, this.#clock.now());
    const turns = new PlayTurns(this.#clock, givesTurns ? -Infinity : progress.startedAt);
    const status = {
      name,
      state: 'running',
      step: undefined,
      steps: 0,
      fault: undefined,
      startedAtMs: progress.startedAt,
      endedAtMs: undefined,
    } as const;
    const play: Play = { scenario, stopped: new AbortController(), progress, turns, status };
    this.#play = play;
    this.#listener({ name, what: 'started' });
    const ended = this.#through(play);
    // A listener may have started another one.
    if (this.#play === play) this.#ended = ended;
    return play;
  }

  /** Throws `OPTION_INVALID` for a scenario that does not fit the radio or its network. */
  check(scenario: Scenario): void {
    atOnce(this.#checks(scenario));
  }

  *#checks(scenario: Scenario): WorkInParts<void> {
    yield* checkScenario(scenario, this.#catalogue, this.#methods);
    rejectIssues(scenario, yield* networkIssues(scenario, this.#reach));
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
    const { turns, progress } = play;
    let lasting: { readonly end: number; readonly work: Promise<void> }[] = [];
    for (const step of steps) {
      // Steps that are over by then end first.
      const over = lasting.filter(({ end }) => end <= step.begin);
      for (const { work } of over) await work;
      if (over.length > 0) lasting = lasting.filter(({ end }) => end > step.begin);
      // Steps that are due are done without a wait, unless others have their turn.
      const moment = from + step.begin;
      if (moment > this.#clock.now()) await this.#sleep(play, moment);
      for (let turn = turns.before(moment); turn !== undefined; turn = turns.before(moment)) await turn;
      if (isStopped(play)) break;
      turns.count(weightOf(step));
      progress.begin(step, moment);
      this.#announce(play, step);
      // A listener may have stopped it.
      if (isStopped(play)) break;
      const work = this.#act(play, step, moment);
      if (work === undefined) continue;
      lasting.push({ end: step.end, work });
      // A step that fails while others run stops them; its error is thrown at the end.
      work.catch(() => play.stopped.abort());
    }
    await Promise.all(lasting.map(({ work }) => work));
  }

  #sleep(play: Play, moment: number): Promise<boolean> {
    return this.#clock.sleep(moment - this.#clock.now(), play.stopped.signal, { background: true });
  }

  /** Waits for a moment, ms; false if the scenario is stopped before. */
  async #until(play: Play, moment: number): Promise<boolean> {
    const { turns } = play;
    turns.count();
    if (moment > this.#clock.now()) await this.#sleep(play, moment);
    // What is beside it in the scenario, and due as well, comes first.
    else await Promise.resolve();
    for (let turn = turns.before(moment); turn !== undefined; turn = turns.before(moment)) await turn;
    return !isStopped(play);
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

  /** @param moment at which the step is due, monotonic ms */
  #act(play: Play, step: Step, moment: number): Promise<void> | undefined {
    const target = this.#radioOf(step);
    const { action } = step;
    this.#noteIdle(play, step, target);
    if (isStopped(play)) return undefined;
    switch (action.kind) {
      case 'set':
        target.patch(action.values);
        return undefined;
      case 'drift':
        return this.#drift(play, action, target, moment);
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
        return this.#repeat(play, step, action, moment);
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

  async #drift(
    play: Play,
    drift: Extract<Action, { kind: 'drift' }>,
    radio: ScenarioRadio,
    begin: number,
  ): Promise<void> {
    for (const { after, value } of driftValues(drift, radio.read(drift.setting))) {
      if (!(await this.#until(play, begin + after))) return;
      radio.patch({ [drift.setting]: [value] });
    }
  }

  async #repeat(
    play: Play,
    step: Step,
    { times, period, steps }: Extract<Action, { kind: 'repeat' }>,
    begin: number,
  ): Promise<void> {
    for (let round = 0; round < times; round += 1) {
      play.progress.beginRound(step, round, steps);
      await this.#steps(play, steps, begin + round * period);
      if (!(await this.#until(play, begin + (round + 1) * period))) return;
    }
  }
}
