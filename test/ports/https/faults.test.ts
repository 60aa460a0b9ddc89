import { expect, onTestFinished, test } from 'vitest';
import { faultKinds, startSilvusMock, virtualClock } from '../../../src/index.js';
import { effectOf } from '../../support/fault-effect.js';
import { portFaults, silentKinds } from '../../support/port-faults.js';

async function radioWithHttps() {
  const mock = await startSilvusMock({ seed: 1, https: { port: 0 }, clock: virtualClock() });
  onTestFinished(async () => {
    await mock.close({ graceMs: 1_000 });
  });
  return mock;
}

test.each(portFaults.map((fault) => ({ name: fault?.kind ?? 'no fault', fault })))(
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
  const kinds = portFaults.flatMap((fault) => (fault === undefined ? [] : [fault.kind]));
  const ofPorts = faultKinds.filter(({ about }) => about !== 'reports');
  expect(kinds).toEqual(ofPorts.map(({ name }) => name));
});

test('a fault can be for HTTPS alone', async () => {
  const mock = await radioWithHttps();
  mock.faults.add({ kind: 'busy', match: { port: 'https' } });
  expect((await effectOf(mock, 'http', undefined, false)).text).toContain('"4700"');
  expect((await effectOf(mock, 'https', undefined, false)).text).toContain('BUSY');
});
