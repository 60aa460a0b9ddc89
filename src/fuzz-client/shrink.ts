import { bendsOf } from '../chaos/catalogue.js';
import { type ChaosLevel, chaosLevels } from '../chaos/levels.js';
import type { BentExchange, CaseChaos, CaseResult, CaseRunner } from './finding.js';

/** A case that fails. */
export interface FailingCase {
  readonly chaos: CaseChaos;
  readonly result: CaseResult & { readonly failure: NonNullable<CaseResult['failure']> };
}

/** Runs that one shrink may take: a client that hangs takes its whole time in each. */
const maxRuns = 120;

/** Exchanges at either end of a case that are tried by themselves. */
const maxSingles = 20;

/**
 * Finds the fewest bent exchanges, and the mildest bend, that make the client fail in the same way.
 * Returns the case as it was if it does not fail again.
 */
export class Shrink {
  readonly #runner: CaseRunner;
  readonly #judge: (result: CaseResult) => CaseResult;
  #left = maxRuns;

  /** @param judge adds failures that show only beside a run without chaos */
  constructor(runner: CaseRunner, judge: (result: CaseResult) => CaseResult) {
    this.#runner = runner;
    this.#judge = judge;
  }

  async of(found: FailingCase): Promise<FailingCase> {
    const whole = await this.#with(found, casesOf(found.result.bent));
    if (whole === undefined) return found;
    const fewest = await this.#fewest(whole);
    return (await this.#mildest(fewest)) ?? fewest;
  }

  /** True if the case fails in the same way once more. */
  async failsAgain({ chaos, result }: FailingCase): Promise<boolean> {
    return (await this.#try(chaos, result.failure.kind)) !== undefined;
  }

  /** First each exchange by itself, the last one first; then halves, and ever smaller parts, as delta debugging does. */
  async #fewest(found: FailingCase): Promise<FailingCase> {
    const all = found.chaos.only ?? [];
    if (all.length < 2) return found;
    for (const only of likelyCauses(all)) {
      const single = await this.#with(found, [only]);
      if (single !== undefined) return single;
    }
    let smallest = found;
    let kept = all;
    for (let parts = 2; kept.length > 1 && parts <= kept.length;) {
      const smaller = await this.#smaller(smallest, kept, parts);
      if (smaller === undefined) parts = parts === kept.length ? parts + 1 : Math.min(parts * 2, kept.length);
      else {
        smallest = smaller;
        kept = smaller.chaos.only ?? [];
        parts = 2;
      }
    }
    return smallest;
  }

  /** The case without one of its parts, if it still fails. */
  async #smaller(
    found: FailingCase,
    kept: readonly string[],
    parts: number,
  ): Promise<FailingCase | undefined> {
    const size = Math.ceil(kept.length / parts);
    for (let from = 0; from < kept.length; from += size) {
      const rest = [...kept.slice(0, from), ...kept.slice(from + size)];
      const smaller = rest.length === 0 ? undefined : await this.#with(found, rest);
      if (smaller !== undefined) return smaller;
    }
    return undefined;
  }

  /** The same exchange with another bend, of those that are nearer to a real radio. */
  async #mildest(found: FailingCase): Promise<FailingCase | undefined> {
    const { level, only = [] } = found.chaos;
    const [bent] = found.result.bent;
    const [single] = only;
    if (bent === undefined || single === undefined || only.length > 1) return undefined;
    const exchange = single.slice(0, single.lastIndexOf('.'));
    for (const milder of milderBends(level, bent)) {
      const chaos = { ...found.chaos, level: milder.level, only: [`${exchange}.${milder.name}`] };
      const result = await this.#try(chaos, found.result.failure.kind);
      if (result !== undefined) return { chaos, result };
    }
    return undefined;
  }

  async #with({ chaos, result }: FailingCase, only: readonly string[]): Promise<FailingCase | undefined> {
    const smaller: CaseChaos = { level: chaos.level, seed: chaos.seed, only };
    const again = await this.#try(smaller, result.failure.kind);
    return again === undefined ? undefined : { chaos: smaller, result: again };
  }

  async #try(chaos: CaseChaos, kind: string): Promise<FailingCase['result'] | undefined> {
    if (this.#left === 0) return undefined;
    this.#left -= 1;
    const result = this.#judge(await this.#runner.run(chaos));
    const { failure } = result;
    return failure?.kind === kind ? { ...result, failure } : undefined;
  }
}

/** The last exchanges, the very last one first, and then the first ones: one of them is most often the cause. */
function likelyCauses(all: readonly string[]): readonly string[] {
  const last = [...all].reverse();
  return all.length <= 2 * maxSingles ? last : [...last.slice(0, maxSingles), ...all.slice(0, maxSingles)];
}

/** The cases, each once. */
function casesOf(bent: readonly BentExchange[]): readonly string[] {
  return [...new Set(bent.map((each) => each.case))];
}

/** Bends of connections or of exchanges that stand before this one: levels in their order, bends as they are listed. */
function milderBends(
  level: ChaosLevel,
  { bend, stage }: BentExchange,
): readonly { readonly level: ChaosLevel; readonly name: string }[] {
  const isConnection = stage === 'connect';
  const levels = chaosLevels.slice(0, chaosLevels.indexOf(level) + 1);
  const all = levels.flatMap((each) =>
    bendsOf(each)
      .filter(({ stages }) =>
        stages.some((other) => (other === 'connect') === isConnection && other !== 'report'),
      )
      .map(({ name }) => ({ level: each, name })),
  );
  const itself = all.findIndex((each) => each.level === level && each.name === bend);
  return itself === -1 ? [] : all.slice(0, itself);
}
