import { expect, test } from 'vitest';
import { elapsedOf, scenarioStatusOf, scenarioText } from '../../page/src/faults/scenario-status.js';
import { type TimelineStep, timelineOf } from '../../page/src/faults/timeline-geometry.js';

const step = (at: number | null, more: Partial<TimelineStep> = {}): TimelineStep => ({
  step: 'steps.0',
  text: 'note x',
  at,
  end: at,
  state: 'waiting',
  ...more,
});

test('steps stand where their times are, and it stands where the time is', () => {
  const { marks, now, ticks, lanes } = timelineOf([step(0), step(20_000), step(40_000)], 10_000);
  expect(marks.map(({ number, x, width, lane }) => [number, x.toFixed(2), width, lane])).toEqual([
    [1, '0.02', 0, 0],
    [2, '0.50', 0, 0],
    [3, '0.98', 0, 0],
  ]);
  expect(lanes).toBe(1);
  expect(now?.toFixed(2)).toBe('0.26');
  expect(ticks.map(({ text }) => text)).toEqual(['0', '10 s', '20 s', '30 s', '40 s']);
});

test('steps that would cover each other stand on lines of their own, and a free line is used again', () => {
  const steps = [step(0, { end: 60_000 }), step(0), step(100), step(30_000), step(80_000)];
  const { marks, lanes } = timelineOf(steps, 0);
  expect(marks.map(({ lane }) => lane)).toEqual([0, 1, 2, 1, 0]);
  expect(lanes).toBe(3);
  expect(marks[0]?.width).toBeCloseTo(0.96 * 0.75);
});

test('a step without end goes on to the right edge, also once the time is behind all steps', () => {
  const steps = [step(0, { text: 'repeat without end', end: null }), step(540_000)];
  const [repeat, inner] = timelineOf(steps, undefined).marks;
  expect(repeat?.width).toBeCloseTo(0.96);
  expect(inner?.x).toBeLessThan(0.98);
  const late = timelineOf(steps, 3_600_000);
  expect(late.now).toBeLessThan(0.98);
  expect(late.marks[0]?.width).toBeCloseTo(0.96);
});

test('a step whose time is not known is not drawn, and keeps its number', () => {
  const { marks } = timelineOf([step(0), step(null), step(5_000)], 0);
  expect(marks.map(({ number }) => number)).toEqual([1, 3]);
});

test.each([[[]], [[step(0)]], [[step(0), step(0), step(0)]]])(
  'all places are within the drawing, with no time between the steps too',
  (steps) => {
    const { marks, ticks, now } = timelineOf(steps, 0);
    const places = [...marks, ...ticks].map(({ x }) => x);
    expect([...places, now ?? 0].every((x) => x >= 0.02 && x <= 0.98)).toBe(true);
  },
);

test('very many steps make a drawing of bounded size, with few ticks', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => step(index * 3_600_000));
  const { marks, lanes, ticks } = timelineOf(many, 86_400_000 * 300);
  expect(marks.length).toBeLessThanOrEqual(300);
  expect(lanes).toBeLessThanOrEqual(8);
  expect(ticks.length).toBeLessThanOrEqual(6);
});

test('the state of a scenario is said in words', () => {
  const reply = { name: 'drive', state: 'running', steps: 2, startedAtMs: 1_000, timeline: [step(0)] };
  const running = scenarioStatusOf(reply);
  if (running === undefined) throw new Error('there is one');
  expect(elapsedOf(running, 13_400)).toBe(12_400);
  expect(scenarioText(running, 12_400)).toBe('drive is running for 12 s; 2 steps have begun.');
  expect(scenarioText(running, 990)).toMatch(/^drive is running for 0 s;/);
  const stopped = { ...running, state: 'stopped', begun: 1, endedAtMs: 61_000 } as const;
  expect(elapsedOf(stopped, 99_000)).toBe(60_000);
  expect(scenarioText(stopped, 60_000)).toBe('drive was stopped after 1 min; 1 step has begun.');
  expect(scenarioStatusOf(null)).toBeUndefined();
  expect(() => scenarioStatusOf({ name: 'drive' })).toThrow();
});
