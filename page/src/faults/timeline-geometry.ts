import { durationText } from './duration-text.js';

/** A step of a scenario on its time line; times are ms from its beginning. */
export interface TimelineStep {
  /** Path in the scenario: `steps.2.repeat.steps.0`. */
  readonly step: string;
  /** Effect: `fault busy`. */
  readonly text: string;
  /** Null while it is not known. */
  readonly at: number | null;
  /** When it is over; null for a step without end, undefined for one that takes no time. */
  readonly end: number | null | undefined;
  readonly state: 'done' | 'running' | 'waiting';
}

/** A step as it is drawn; places are shares of the width. */
interface Mark {
  /** Number of the step, from 1. */
  readonly number: number;
  readonly step: TimelineStep;
  readonly x: number;
  /** 0 for a step that takes no time. */
  readonly width: number;
  /** Line below the first one, from 0: steps that would cover each other are on different lines. */
  readonly lane: number;
}

/** A drawn time line. */
export interface Timeline {
  readonly marks: readonly Mark[];
  readonly lanes: number;
  readonly ticks: readonly { readonly x: number; readonly text: string }[];
  /** Where it stands now; undefined where that is not known. */
  readonly now: number | undefined;
}

/** Share of the width that is free on either side, so that nothing is cut. */
const margin = 0.02;

/** Share of the width that a mark needs for itself. */
const markWidth = 0.03;

/** Marks that are drawn at most; the list has all steps. */
const maxMarks = 300;

const maxLanes = 8;

/** @param elapsed ms since the scenario began, until its end at most */
export function timelineOf(steps: readonly TimelineStep[], elapsed: number | undefined): Timeline {
  const span = spanOf(steps, elapsed);
  const place = (ms: number) => margin + (Math.min(ms, span) / span) * (1 - 2 * margin);
  // Up to which place each lane is taken.
  const taken: number[] = [];
  const marks = steps.flatMap((step, index): readonly Mark[] => {
    if (step.at === null || index >= maxMarks) return [];
    const x = place(step.at);
    const width = lasts(step) ? place(step.end ?? span) - x : 0;
    const lane = freeLane(taken, x);
    taken[lane] = Math.max(taken[lane] ?? 0, x + Math.max(width, markWidth));
    return [{ number: index + 1, step, x, width, lane }];
  });
  return {
    marks,
    lanes: Math.max(1, taken.length),
    ticks: ticksUntil(span).map((ms) => ({ x: place(ms), text: ms === 0 ? '0' : durationText(ms) })),
    now: elapsed === undefined ? undefined : place(elapsed),
  };
}

/** Steps that take time, or have no end. */
function lasts({ at, end }: TimelineStep): boolean {
  return end === null || (end !== undefined && at !== null && end > at);
}

/** The first lane that is free at a place; with all taken, the one that is free first. */
function freeLane(taken: readonly number[], x: number): number {
  const free = taken.findIndex((until) => until <= x);
  if (free >= 0) return free;
  if (taken.length < maxLanes) return taken.length;
  return taken.indexOf(Math.min(...taken));
}

/** Time that the whole width stands for, ms. */
function spanOf(steps: readonly TimelineStep[], elapsed = 0): number {
  const times = steps.flatMap(({ at, end }) => [at ?? 0, end ?? 0]);
  const last = times.reduce((max, each) => Math.max(max, each), elapsed);
  // What has no end goes on behind the last time.
  const isEndless = steps.some(({ end }) => end === null);
  return Math.max(1_000, isEndless ? last * 1.1 : last);
}

/** Round times for the ticks of an axis, ms. */
const tickSteps = [
  100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000,
  1_800_000, 3_600_000, 7_200_000, 21_600_000, 43_200_000, 86_400_000,
];

const maxTicks = 5;

function ticksUntil(span: number): readonly number[] {
  const day = 86_400_000;
  const step = tickSteps.find((each) => span / each <= maxTicks) ?? Math.ceil(span / maxTicks / day) * day;
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, index) => index * step);
}
