import fc from 'fast-check';
import type { RequestId } from '../../worker/job.js';

/** Ids that a call may have; the bounds of whole numbers, the empty text and zero among them. */
export const anyId: fc.Arbitrary<RequestId> = fc.oneof(
  { arbitrary: fc.constantFrom<RequestId>(1, 0, '', null, -1, 2 ** 53 - 1, 1.5, 'sbkb5u0c'), weight: 4 },
  { arbitrary: fc.oneof(fc.string(), fc.integer()), weight: 1 },
);

/** Ids that no call may have; each is answered with the id null. */
export const wrongId: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(2 ** 53, true, [], {}, [1], -1e300);

/** Parameters of a kind that no call may have. */
export const wrongParams: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(true, false);

/** Names that look like methods, or like parts of every object. */
export const strangeNames: readonly string[] = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '',
  ' ',
  'rpc.discover',
  'freq ',
  'Freq',
  'FREQ',
  'frеq',
];
