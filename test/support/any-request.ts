import fc from 'fast-check';
import { readRequest, requestArbitraries, textOf } from '../../src/fast-check/fast-check.js';

/** What a request's bytes should bring: an id for each reply, in their order, or nothing. */
export interface ExpectedReplies {
  readonly ids: readonly unknown[];
  readonly isBatch: boolean;
  /** How many commands are to be carried out or refused by the worker. */
  readonly commands: number;
}

/** Reads a request in the plainest way and says what replies it should bring. */
export function expectedReplies(bytes: Uint8Array, maxBatch: number): ExpectedReplies {
  const { reply, calls } = readRequest(bytes, maxBatch);
  const isBatch = Array.isArray(jsonOf(bytes)) && reply.kind !== 'single';
  const commands = calls.length;
  if (reply.kind === 'none') return { ids: [], isBatch, commands };
  const elements = reply.kind === 'batch' ? reply.elements : [reply.element];
  return { ids: elements.map(({ id }) => id), isBatch, commands };
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

/** Small, so that batches at the limit don't take the time of all others. */
const { request, validCall, boundaryCall, invalidCall, lenientForm } = requestArbitraries({ maxBatch: 8 });

/** A call as JSON: mostly a good one, some wrong in one place, now and then any JSON. */
export const anyCall: fc.Arbitrary<unknown> = fc.oneof(
  {
    arbitrary: fc
      .oneof(validCall, boundaryCall, invalidCall, lenientForm)
      .map((each): unknown => JSON.parse(textOf(each))),
    weight: 10,
  },
  { arbitrary: fc.jsonValue(), weight: 1 },
);

/** Bytes of every kind: good requests, nearly good ones, any JSON, no JSON, no text. */
export const anyBytes: fc.Arbitrary<Uint8Array> = request.map(({ bytes }) => bytes);
