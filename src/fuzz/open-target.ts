import type { Clock } from '../core/time/clock.js';
import { CaseRunner } from './case-runner.js';
import type { JudgeOptions } from './case-violations.js';
import { Disruption } from './disruption.js';
import { type TargetFacts, firstLook } from './first-look.js';
import { Restorer } from './restorer.js';
import { type HostPort, Sender } from './sender.js';
import type { SettingsReader } from './settings-state.js';
import { Target } from './target.js';

/** A target, and how it is treated. */
export interface TargetSettings extends JudgeOptions {
  readonly url: URL;
  readonly maintenance?: HostPort | undefined;
  /** Time for an answer, ms. */
  readonly timeoutMs: number;
  /** Blackouts that may be caused. */
  readonly maxBlackouts: number;
  /** Longest blackout, ms. */
  readonly blackoutLimit: number;
  /** Longest time in which a target that died is started again, ms. */
  readonly revival: number;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}

/** A target that was looked at and can be fuzzed. */
export interface OpenTarget {
  readonly target: Target;
  readonly runner: CaseRunner;
  readonly disruption: Disruption;
  readonly reader: SettingsReader;
  readonly restorer: Restorer;
  readonly facts: TargetFacts;
}

/** Looks at a target. Resolves with a text where it can't be fuzzed: why. */
export async function openTarget(settings: TargetSettings): Promise<OpenTarget | string> {
  const { clock, blackoutLimit, maxBlackouts, signal } = settings;
  const target = new Target(new Sender(settings), clock);
  const look = await firstLook(target, blackoutLimit, signal);
  if ('refusal' in look) return look.refusal;
  const { facts, reader } = look;
  const disruption = new Disruption(target, maxBlackouts, blackoutLimit);
  const restorer = new Restorer(target, disruption, look.settings);
  const runner = new CaseRunner({ target, reader, disruption, restorer }, settings);
  return { target, runner, disruption, reader, restorer, facts };
}

/** Puts the settings back that are not as they were. Resolves with those that could not be. */
export async function closeTarget(
  { reader, restorer, target }: OpenTarget,
  { blackoutLimit }: TargetSettings,
): Promise<readonly string[]> {
  // A second interrupt ends the process: putting settings back is not interrupted by the first.
  if ((await target.untilBack(blackoutLimit)) === undefined) return [...reader.names];
  const read = await reader.read(reader.names);
  if ('settings' in read) await restorer.restoreAll(read.settings);
  return restorer.stuck;
}
