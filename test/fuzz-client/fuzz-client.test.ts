import { expect, test } from 'vitest';
import {
  type ChaosStage,
  type ClientDriver,
  ClientFailed,
  type FuzzClientOptions,
  type FuzzedRadio,
  fuzzClient,
} from '../../src/index.js';
import { faultyClients } from './clients/faulty.js';
import { goodClients } from './clients/good.js';
import { RadioError } from './clients/wire.js';

const virtual = { clock: 'virtual', ownErrors: [RadioError] } as const;

/** The error of a search that finds something. */
async function failureOf(run: ClientDriver, options: FuzzClientOptions): Promise<ClientFailed> {
  const error: unknown = await fuzzClient(run, options).catch((reason: unknown) => reason);
  if (error instanceof ClientFailed) return error;
  throw new Error('nothing found', { cause: error });
}

test('the message has the case and the lines that replay it', async () => {
  const { code, finding, message } = await failureOf(faultyClients.assumesArray, { ...virtual, seed: 1 });
  expect(code).toBe('CLIENT_FAILED');
  const [bent = ''] = finding.chaos?.only ?? [];
  const { level, seed } = finding.chaos ?? {};
  const lines = message.split('\n');
  expect(lines[0]).toBe(`The client failed in case ${finding.foundIn} (seed 1). error: ${finding.detail}`);
  expect(lines).toContain(
    `  silvus-mock start --chaos ${level} --seed ${seed} --only ${bent} --timing instant`,
  );
  expect(lines).toContain(`  fuzzClient(run, ${JSON.stringify({ replay: { level, seed, only: [bent] } })})`);
  expect(message).toContain(`[chaos: ${bent}]`);
});

test('a finding is replayed by its chaos alone, and again finds the same', async () => {
  const { finding } = await failureOf(faultyClients.showsOldValues, { ...virtual, seed: 1 });
  const { chaos: replay } = finding;
  expect(replay).toBeDefined();
  const again = await failureOf(faultyClients.showsOldValues, { ...virtual, replay });
  expect(again.finding).toEqual({ ...finding, foundIn: 1, bentAtFirst: 1 });
  const report = await fuzzClient(goodClients.strict, { ...virtual, replay });
  expect(report).toMatchObject({ cases: 1, bentCases: 1 });
});

test('the same seed finds the same', async () => {
  const first = await failureOf(faultyClients.showsOldValues, { ...virtual, seed: 1 });
  const second = await failureOf(faultyClients.showsOldValues, { ...virtual, seed: 1 });
  expect(second.message).toBe(first.message);
});

test.each(['connect', 'read', 'write'] satisfies ChaosStage[])('only %s is bent', async (stage) => {
  const stages = new Set<string>();
  const run: ClientDriver = async (radio) => {
    await goodClients.strict(radio);
  };
  const { finding } = await failureOf(run, { clock: 'virtual', seed: 4, stages: [stage] });
  for (const each of finding.bent) stages.add(each.stage);
  expect([...stages]).toEqual([stage]);
});

test('a client that fails without chaos is a finding without a bent exchange', async () => {
  const run: ClientDriver = async (radio) => {
    await goodClients.strict(radio);
    throw new Error('no reason');
  };
  const { finding, message } = await failureOf(run, virtual);
  expect(finding).toMatchObject({ kind: 'error', foundIn: 0, bent: [], chaos: undefined });
  expect(message).toMatch(/^The client fails without chaos\. error: it failed with Error: no reason\n/);
});

test('a client that sends nothing to the radio is no client of it', async () => {
  await expect(fuzzClient(() => undefined, virtual)).rejects.toMatchObject({
    code: 'OPTION_INVALID',
    message: 'run: it sent no request to the radio; allowed: a client of the radio at the given url',
  });
});

test('errors that the client throws by design are named by their classes, or by a function', async () => {
  const byFunction = (error: unknown) => error instanceof RadioError;
  const report = await fuzzClient(goodClients.strict, {
    ...virtual,
    ownErrors: byFunction,
    seed: 1,
    cases: 20,
  });
  expect(report.cases).toBe(20);
  const { finding } = await failureOf(goodClients.strict, { clock: 'virtual', seed: 1 });
  expect(finding.detail).toMatch(/^it failed with RadioError: /);
});

test('a write that was executed twice is allowed where it is said to be', async () => {
  const options = { ...virtual, seed: 1, cases: 24, levels: ['broken'], stages: ['write'] } as const;
  const { finding } = await failureOf(faultyClients.retriesWrites, options);
  expect(finding.detail).toBe('the radio executed freq ["2220"] 2 times; without chaos 1 times');
  await expect(fuzzClient(faultyClients.retriesWrites, { ...options, writes: 'any' })).resolves.toBeDefined();
});

test('a client without end is stopped after so many requests', async () => {
  const run: ClientDriver = async (radio) => {
    const { url, signal } = radio;
    while (!signal.aborted) await fetch(url, { method: 'POST', body: '{}', signal }).catch(() => undefined);
  };
  const { finding } = await failureOf(run, { maxRequests: 20 });
  expect(finding).toMatchObject({
    kind: 'hang',
    detail: 'it had sent more than 20 requests, and had not ended',
  });
});

test('the driver has the addresses, the clock and a signal that aborts at the end of its case', async () => {
  const seen: FuzzedRadio[] = [];
  const run: ClientDriver = async (radio) => {
    seen.push(radio);
    await goodClients.bothPorts(radio);
  };
  await fuzzClient(run, { ...virtual, seed: 1, cases: 2, radio: { gpsd: { port: 0 } } });
  expect(seen).toHaveLength(3);
  for (const { url, addresses, signal } of seen) {
    expect(url).toBe(addresses.http.url);
    expect(Object.keys(addresses)).toContain('gpsd');
    expect(signal.aborted).toBe(true);
  }
});

test('cases run at the same time where it is asked for, and the first that fails is found', async () => {
  const options = { ...virtual, seed: 1 };
  const alone = await failureOf(faultyClients.assumesArray, options);
  const done: number[] = [];
  const together = await failureOf(faultyClients.assumesArray, {
    ...options,
    concurrency: 6,
    onCase: (count) => done.push(count),
  });
  expect(together.message).toBe(alone.message);
  expect(done).toEqual([6].filter((count) => count < alone.finding.foundIn));
});

test.each([
  [{ cases: 0 }, 'fuzzClient: cases: 0 is not allowed; allowed: a whole number from 1 to'],
  [{ cases: '5' }, 'fuzzClient: cases: 5 is not allowed'],
  [{ case: 5 }, 'fuzzClient: case: is unknown'],
  [{ levels: [] }, 'fuzzClient: levels: [] is not allowed; allowed: a list of radio, json-rpc'],
  [{ levels: ['brokn'] }, 'fuzzClient: levels: "brokn" is not allowed'],
  [{ stages: ['reads'] }, 'fuzzClient: stages: "reads" is not allowed'],
  [{ timeout: 'soon' }, 'fuzzClient: timeout: soon is not allowed; allowed: a number of ms'],
  [{ timeout: 0 }, 'fuzzClient: timeout: 0 is not allowed'],
  [{ for: -1 }, 'fuzzClient: for: -1 is not allowed'],
  [{ ownErrors: 'RadioError' }, 'fuzzClient: ownErrors: RadioError is not allowed'],
  [{ ownErrors: [5] }, 'fuzzClient: ownErrors: [5] is not allowed'],
  [{ writes: 'twice' }, 'fuzzClient: writes: "twice" is not allowed; allowed: once, any'],
  [{ clock: 'fast' }, 'fuzzClient: clock: "fast" is not allowed; allowed: real, virtual'],
  [{ concurrency: 100 }, 'fuzzClient: concurrency: 100 is not allowed'],
  [{ radio: { chaos: {} } }, 'fuzzClient: radio.chaos: {} is not allowed'],
  [{ radio: { mode: 'offlin' } }, 'mode: "offlin"'],
  [{ replay: { level: 'broken', seed: 1, only: ['nonsense'] } }, 'fuzzClient: replay.only: ["nonsense"]'],
  [{ replay: { level: 'broken' } }, 'fuzzClient: replay.seed: undefined is not allowed'],
  [{ replay: { level: 'broken', seed: 1, share: 2 } }, 'fuzzClient: replay.share: 2 is not allowed'],
  [{ onCase: 5 }, 'fuzzClient: onCase: 5 is not allowed'],
] as [object, string][])('%j is refused', async (options, message) => {
  await expect(fuzzClient(goodClients.strict, options)).rejects.toMatchObject({
    code: 'OPTION_INVALID',
    message: expect.stringContaining(message) as unknown,
  });
});

test('a driver that is no function is refused', async () => {
  const run = 'client' as unknown as ClientDriver;
  await expect(fuzzClient(run)).rejects.toMatchObject({ code: 'OPTION_INVALID' });
});
