import { expect, test } from 'vitest';
import { type ClientDriver, ClientFailed, type ClientFinding, fuzzClient } from '../../src/index.js';
import { isLong, runs } from '../support/property.js';
import { faultyClients } from './clients/faulty.js';
import { goodClients } from './clients/good.js';
import { RadioError } from './clients/wire.js';

/*
 * Clients with one mistake each are found, and clients without one are not. The long suite takes all counts of cases:
 * 500 for a mistake, 5,000 for a good client.
 */

const ownErrors = [RadioError];

/** Cases of a good client. */
const goodCases = isLong ? Math.ceil(runs / 100) : 48;

const kinds: Readonly<Record<keyof typeof faultyClients, ClientFinding['kind']>> = {
  noTimeout: 'hang',
  trustsIds: 'error',
  ignoresIds: 'value',
  retriesWrites: 'write',
  ignoresStatus: 'value',
  assumesArray: 'error',
  parsesAnything: 'error',
  busyIsSuccess: 'value',
  ignoresLength: 'value',
  retriesForEver: 'hang',
  assumesOneChunk: 'error',
  showsOldValues: 'value',
};

/** Those that `npm test` looks for. */
const few = ['ignoresIds', 'showsOldValues', 'retriesWrites', 'assumesOneChunk'];

const all = Object.entries(faultyClients).map(([name, run]) => ({
  name,
  run,
  kind: kinds[name as keyof typeof faultyClients],
}));

const mistakes = all.filter(({ name }) => isLong || few.includes(name));

test('there are ten mistakes or more', () => {
  expect(all.length).toBeGreaterThanOrEqual(10);
});

test.each(mistakes)('$name is found within 500 cases, with one bent exchange', async ({ run, kind }) => {
  const finding = await findingOf(run, { seed: 1 });
  expect(finding).toMatchObject({ kind, isStable: true });
  expect(finding.bent.map((each) => each.case)).toEqual(finding.chaos?.only);
  expect(finding.bent).toHaveLength(1);
  expect(finding.foundIn).toBeLessThanOrEqual(500);
});

test.each(Object.entries(goodClients))('a good client (%s) has no finding', async (_name, run) => {
  const report = await fuzzClient(run, { seed: 2, cases: goodCases, ownErrors, clock: 'virtual' });
  expect(report.cases).toBe(goodCases);
  expect(report.bentCases).toBeGreaterThan(goodCases / 4);
});

test('in real time too', async () => {
  const report = await fuzzClient(goodClients.strict, {
    seed: 3,
    cases: Math.ceil(goodCases / 3),
    ownErrors,
    concurrency: 8,
  });
  expect(report.bentCases).toBeGreaterThan(0);
  const finding = await findingOf(faultyClients.noTimeout, { seed: 1, clock: 'real', timeout: '700ms' });
  expect(finding).toMatchObject({ kind: 'hang', detail: 'it had not ended after 700ms' });
  expect(finding.bent).toHaveLength(1);
});

/** The finding about a client with a mistake. */
async function findingOf(
  run: ClientDriver,
  options: NonNullable<Parameters<typeof fuzzClient>[1]>,
): Promise<ClientFinding> {
  const error: unknown = await fuzzClient(run, { ownErrors, clock: 'virtual', ...options }).catch(
    (reason: unknown) => reason,
  );
  if (error instanceof ClientFailed) return error.finding;
  throw new Error('nothing found', { cause: error });
}
