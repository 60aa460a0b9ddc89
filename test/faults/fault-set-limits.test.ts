import { expect, test } from 'vitest';
import { FaultSet } from '../../src/faults/fault-set.js';

const origin = { port: 'http', peer: '127.0.0.1:50123' } as const;
const subject = { method: 'freq', access: 'read', params: [], ...origin } as const;
const faultSet = (seed: number) =>
  new FaultSet({ seed, context: { readAll: () => new Map() }, onError: () => undefined, now: () => 0 });

test('256 faults may be on at once, one more is refused, and one that is taken off makes room', () => {
  const faults = faultSet(1);
  for (let count = 0; count < 256; count += 1) faults.add({ kind: 'busy' });
  expect(() => faults.add({ kind: 'busy' })).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }));
  expect(faults.list()).toHaveLength(256);
  faults.remove('busy');
  faults.add({ kind: 'busy' });
});

test('a message names five unknown methods of a list, each with the nearest name, and no more', () => {
  const methods = { has: (name: string) => name === 'freq', names: ['freq'] };
  const faults = new FaultSet({
    seed: 1,
    context: { readAll: () => new Map() },
    onError: () => undefined,
    now: () => 0,
    methods,
  });
  const method = Array.from({ length: 256 }, (_, index) => (index % 2 === 0 ? 'freq' : `freq${index}`));
  const add = () => faults.add({ kind: 'busy', match: { method } });
  expect(add).toThrow(/^fault: match\.method: "freq1": .*; the nearest is "freq"; "freq3": .*; "freq9": /);
  expect(add).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('"freq11"') as unknown }),
  );
  expect(faults.list()).toHaveLength(0);
});

/** Whether a fault of one half befalls a request when it is seen first, and when seen again after others. */
function fates(seed: number, others: number): readonly [boolean, boolean] {
  const faults = faultSet(seed);
  faults.add({ kind: 'busy', probability: 0.5 });
  const befalls = (request: string) =>
    faults.forRequest(Buffer.from(request), origin)?.answer(subject, 0) !== undefined;
  const first = befalls('mine');
  for (let other = 0; other < others; other += 1) faults.forRequest(Buffer.from(`other ${other}`), origin);
  return [first, befalls('mine')];
}

test('repetitions are counted over 10,000 requests; one not seen for longer begins anew', () => {
  // A seed with which the second time goes otherwise than the first.
  const seed = Array.from({ length: 20 }, (_, index) => index).find((each) => {
    const [first, second] = fates(each, 0);
    return first !== second;
  });
  expect(seed).toBeDefined();
  const [first, second] = fates(seed ?? 0, 9_999);
  expect(second).not.toBe(first);
  const [, anew] = fates(seed ?? 0, 10_000);
  expect(anew).toBe(first);
});

/** Whether a fault of one half befalls each of these requests, in their order. */
function fatesOf(requests: readonly string[]): readonly boolean[] {
  const faults = faultSet(1);
  faults.add({ kind: 'busy', probability: 0.5 });
  return requests.map(
    (name) => faults.forRequest(Buffer.from(name), origin)?.answer(subject, 0) !== undefined,
  );
}

test('the count that begins anew is that of the request not seen for longest, neither of the first nor of the last', () => {
  // Requests whose fate tells whether they were counted on.
  const names = Array.from({ length: 50 }, (_, index) => `name ${index}`);
  const kept = names.find((name) => fatesOf([name, name, name])[2] !== fatesOf([name])[0]) ?? '';
  const lost = names.find((name) => name !== kept && fatesOf([name, name])[1] !== fatesOf([name])[0]) ?? '';
  const others = Array.from({ length: 9_998 }, (_, index) => `other ${index}`);
  const before = [kept, lost, ...others, kept, 'one more than are counted'];
  expect(fatesOf([...before, kept]).at(-1)).toBe(fatesOf([kept, kept, kept])[2]);
  expect(fatesOf([...before, lost]).at(-1)).toBe(fatesOf([lost])[0]);
  // With one request fewer both are counted on.
  const fewer = [kept, lost, ...others.slice(1), kept, 'one more than are counted'];
  expect(fatesOf([...fewer, lost]).at(-1)).toBe(fatesOf([lost, lost])[1]);
});
