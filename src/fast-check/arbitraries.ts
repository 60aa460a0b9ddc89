import fc from 'fast-check';
import { type RequestCase, textOf } from './case.js';
import { batch } from './generators/batches.js';
import { boundaryCall, validCall } from './generators/calls.js';
import { envelope } from './generators/envelopes.js';
import { invalidCall } from './generators/invalid-calls.js';
import { lenientForm } from './generators/lenient-forms.js';
import { nearlyJson } from './generators/nearly-json.js';
import { type InterleavingCase, type StreamCase, interleaving, stream } from './generators/streams.js';
import { describe } from './judge.js';
import { type TargetOptions, targetOf } from './target.js';

/** Generators of requests for one radio. */
export interface RequestArbitraries {
  /** Calls that a radio carries out. */
  readonly validCall: fc.Arbitrary<RequestCase>;
  /** Calls with one value at a boundary, or next to it on either side. */
  readonly boundaryCall: fc.Arbitrary<RequestCase>;
  /** Calls that are wrong in exactly one way. */
  readonly invalidCall: fc.Arbitrary<RequestCase>;
  /** Good calls in rare envelopes, and JSON that is no request. */
  readonly envelope: fc.Arbitrary<RequestCase>;
  /** Several calls in one request. */
  readonly batch: fc.Arbitrary<RequestCase>;
  /** Good calls in the forms of real clients. */
  readonly lenientForm: fc.Arbitrary<RequestCase>;
  /** Bytes that are nearly a request. */
  readonly nearlyJson: fc.Arbitrary<RequestCase>;
  /** All of these. */
  readonly request: fc.Arbitrary<RequestCase>;
  /** Bytes for one connection, cut at any places: `playStream` sends them. */
  readonly framing: fc.Arbitrary<StreamCase>;
  /** Several connections on both ports at the same time: `playInterleaving` sends their pieces. */
  readonly interleaving: fc.Arbitrary<InterleavingCase>;
}

/** Generators for a radio. Throws `OPTION_INVALID` and `MODEL_INVALID` as `loadModel` does. */
export function requestArbitraries(options: TargetOptions = {}): RequestArbitraries {
  const target = targetOf(options);
  const each = {
    validCall: shown(validCall(target)),
    boundaryCall: shown(boundaryCall(target)),
    invalidCall: shown(invalidCall(target)),
    envelope: shown(envelope(target)),
    batch: shown(batch(target)),
    lenientForm: shown(lenientForm(target)),
    nearlyJson: shown(nearlyJson(target)),
  };
  const request = fc.oneof(
    { arbitrary: each.validCall, weight: 4 },
    { arbitrary: each.boundaryCall, weight: 3 },
    { arbitrary: each.invalidCall, weight: 3 },
    { arbitrary: each.envelope, weight: 2 },
    { arbitrary: each.batch, weight: 2 },
    { arbitrary: each.lenientForm, weight: 2 },
    { arbitrary: each.nearlyJson, weight: 2 },
  );
  return { ...each, request, framing: stream(target), interleaving: interleaving(target) };
}

/** Cases that a failing property prints as text, with their reason, and not as bytes. */
function shown(arbitrary: fc.Arbitrary<RequestCase>): fc.Arbitrary<RequestCase> {
  return arbitrary.map((request) =>
    Object.defineProperty(request, fc.toStringMethod, {
      value: () => `${textOf(request)} (${describe(request.why)})`,
      enumerable: false,
      // A case may be a constant, which comes by more than once.
      configurable: true,
    }),
  );
}
