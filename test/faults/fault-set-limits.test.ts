import { expect, test } from 'vitest';
import { FaultSet, mostCountedRequests, maxIssues } from '../../src/faults/fault-set.js';

const origin = { port: 'http', peer: '127.0.0.1:50123' } as const;
const subject = { method: 'freq', access: 'read', params: [], ...origin } as const;
const faultSet = (seed: number) => new FaultSet(seed, { readAll: () => new Map() }, () => undefined);

test('256 faults may be on at once, one more is refused, and one that is taken off makes room', () => {
  const faults = faultSet(1);
  for (let count = 0; count < maxIssues; count += 1) faults.add({ kind: 'busy' });
  expect(() => faults.add({ kind: 'busy' })).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }));
  expect(faults.list()).toHaveLength(256);
  faults.remove('busy');
  faults.add({ kind: 'busy' });
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
  const [first, second] = fates(seed ?? 0, mostCountedRequests - 1);
  expect(second).not.toBe(first);
  const [, anew] = fates(seed ?? 0, mostCountedRequests);
  expect(anew).toBe(first);
});
