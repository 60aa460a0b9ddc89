import fc from 'fast-check';
import { requestArbitraries } from '../fast-check/arbitraries.js';
import { type RequestCase, bytesOf, textOf } from '../fast-check/case.js';
import { readRequest } from '../fast-check/read-request.js';

import type { FuzzCase, FuzzStep } from './fuzz-case.js';

/** Longest message that a maintenance port takes, bytes (docs/interface.md C). */
const maxMessageBytes = 8_000;

/** Calls that a batch may have. */
const maxBatch = 128;

/** Greatest offset of a cut, bytes; a greater one than the request has begins again at its start. */
const maxCut = 600;

/** Ways to send a case: most in a row, the last but one in pieces, the last at the same time. Zero is the simplest. */
const modes = 14;

/** Requests in one case. */
const maxSteps = 4;

/** For which target cases are made. */
interface CaseOptions {
  /** Name of a radio model. */
  readonly model: string;
  /** True for a radio that must go on working. */
  readonly isSafe: boolean;
  readonly hasMaintenance: boolean;
}

/** Cases for a target: mostly one request, sometimes several that follow each other. */
export function fuzzCases({ model, isSafe, hasMaintenance }: CaseOptions): fc.Arbitrary<FuzzCase> {
  const { request: usual, batch } = requestArbitraries({ model, safe: isSafe });
  const request = fc.oneof({ arbitrary: usual, weight: 30 }, { arbitrary: batch.map(nested), weight: 1 });
  const overHttp = request.map((each): FuzzStep => ({ port: 'http', request: each }));
  const overTcp = request.filter(isMessage).map((each): FuzzStep => ({ port: 'maintenance', request: each }));
  const step = hasMaintenance
    ? fc.oneof({ arbitrary: overHttp, weight: 8 }, { arbitrary: overTcp, weight: 1 })
    : overHttp;
  const parts = fc.tuple(
    fc.nat(modes - 1),
    fc.array(fc.nat(maxCut), { minLength: 1, maxLength: maxSteps }),
    fewSteps(step),
  );
  return parts.map(([mode, cuts, steps]): FuzzCase => {
    if (mode === modes - 1 && steps.length > 1) return together(steps);
    return mode === modes - 2 ? inPieces(steps, cuts) : { steps };
  });
}

/** One request most of the time; every number of them shrinks to one. */
function fewSteps(step: fc.Arbitrary<FuzzStep>): fc.Arbitrary<readonly FuzzStep[]> {
  // With a minimal length, fast-check would never take away all that follows the first.
  const some = (maxLength: number, size: fc.SizeForArbitrary) =>
    fc.array(step, { maxLength, size }).filter((steps) => steps.length > 0);
  return fc.oneof(
    { arbitrary: step.map((each) => [each]), weight: 6 },
    { arbitrary: some(2, 'medium'), weight: 2 },
    { arbitrary: some(maxSteps, 'medium'), weight: 1 },
  );
}

/** Requests whose bytes are sent in pieces: they mean the same. */
function inPieces(steps: readonly FuzzStep[], cuts: readonly number[]): FuzzCase {
  const difference = `sent in pieces, cut at ${cuts.join(', ')}`;
  const why = { generator: 'framing', property: 'framing', difference } as const;
  return { steps: steps.map((step) => ({ ...step, request: { ...step.request, why }, cuts })) };
}

/** Requests that are sent at the same time. */
function together(steps: readonly FuzzStep[]): FuzzCase {
  const difference = `${steps.length} requests at the same time`;
  const why = { generator: 'interleaving', property: 'one-answer', difference } as const;
  return { steps: steps.map((step) => ({ ...step, request: { ...step.request, why } })), isConcurrent: true };
}

/** A batch as the only element of another one: an element that is no request. */
function nested(batch: RequestCase): RequestCase {
  const bytes = bytesOf(`[${textOf(batch)}]`);
  const why = { generator: 'batch', property: 'one-answer', difference: 'a batch in a batch' } as const;
  return { bytes, ...readRequest(bytes, maxBatch), why };
}

/** True where the maintenance port takes the bytes as one message. */
function isMessage({ bytes }: RequestCase): boolean {
  return (
    bytes.length > 0 &&
    bytes.length <= maxMessageBytes &&
    !bytes.some((byte) => byte === 0x0a || byte === 0x0d)
  );
}
