import { expect, onTestFinished, test } from 'vitest';
import { type FaultSpec, faultKinds, startSilvusMock, virtualClock } from '../../../src/index.js';
import { effectOf } from '../../support/fault-effect.js';

/** One fault of each kind that acts on ports, with what the kind asks for. */
const faults: readonly (FaultSpec | undefined)[] = [
  undefined,
  { kind: 'latency', ms: 40 },
  { kind: 'error', message: 'Authentication error' },
  { kind: 'busy' },
  { kind: 'unavailable', retryAfter: 500 },
  { kind: 'reply', error: { reason: ['late', null] } },
  { kind: 'no-reply' },
  { kind: 'close' },
  { kind: 'rst' },
  { kind: 'truncate' },
  { kind: 'garbage' },
  { kind: 'wrong-id' },
  { kind: 'wrong-shape' },
  { kind: 'chunked', bytes: 20 },
  { kind: 'slow-drip', bytes: 16, interval: 20 },
  { kind: 'duplicate' },
  { kind: 'stale' },
  { kind: 'drop-connection' },
  { kind: 'half-open' },
];

async function radioWithHttps() {
  const mock = await startSilvusMock({ seed: 1, https: { port: 0 }, clock: virtualClock() });
  onTestFinished(async () => {
    await mock.close({ graceMs: 1_000 });
  });
  return mock;
}

/** Faults of a connection, which apply before anything is sent. */
const silentKinds = ['drop-connection', 'half-open'];

test.each(faults.map((fault) => ({ name: fault?.kind ?? 'no fault', fault })))(
  'a client sees the same of $name over HTTPS as over HTTP',
  async ({ name, fault }) => {
    const seen = async (port: 'http' | 'https') => {
      return effectOf(await radioWithHttps(), port, fault, silentKinds.includes(name));
    };
    const [plain, secure] = [await seen('http'), await seen('https')];
    expect(secure).toEqual(plain);
  },
);

test('every kind of fault that acts on ports is among them', () => {
  const kinds = faults.flatMap((fault) => (fault === undefined ? [] : [fault.kind]));
  const ofPorts = faultKinds.filter(({ about }) => about !== 'reports');
  expect(kinds).toEqual(ofPorts.map(({ name }) => name));
});

test('a fault can be for HTTPS alone', async () => {
  const mock = await radioWithHttps();
  mock.faults.add({ kind: 'busy', match: { port: 'https' } });
  expect((await effectOf(mock, 'http', undefined, false)).text).toContain('"4700"');
  expect((await effectOf(mock, 'https', undefined, false)).text).toContain('BUSY');
});
