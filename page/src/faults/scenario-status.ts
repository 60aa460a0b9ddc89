import * as z from 'zod/mini';
import { durationText } from './duration-text.js';
import type { TimelineStep } from './timeline-geometry.js';

const stepForm = z.looseObject({
  step: z.string(),
  text: z.string(),
  at: z.nullable(z.number()),
  end: z.optional(z.nullable(z.number())),
  state: z.enum(['done', 'running', 'waiting']),
});

const statusForm = z.nullable(
  z.looseObject({
    name: z.string(),
    state: z.enum(['running', 'ended', 'stopped', 'failed']),
    step: z.optional(z.nullable(z.string())),
    steps: z.number(),
    fault: z.optional(z.nullable(z.string())),
    startedAtMs: z.optional(z.number()),
    endedAtMs: z.optional(z.nullable(z.number())),
    idle: z.optional(z.array(z.string())),
    timeline: z.optional(z.array(stepForm)),
  }),
);

/** The last scenario of a radio. */
export interface ScenarioStatus {
  readonly name: string;
  readonly state: 'running' | 'ended' | 'stopped' | 'failed';
  /** Steps that have begun, each repetition counted. */
  readonly begun: number;
  /** Why it failed. */
  readonly reason: string | undefined;
  /** Clock of the radio, ms. */
  readonly startedAtMs: number | undefined;
  readonly endedAtMs: number | undefined;
  /** Steps that found nothing to do, with the reasons. */
  readonly idle: readonly string[];
  readonly timeline: readonly TimelineStep[];
}

/** The status in the reply of GET /scenario; undefined where there was no scenario. Throws for another reply. */
export function scenarioStatusOf(reply: unknown): ScenarioStatus | undefined {
  const status = statusForm.parse(reply);
  if (status === null) return undefined;
  const { name, state, steps, fault, startedAtMs, endedAtMs, idle = [], timeline = [] } = status;
  return {
    name,
    state,
    begun: steps,
    reason: fault ?? undefined,
    startedAtMs,
    endedAtMs: endedAtMs ?? undefined,
    idle,
    timeline: timeline.map(({ step, text, at, end, state: stepState }) => ({
      step,
      text,
      at,
      end,
      state: stepState,
    })),
  };
}

/** Time since the beginning of a scenario, until its end at most, ms; undefined where it is not known. */
export function elapsedOf(
  { state, startedAtMs, endedAtMs }: ScenarioStatus,
  nowMs: number | undefined,
): number | undefined {
  const until = state === 'running' ? nowMs : endedAtMs;
  if (startedAtMs === undefined || until === undefined) return undefined;
  return Math.max(0, until - startedAtMs);
}

const verbs = { running: 'is running', ended: 'has ended', stopped: 'was stopped', failed: 'has failed' };

/** State of a scenario for a person: `edge-of-range is running for 12 s; 2 steps have begun.` */
export function scenarioText(status: ScenarioStatus, elapsed: number | undefined): string {
  const { name, state, begun } = status;
  const preposition = state === 'running' ? 'for' : 'after';
  const time = elapsed === undefined ? '' : ` ${preposition} ${wholeSeconds(elapsed)}`;
  const steps = begun === 1 ? '1 step has begun' : `${begun} steps have begun`;
  return `${name} ${verbs[state]}${time}; ${steps}.`;
}

/** A text that changes once a second. */
function wholeSeconds(ms: number): string {
  return ms < 1_000 ? '0 s' : durationText(Math.floor(ms / 1_000) * 1_000);
}
