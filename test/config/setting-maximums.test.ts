import { describe, expect, test } from 'vitest';
import { type SilvusMockOptions, createSilvusMock, loadModel } from '../../src/index.js';

const model = loadModel('default');
const withModel = (changes: object): SilvusMockOptions => ({ model: { ...model, ...changes } });
const many = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);
const [profile = { frequencies: [], bandwidth: '-1', antenna_mask: '15' }] = model.frequencyProfiles;
const frequencies = (count: number) =>
  withModel({
    frequencyProfiles: [...model.frequencyProfiles, { ...profile, frequencies: many(count, '4700') }],
  });

/** The setting's name, the most it takes, the options with a value, and one more than the most. */
const mosts: readonly [string, unknown, (value: never) => SilvusMockOptions, unknown][] = [
  ['worker.queueCapacity', 1_000_000, (queueCapacity) => ({ worker: { queueCapacity } }), 1_000_001],
  ['worker.maxBatch', 10_000, (maxBatch) => ({ worker: { maxBatch } }), 10_001],
  ['http.maxConnections', 1_000_000, (maxConnections) => ({ http: { maxConnections } }), 1_000_001],
  ['http.maxBodyBytes', 2 ** 30, (maxBodyBytes) => ({ http: { maxBodyBytes } }), 2 ** 30 + 1],
  ['http.port', 65_535, (port) => ({ http: { port } }), 65_536],
  ['maintenance.maxLineBytes', 2 ** 24, (maxLineBytes) => ({ maintenance: { maxLineBytes } }), 2 ** 24 + 1],
  [
    'maintenance.maxConnections',
    1_000_000,
    (maxConnections) => ({ maintenance: { maxConnections } }),
    1_000_001,
  ],
  [
    'maintenance.allowedNetworks',
    many(1_000, '10.0.0.0/8'),
    (allowedNetworks) => ({ maintenance: { allowedNetworks } }),
    many(1_001, '10.0.0.0/8'),
  ],
  ['timing.softBoot', '3650d', (softBoot) => ({ timing: { softBoot } }), '3651d'],
  ['timeScale', 1_000_000, (timeScale) => ({ timeScale }), 1_000_001],
  ['seed', Number.MAX_SAFE_INTEGER, (seed) => ({ seed }), Number.MAX_SAFE_INTEGER + 1],
  ['model.name', 'a'.repeat(64), (name) => withModel({ name }), 'a'.repeat(65)],
  [
    'model.identity.model',
    'm'.repeat(64),
    (name) => withModel({ identity: { ...model.identity, model: name } }),
    'm'.repeat(65),
  ],
  ['model.bandwidths', many(16, '20'), (bandwidths) => withModel({ bandwidths }), many(17, '20')],
  [
    'model.frequencyProfiles',
    many(64, profile),
    (frequencyProfiles) => withModel({ frequencyProfiles }),
    many(65, profile),
  ],
  ['frequencies', 256, (count) => frequencies(count), 257],
];

describe.each(mosts)('%s', (name, most, options, tooMuch) => {
  test('takes its most', () => {
    expect(createSilvusMock(options(most as never)).lifecycle).toBe('created');
  });

  test('refuses more, and says so', () => {
    expect(() => createSilvusMock(options(tooMuch as never))).toThrow(
      expect.objectContaining({
        code: 'OPTION_INVALID',
        message: expect.stringContaining(name.split('.').at(-1) ?? ''),
      }),
    );
  });
});

test.each([
  ['a request time below the header time', { requestTimeout: '5s' }],
  ['a header time with a fraction of a ms', { headerTimeout: '1.5ms' }],
  ['a keep-alive time with a fraction of a ms', { keepAliveTimeout: '0.5ms' }],
  [
    'the longest of all times',
    { headerTimeout: '3650d', requestTimeout: '3650d', keepAliveTimeout: '3650d' },
  ],
] as const)('%s is taken', (_, http) => {
  expect(createSilvusMock({ http }).lifecycle).toBe('created');
});
