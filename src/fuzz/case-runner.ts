import type { Effect } from '../radio/declaration.js';
import { absenceIn, callResults } from './call-results.js';
import { type JudgeOptions, answerViolations, deathViolation, stateViolation } from './case-violations.js';
import type { Disruption } from './disruption.js';
import type { FuzzCase, FuzzStep } from './fuzz-case.js';
import type { Restorer } from './restorer.js';
import type { Answer } from './sender.js';
import { type SettingsReader, type SettingsState, fuzzCatalogue } from './settings-state.js';
import { type CallResult, stateFaults } from './state-rules.js';
import type { Target } from './target.js';
import type { Violation } from './violation.js';

/** Result of one case. */
export type CaseOutcome =
  | { readonly kind: 'kept' }
  | { readonly kind: 'broken'; readonly violations: readonly Violation[] }
  /** The target was away or busy for reasons that the case has not caused: it shows nothing. */
  | { readonly kind: 'void'; readonly reason: string }
  /** The target does not answer any more. */
  | { readonly kind: 'dead'; readonly violation: Violation };

/** Parts of a runner. */
interface RunnerParts {
  readonly target: Target;
  readonly reader: SettingsReader;
  readonly disruption: Disruption;
  readonly restorer: Restorer;
}

/** Result of a case so far. */
interface Seen {
  readonly violations: Violation[];
  readonly results: CallResult[];
  /** Effects of the commands that were carried out, or may have been. */
  effects: readonly Effect[];
}

/** Time in which a target that seems dead may answer again, ms. */
const deathGrace = 2_000;

/** Time between two looks at settings that changed without a cause, ms. */
const driftWait = 250;

/** Sends cases to a target and judges what comes back. */
export class CaseRunner {
  readonly #target: Target;
  readonly #reader: SettingsReader;
  readonly #disruption: Disruption;
  readonly #options: JudgeOptions;
  readonly #restorer: Restorer;
  /** Settings as they were after the last case; undefined where something may have changed since. */
  #settings: SettingsState | undefined;
  #requests = 0;

  constructor({ target, reader, disruption, restorer }: RunnerParts, options: JudgeOptions) {
    this.#target = target;
    this.#reader = reader;
    this.#disruption = disruption;
    this.#restorer = restorer;
    this.#options = options;
  }

  /** Requests of cases that were sent. */
  get requests(): number {
    return this.#requests;
  }

  /** Sends the requests of a case, and judges the answers and the settings. Never rejects. */
  async run(fuzzCase: FuzzCase, signal?: AbortSignal): Promise<CaseOutcome> {
    const { steps, isConcurrent = false } = fuzzCase;
    const questions = this.#settingsInQuestion(fuzzCase);
    const before = await this.#before(questions);
    if (before === undefined) return { kind: 'void', reason: 'the target was away before the case' };
    const seen: Seen = { violations: [], results: [], effects: [] };
    const ended = isConcurrent
      ? await this.#sendTogether(steps, seen, signal)
      : await this.#sendInTurn(steps, seen, signal);
    if (ended !== undefined) return ended;
    if (seen.effects.length > 0 && !(await this.#disruption.settle(seen.effects, signal)))
      return this.#dead(steps.at(-1), steps.length - 1);
    const ofState = await this.#compare(fuzzCase, before, questions, seen.results);
    if ('kind' in ofState) return ofState;
    const violations = [...seen.violations, ...ofState];
    return violations.length === 0 ? { kind: 'kept' } : { kind: 'broken', violations };
  }

  async #sendInTurn(
    steps: readonly FuzzStep[],
    seen: Seen,
    signal?: AbortSignal,
  ): Promise<CaseOutcome | undefined> {
    for (const [step, each] of steps.entries()) {
      const answer = await this.#send(each);
      const results = callResults(each.request, answer, step);
      const ended = await this.#take(each, { answer, results, step }, seen, signal);
      if (ended !== undefined) return ended;
    }
    return undefined;
  }

  async #sendTogether(
    steps: readonly FuzzStep[],
    seen: Seen,
    signal?: AbortSignal,
  ): Promise<CaseOutcome | undefined> {
    const answers = await Promise.all(steps.map((each) => this.#send(each)));
    const taken = steps.flatMap((each, step) => {
      const answer = answers[step];
      if (answer === undefined) return [];
      // Nobody knows which of them was carried out last.
      const results = callResults(each.request, answer, step).map((result): CallResult =>
        result.outcome === 'done' ? { ...result, outcome: 'unknown' } : result,
      );
      return [{ each, answer, results, step }];
    });
    seen.effects = this.#effectsOf(taken.flatMap(({ results }) => results));
    for (const { each, ...one } of taken) {
      const ended = await this.#take(each, one, seen, signal);
      if (ended !== undefined) return ended;
    }
    return undefined;
  }

  /** Judges one answer. Resolves with the outcome of the case where it ends here. */
  async #take(
    each: FuzzStep,
    { answer, results, step }: { answer: Answer; results: readonly CallResult[]; step: number },
    seen: Seen,
    signal?: AbortSignal,
  ): Promise<CaseOutcome | undefined> {
    const isAway = seen.effects.length > 0 && (answer.kind !== 'answered' || absenceIn(answer) === 'away');
    if (!isAway) {
      if (absenceIn(answer) !== undefined) return this.#voided(signal);
      seen.violations.push(...answerViolations(each, answer, step, this.#options));
    }
    seen.results.push(...results);
    seen.effects = this.#effectsOf(seen.results);
    const isDead = answer.kind !== 'answered' && seen.effects.length === 0 && !(await this.#isAlive());
    return isDead ? this.#dead(each, step, answer) : undefined;
  }

  #effectsOf(results: readonly CallResult[]): readonly Effect[] {
    return this.#disruption.effectsOf(changing(results).map(({ call }) => call.method));
  }

  /** Forgets the settings: something else may have changed them. */
  forget(): void {
    this.#settings = undefined;
  }

  async #before(questions: ReadonlySet<string>): Promise<SettingsState | undefined> {
    if (this.#settings !== undefined && this.#reader.source !== 'single calls') return this.#settings;
    const read = await this.#reader.read(questions);
    return 'settings' in read ? read.settings : undefined;
  }

  async #send({ port, request, cuts }: FuzzStep): Promise<Answer> {
    this.#requests += 1;
    const answer = await this.#target.sender.send(port, request.bytes, cuts);
    if (port === 'http') return answer;
    // The maintenance port closes after a notification: that is its answer.
    const isClosed = request.reply.kind === 'none' && answer.kind === 'cut' && answer.text === '';
    return isClosed ? { ...answer, kind: 'answered' } : answer;
  }

  /** The target was away or busy without a cause in the case: waits until it is back. */
  async #voided(signal?: AbortSignal): Promise<CaseOutcome> {
    this.forget();
    await this.#disruption.settle([], signal);
    return { kind: 'void', reason: 'the target was busy or in a blackout that the case has not caused' };
  }

  async #isAlive(): Promise<boolean> {
    return (await this.#target.untilBack(deathGrace)) !== undefined;
  }

  #dead(step: FuzzStep | undefined, index: number, answer?: Answer): CaseOutcome {
    this.forget();
    return { kind: 'dead', violation: deathViolation(step, index, answer) };
  }

  async #compare(
    fuzzCase: FuzzCase,
    before: SettingsState,
    questions: ReadonlySet<string>,
    results: readonly CallResult[],
  ): Promise<readonly Violation[] | CaseOutcome> {
    const read = await this.#reader.read(questions);
    if ('failure' in read) {
      const { failure } = read;
      // A target that refuses connections has died, also if it is started again at once.
      const isAway = failure.kind === 'error' || failure.answer.kind === 'answered';
      return isAway ? this.#voided() : this.#dead(fuzzCase.steps.at(-1), fuzzCase.steps.length - 1);
    }
    this.#settings = read.settings;
    const faults = stateFaults(before, read.settings, results);
    if (faults.length > 0) {
      await this.#ignoreDrift(questions, read.settings);
      // What stays changed would not change again when the case is sent once more.
      await this.#restorer.restoreAll(read.settings);
      this.forget();
    } else if (await this.#restorer.restorePlain(read.settings)) this.forget();
    return faults.filter(({ setting }) => this.#reader.names.has(setting)).map(stateViolation);
  }

  /** Leaves out settings that change although nothing is sent, such as the position of a radio that moves. */
  async #ignoreDrift(questions: ReadonlySet<string>, settings: SettingsState): Promise<void> {
    await this.#target.clock.sleep(driftWait);
    const again = await this.#reader.read(questions);
    if ('failure' in again) return;
    for (const [name, value] of again.settings) if (settings.get(name) !== value) this.#reader.ignore(name);
  }

  /** Settings that a case may change or read: where each takes a call of its own, only these are compared. */
  #settingsInQuestion({ steps }: FuzzCase): ReadonlySet<string> {
    const catalogue = fuzzCatalogue();
    const methods = steps.flatMap(({ request }) => request.calls.map(({ method }) => method));
    const settings = methods.map((method) => catalogue.entry(method)?.declaration.settings ?? []);
    return settings.some((each) => each.length === 0) ? this.#reader.names : new Set(settings.flat());
  }
}

/** Calls that were carried out, or may have been. */
function changing(results: readonly CallResult[]): readonly CallResult[] {
  return results.filter(({ call, outcome }) => call.kind !== 'read' && outcome !== 'refused');
}
