import fc from 'fast-check';
import { type ExpectedElement, type RequestCase, bytesOf, errorOf, textOf } from '../case.js';
import type { Target } from '../target.js';
import { boundaryCall, validCall } from './calls.js';
import { invalidCall } from './invalid-calls.js';

/** Several calls in one request; `single` makes the elements. */
export function batchOf(single: fc.Arbitrary<RequestCase>, maxLength: number): fc.Arbitrary<RequestCase> {
  // With a minimal length, fast-check would never take away all that follows the first element.
  return fc
    .array(single, { maxLength })
    .filter((elements) => elements.length > 0)
    .map((elements) => batchRequest(elements));
}

/** A batch of these requests, each of one call. */
export function batchRequest(requests: readonly RequestCase[], difference?: string): RequestCase {
  const elements: readonly ExpectedElement[] = requests.flatMap(({ reply }) =>
    reply.kind === 'single' ? reply.element : [],
  );
  return {
    bytes: bytesOf(`[${requests.map(textOf).join()}]`),
    calls: requests.flatMap(({ calls }) => calls),
    reply: elements.length === 0 ? { kind: 'none' } : { kind: 'batch', elements },
    why: {
      generator: 'batch',
      property: 'one-answer',
      difference: difference ?? `${requests.length} calls in one request`,
    },
  };
}

/** The call without its id. */
function asNotification(request: RequestCase): RequestCase {
  const members: unknown = JSON.parse(textOf(request));
  const isGood = request.reply.kind === 'single' && request.reply.element.outcome.kind === 'result';
  if (!isGood || typeof members !== 'object' || members === null) return request;
  const bytes = bytesOf(JSON.stringify({ ...members, id: undefined }));
  return { ...request, bytes, reply: { kind: 'none' } };
}

/** Batches of good and bad calls, notifications among them; batches at the limit and beyond it. */
export function batch(target: Target): fc.Arbitrary<RequestCase> {
  const good = validCall(target);
  const element = fc.oneof(
    { arbitrary: good, weight: 5 },
    { arbitrary: boundaryCall(target), weight: 2 },
    { arbitrary: invalidCall(target), weight: 2 },
    { arbitrary: good.map(asNotification), weight: 1 },
  );
  const { maxBatch } = target;
  const ofReads = (length: number) =>
    `[${Array.from({ length }, (_, id) => `{"jsonrpc":"2.0","method":"nodeid","id":${id}}`).join()}]`;
  const tooLong = fc.constantFrom(maxBatch + 1, maxBatch + 2).map((length): RequestCase => ({
    bytes: bytesOf(ofReads(length)),
    calls: [],
    reply: { kind: 'single', element: { id: null, outcome: errorOf(-32600) } },
    why: {
      generator: 'batch',
      property: 'refused',
      boundary: `batch: ${length - maxBatch} above ${maxBatch}`,
    },
  }));
  const read = { method: 'nodeid', params: [], kind: 'read', outcome: { kind: 'result' } } as const;
  const longest = fc.constant<RequestCase>({
    bytes: bytesOf(ofReads(maxBatch)),
    calls: Array.from({ length: maxBatch }, () => read),
    reply: {
      kind: 'batch',
      elements: Array.from({ length: maxBatch }, (_, id) => ({ id, outcome: read.outcome, call: read })),
    },
    why: { generator: 'batch', property: 'one-answer', boundary: `batch: at ${maxBatch}` },
  });
  return fc.oneof(
    { arbitrary: batchOf(element, Math.min(6, maxBatch)), weight: 40 },
    { arbitrary: batchOf(good.map(asNotification), 3), weight: 2 },
    { arbitrary: tooLong, weight: 1 },
    { arbitrary: longest, weight: 1 },
  );
}
