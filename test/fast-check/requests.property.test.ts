import fc from 'fast-check';
import { afterAll, beforeAll, describe as group, expect, test } from 'vitest';
import { type SilvusMock, type VirtualClock, loadModel, startSilvusMock } from '../../src/index.js';
import {
  type Endpoint,
  type RequestCase,
  describe,
  judge,
  playInterleaving,
  playStream,
  requestArbitraries,
  simulatorEndpoint,
  textOf,
} from '../../src/fast-check/fast-check.js';
import { deadline, holds } from '../support/property.js';

let mock: SilvusMock<VirtualClock>;
let endpoint: Endpoint;

beforeAll(async () => {
  mock = await startSilvusMock({ clock: 'virtual', timing: { preset: 'instant' } });
  endpoint = simulatorEndpoint(mock);
});

afterAll(async () => {
  endpoint.close();
  await mock.close();
});

/** What is wrong with the answer to a case. */
async function complaintsAbout(request: RequestCase): Promise<readonly string[]> {
  const broken = judge(request, await endpoint.post(request.bytes), { strict: true });
  // Orders that fall due at once are carried out when time passes.
  await endpoint.pass(1);
  return broken.map(({ signature, message }) => `${signature}: ${message} (${describe(request.why)})`);
}

const { framing, interleaving, ...requests } = requestArbitraries();
const kinds: readonly (readonly [string, fc.Arbitrary<RequestCase>])[] = Object.entries(requests);

group.each(kinds)('%s', (_, arbitrary) => {
  test('is answered as the case says', deadline, async () => {
    await holds(
      fc.asyncProperty(arbitrary, async (request) => {
        expect(await complaintsAbout(request)).toEqual([]);
      }),
      { share: 0.5, ordinarily: 0.2 },
    );
  });
});

test(
  'a radio with pairs of frequency and width that exclude each other answers as the cases say',
  deadline,
  async () => {
    const model = loadModel('icd');
    const frequencyGrid = 'step';
    const icd = await startSilvusMock({
      clock: 'virtual',
      timing: { preset: 'instant' },
      model,
      frequencyGrid,
    });
    const other = simulatorEndpoint(icd);
    await holds(
      fc.asyncProperty(requestArbitraries({ model, frequencyGrid }).request, async (request) => {
        expect(judge(request, await other.post(request.bytes), { strict: true })).toEqual([]);
        await other.pass(1);
      }),
      { share: 0.5, ordinarily: 0.2 },
    );
    other.close();
    await icd.close();
  },
);

/** All that a call can change: what each method reads, and what was saved. */
const stateNow = () => JSON.stringify([mock.state.readAll(), mock.state.saved()]);

test('safe cases leave the radio as it is', deadline, async () => {
  await mock.reset();
  const before = stateNow();
  await holds(
    fc.asyncProperty(requestArbitraries({ safe: true }).request, async (request) => {
      expect(judge(request, await endpoint.post(request.bytes), { strict: true })).toEqual([]);
      expect(stateNow()).toBe(before);
    }),
    { share: 0.5, ordinarily: 0.2 },
  );
});

test('a seed gives the same bytes and reasons', () => {
  const sample = () =>
    fc
      .sample(requestArbitraries().request, { numRuns: 300, seed: 7 })
      .map((each) => [textOf(each), each.why]);
  expect(sample()).toEqual(sample());
});

test('only the wanted methods are called', () => {
  const wanted = ['freq', 'nodeid'];
  const { validCall, boundaryCall, batch } = requestArbitraries({
    methods: ({ name }) => wanted.includes(name),
  });
  for (const request of fc.sample(fc.oneof(validCall, boundaryCall, batch), { numRuns: 300, seed: 1 }))
    for (const { method } of request.calls) expect(wanted).toContain(method);
});

test('each number that a radio takes is met at its boundaries and beside them', () => {
  const found = new Set(
    fc
      .sample(requestArbitraries().boundaryCall, { numRuns: 20_000, seed: 1 })
      .map(({ why, reply }) =>
        [why.boundary, reply.kind === 'single' && reply.element.outcome.kind].join(' '),
      ),
  );
  expect([...found]).toEqual(
    expect.arrayContaining([
      'power_dBm: at 0 result',
      'power_dBm: at 39 result',
      'power_dBm: 1 above 39 error',
      'power_dBm: 1 below 0 error',
      'latitude: a hair above 90 error',
      'freq: the end of a range result',
      'freq: 0.1 above the end of a range error',
    ]),
  );
});

test('a call is wrong in the place that its reason names', () => {
  for (const request of fc.sample(requestArbitraries().invalidCall, { numRuns: 1_000, seed: 1 }))
    expect(request.why.difference).toMatch(/^(params|method|id|jsonrpc|sleep|version|api_list|\d+ params)/);
});

test('a stream of bytes means the same however it is cut', deadline, async () => {
  await holds(
    fc.asyncProperty(framing, async (stream) => {
      expect(await playStream(endpoint, stream)).toEqual([]);
    }),
    { share: 0.1 },
  );
});

test(
  'connections that send at the same time, on both ports, are each answered as if alone',
  deadline,
  async () => {
    await holds(
      fc.asyncProperty(interleaving, async (several) => {
        expect(await playInterleaving(endpoint, several)).toEqual([]);
      }),
      { share: 0.1 },
    );
  },
);
