import fc from 'fast-check';
import { type RequestCase, bytesOf, textOf } from '../case.js';
import { readRequest } from '../read-request.js';
import type { Target } from '../target.js';
import { batchOf } from './batches.js';
import { validCall } from './calls.js';

const pieces = fc.oneof(
  fc.constantFrom('"', '{', '}', '[', ']', ',', ':', '\\', '\n', '\u0000', '\ud800', '1', '-', 'null'),
  fc.string({ maxLength: 4 }),
);

/** Bytes that are no UTF-8: a lone continuation, an overlong form, a cut sequence, a surrogate. */
const noText = fc.constantFrom([0x80], [0xc0, 0xaf], [0xe2, 0x82], [0xed, 0xa0, 0x80], [0xff], [0xf5]);

/** Bytes with some cut out and others put in. */
function spliced(
  bytes: Uint8Array,
  place: number,
  length: number,
  piece: Uint8Array | readonly number[],
): Uint8Array {
  const at = bytes.length === 0 ? 0 : place % (bytes.length + 1);
  return Uint8Array.from([...bytes.subarray(0, at), ...piece, ...bytes.subarray(at + length)]);
}

/** Bytes that are a request but for one place, or nearly JSON, or any bytes. What they mean is read from them. */
export function nearlyJson(target: Target): fc.Arbitrary<RequestCase> {
  // In a radio that must stay as it is, no spoiled text may have become a write.
  const isHarmless = target.safe ? onlyReads(target) : target;
  const request = fc.oneof(validCall(isHarmless), batchOf(validCall(isHarmless), 3));
  const spoiled = fc
    .tuple(request, fc.nat(400), fc.nat(3), pieces)
    .map(([whole, place, length, piece]) =>
      caseOf(
        spliced(whole.bytes, place, length, bytesOf(piece)),
        target,
        `${length} bytes cut and ${JSON.stringify(piece)} put in at ${place} of ${shortened(textOf(whole))}`,
      ),
    );
  const notText = fc
    .tuple(request, fc.nat(400), noText)
    .map(([whole, place, piece]) =>
      caseOf(spliced(whole.bytes, place, 0, piece), target, 'bytes that are no UTF-8'),
    );
  const cut = fc
    .tuple(request, fc.nat(400))
    .map(([{ bytes }, place]) =>
      caseOf(bytes.subarray(0, place % (bytes.length + 1)), target, 'the end is missing'),
    );
  const nested = fc
    .tuple(fc.constantFrom('[', '{"a":', '[{"a":'), fc.integer({ min: 1, max: 1_000 }))
    .map(([open, levels]) => caseOf(bytesOf(open.repeat(levels)), target, `${levels} times ${open}`));
  const json = fc.json({ maxDepth: 4 }).map((text) => caseOf(bytesOf(text), target, 'any JSON'));
  const any = fc.uint8Array({ maxLength: 40 }).map((bytes) => caseOf(bytes, target, 'any bytes'));
  return fc.oneof(
    { arbitrary: spoiled, weight: 6 },
    { arbitrary: notText, weight: 1 },
    { arbitrary: cut, weight: 1 },
    { arbitrary: nested, weight: 1 },
    { arbitrary: json, weight: 1 },
    { arbitrary: any, weight: 1 },
  );
}

function onlyReads(target: Target): Target {
  return { ...target, entries: target.entries.filter(({ declaration }) => declaration.access === 'read') };
}

const shortened = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

function caseOf(bytes: Uint8Array, { maxBatch }: Target, difference: string): RequestCase {
  return {
    bytes,
    ...readRequest(bytes, maxBatch),
    why: { generator: 'nearly-json', property: 'one-answer', difference },
  };
}
