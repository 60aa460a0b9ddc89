import { expect, test } from 'vitest';
import { freeSpaceLoss, freeSpaceReach } from '../../src/network/loss/free-space.js';
import { pathLossModels, pathLossOf } from '../../src/network/loss/models.js';
import { propagationPresets } from '../../src/network/loss/presets.js';
import { crossoverDistance, groundLoss } from '../../src/network/loss/two-ray.js';
import { physicsDefaults } from '../../src/network/settings.js';
import { wattsOf } from '../../src/network/units.js';

const defaults = physicsDefaults.propagation;
const twoRay = pathLossOf({ ...defaults, model: 'two-ray' });
/** Frequency and power of the vectors of ns-3. */
const [frequency, power] = [2398.339664, 17.0206];

/** Whether two powers in W are within 0.01 dB. */
function expectPower(watts: number, expected: number): void {
  expect(Math.abs(10 * Math.log10(watts / expected))).toBeLessThan(0.01);
}

test.each([
  [2490, 1000, 100.372],
  [2490, 5000, 114.351],
  [2200, 100, 79.296],
  [4700, 2000, 111.91],
])('free space at %d MHz over %d m: %d dB', (mhz, metres, loss) => {
  expect(freeSpaceLoss(metres, mhz)).toBeCloseTo(loss, 3);
});

test.each([
  [100, 4.98265e-10],
  [1000, 4.98265e-12],
])('free space, vector of ns-3: %d m', (metres, watts) => {
  expectPower(wattsOf(power - freeSpaceLoss(metres, frequency)), watts);
});

test('free space at 100 m gives the dBm of ns-3', () => {
  expect(power - freeSpaceLoss(100, frequency)).toBeCloseTo(-63.0254, 2);
});

test.each([
  [100, 4.98265e-10],
  [500, 4.07891862e-12],
  [1000, 2.5493241375e-13],
  [2000, 1.593327585938e-14],
])('two-ray ground, vector of ns-3: %d m, heights 1.5 m', (metres, watts) => {
  expectPower(wattsOf(power - twoRay.loss(metres, frequency, 1.5, 1.5)), watts);
});

test('two-ray ground: crossovers and the loss beyond', () => {
  expect(crossoverDistance(frequency, 1.5, 1.5)).toBeCloseTo(226.195, 3);
  expect(crossoverDistance(2490, 2, 2)).toBeCloseTo(417.492, 3);
  expect(twoRay.loss(1000, 2490, 2, 2)).toBeCloseTo(107.959, 3);
});

test.each([
  [frequency, 1.5, 1.5],
  [2490, 2, 2],
  [3000, 3, 3],
  [4700, 1.5, 30],
])('two-ray ground is continuous at its crossover: %d MHz, %d m and %d m', (mhz, height, other) => {
  const crossover = crossoverDistance(mhz, height, other);
  expect(Math.abs(freeSpaceLoss(crossover, mhz) - groundLoss(crossover, height, other))).toBeLessThan(1e-9);
});

test.each([
  [10, 4.98265e-9],
  [20, 6.22831e-10],
  [40, 7.78539e-11],
  [80, 9.73173e-12],
])('log-distance, vector of ns-3: %d m', (metres, watts) => {
  const model = pathLossOf({ ...defaults, model: 'log-distance', exponent: 3, referenceLoss: 40.045997 });
  expectPower(wattsOf(power - model.loss(metres, frequency, 1.5, 1.5)), watts);
});

test('two-ray ground is never below free space, at 218 m, 3 GHz and heights of 3 m for one', () => {
  expect(crossoverDistance(3000, 3, 3)).toBeCloseTo(1132, 0);
  expect(twoRay.loss(218, 3000, 3, 3)).toBe(freeSpaceLoss(218, 3000));
  for (let metres = 1; metres < 50_000; metres *= 1.1) {
    expect(twoRay.loss(metres, 3000, 3, 3)).toBeGreaterThanOrEqual(freeSpaceLoss(metres, 3000) - 1e-9);
  }
});

test.each(Object.keys(propagationPresets))(
  'with %s the power falls with each step from 839 m to 10 km',
  (name) => {
    const { settings } = propagationPresets[name as keyof typeof propagationPresets];
    const model = pathLossOf({ ...defaults, ...settings });
    for (let metres = 839; metres < 10_000; metres += 50) {
      expect(model.loss(metres + 50, 2490, 1.5, 1.5)).toBeGreaterThan(model.loss(metres, 2490, 1.5, 1.5));
    }
  },
);

test.each(Object.keys(propagationPresets))(
  'with %s the loss never falls, and exceeds its bound beyond reach',
  (name) => {
    const { settings } = propagationPresets[name as keyof typeof propagationPresets];
    const model = pathLossOf({ ...defaults, ...settings });
    let last = 0;
    for (let metres = 0.1; metres < 100_000; metres *= 1.05) {
      const loss = model.loss(metres, 2490, 1.5, 1.5);
      expect(loss).toBeGreaterThanOrEqual(last);
      last = loss;
    }
    for (let bound = 30; bound < 160; bound += 5) {
      const reach = model.reach(bound, 2490, 1.5);
      expect(model.loss(reach * (1 + 1e-9), 2490, 1.5, 1.5)).toBeGreaterThanOrEqual(bound - 1e-6);
    }
  },
);

test('presets have the measured exponents and deviations', () => {
  const measured = Object.entries(propagationPresets).map(([name, { settings }]) => {
    const { exponent, sigma } = { ...defaults, ...settings };
    return [name, exponent, sigma];
  });
  expect(measured).toEqual([
    ['free-space', 3, 0],
    ['two-ray', 3, 0],
    ['open-field', 2.01, 0],
    ['suburban-c-band', 1.7, 3],
    ['suburban', 2.8, 4],
    ['urban', 2.58, 8],
  ]);
});

test('urban has 105.99 dB at 100 m and 1,800 MHz, and more at a higher frequency', () => {
  const urban = pathLossOf({ ...defaults, ...propagationPresets.urban.settings });
  expect(urban.loss(100, 1800, 1.5, 1.5)).toBeCloseTo(105.99, 9);
  expect(urban.loss(1000, 1800, 1.5, 1.5)).toBeCloseTo(105.99 + 25.8, 9);
  expect(urban.loss(100, 3600, 1.5, 1.5)).toBeCloseTo(105.99 + 6.0206, 4);
});

test('nearer than the least distance the loss is that of the least distance', () => {
  for (const { make } of Object.values(pathLossModels)) {
    const model = make({ ...defaults, minDistance: 5 });
    expect(model.loss(0, 2490, 1.5, 1.5)).toBe(model.loss(5, 2490, 1.5, 1.5));
    expect(Number.isFinite(model.loss(0, 2490, 1.5, 1.5))).toBe(true);
  }
});

test('the inverse of free space', () => {
  expect(freeSpaceReach(freeSpaceLoss(12_345, 4700), 4700)).toBeCloseTo(12_345, 6);
});

test('each model has its formula and its source', () => {
  for (const [name, model] of Object.entries(pathLossModels)) {
    expect(model.name).toBe(name);
    expect([model.summary, model.source].every((text) => text.length > 5)).toBe(true);
  }
});
