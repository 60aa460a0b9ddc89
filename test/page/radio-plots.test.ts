import { expect, test } from 'vitest';
import { linkKey, linkOfKey, linksOf } from '../../page/src/radio/links.js';
import {
  agoText,
  figureRange,
  figureText,
  markText,
  timeMarks,
  timeWindow,
} from '../../page/src/radio/plot-axes.js';
import { plotsOf } from '../../page/src/radio/plot-list.js';

test('the links of a node are found in network_status, both directions of each', () => {
  const status = ['1', '2', '20', '2', '1', '21', '2', '3', '9', '3', '2', '8', '1', '4', 'x'];
  expect(linksOf('1', status)).toEqual([
    { from: '1', to: '2', snr: 20 },
    { from: '2', to: '1', snr: 21 },
  ]);
  expect(linksOf('9', status)).toEqual([]);
  expect(linksOf('1', undefined)).toEqual([]);
  expect(linkOfKey(linkKey({ from: '1', to: '2' }))).toEqual({ from: '1', to: '2' });
  expect(linkOfKey('calls')).toBeUndefined();
});

test('each link has a colour for both directions, and what is sent is dashed', () => {
  const keys = ['snr:1>30', 'snr:30>1', 'calls', 'snr:4>1', 'snr:1>4'];
  const lines = plotsOf(keys, '1').find(({ unit }) => unit === 'dB')?.lines;
  expect(lines?.map(({ label, colour, isDashed }) => [label, colour, isDashed])).toEqual([
    ['4 → 1', 1, false],
    ['1 → 4', 1, true],
    ['30 → 1', 2, false],
    ['1 → 30', 2, true],
  ]);
});

test('a node with many neighbours has as many lines as there are colours, twice', () => {
  const keys = Array.from({ length: 50 }, (_, index) => [`snr:1>${index + 2}`, `snr:${index + 2}>1`]).flat();
  const lines = plotsOf(keys, '1').find(({ unit }) => unit === 'dB')?.lines ?? [];
  expect(lines).toHaveLength(16);
  expect(new Set(lines.map(({ colour }) => colour)).size).toBe(8);
});

test('the window grows from a minute to a quarter of an hour', () => {
  expect(timeWindow([])).toEqual([-60, 0]);
  expect(timeWindow([100, 110])).toEqual([50, 110]);
  expect(timeWindow([100, 400])).toEqual([100, 400]);
  expect(timeWindow([0, 5_000])).toEqual([4_100, 5_000]);
});

test('the marks are whole steps before now', () => {
  expect(timeMarks(40, 100)).toEqual([40, 55, 70, 85, 100]);
  expect(timeMarks(100, 1_000)).toEqual([100, 280, 460, 640, 820, 1_000]);
  expect([0, 15, 60, 150].map(agoText)).toEqual(['now', '−15 s', '−1 min', '−2 min 30 s']);
});

test('a flat line is in the middle of a range, and a rate begins at 0', () => {
  expect(figureRange(38, 38, 4)).toEqual([36, 40]);
  expect(figureRange(0, 0, 4)).toEqual([0, 4]);
  expect(figureRange(0, 500, 4)).toEqual([0, 540]);
  expect(figureRange(null, null, 4)).toEqual([0, 4]);
  const [low, high] = figureRange(-96, -90, 4);
  expect(low).toBeLessThan(-96);
  expect(high).toBeGreaterThan(-90);
});

test('figures have the digits that they need', () => {
  expect([0, 0.0671, 1.234, 12.34, 123.4, -96, null].map(figureText)).toEqual([
    '0',
    '0.067',
    '1.23',
    '12.3',
    '123',
    '−96',
    '–',
  ]);
  expect([0.5, -97.5, 40].map(markText)).toEqual(['0.5', '−97.5', '40']);
});
