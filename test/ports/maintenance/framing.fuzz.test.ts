import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Frame, Framing } from '../../../src/ports/maintenance/framing.js';
import { anyBytes } from '../../support/any-request.js';
import { type CutStream, cutAnywhere, piecesOf } from '../../support/cut-stream.js';
import { deadline, holds } from '../../support/property.js';

const separator = fc.constantFrom('', '\n', '\r\n', ' ', '\n\n');

/** Messages whose texts hold what could be taken for their end. */
const misleading = fc
  .array(fc.constantFrom('"', '\\', '\\"', '{', '}', ']', '\n', 'é'), { maxLength: 12 })
  .map((pieces) => Buffer.from(JSON.stringify({ text: pieces.join('') })));

const message = fc.oneof(anyBytes, misleading);

/** Messages of every kind one after the other, with or without a newline between them. */
const stream = fc
  .array(fc.tuple(message, separator), { maxLength: 6 })
  .map((parts) => Buffer.concat(parts.flatMap(([bytes, end]) => [Buffer.from(bytes), Buffer.from(end)])));

/** All frames of a stream that comes in these pieces, its end included; nothing comes after one that is too long. */
function framesOf(pieces: readonly Buffer[], limit: number): readonly string[] {
  const framing = new Framing(limit);
  const frames: string[] = [];
  const take = (frame: Frame | undefined): boolean => {
    if (frame === undefined) return false;
    frames.push(frame.kind === 'message' ? Buffer.from(frame.bytes).toString('hex') : frame.kind);
    return frame.kind === 'message';
  };
  for (const piece of pieces) {
    framing.push(piece);
    while (take(framing.next()));
    if (frames.at(-1) === 'too-long') return frames;
  }
  take(framing.end());
  return frames;
}

test('however a stream of bytes is cut, the messages in it are the same', deadline, async () => {
  const cut: fc.Arbitrary<CutStream> = cutAnywhere(stream);
  await holds(
    fc.property(cut, fc.constantFrom(8, 40, 8_192), (given, limit) => {
      expect(framesOf(piecesOf(given), limit)).toEqual(framesOf([given.bytes], limit));
    }),
  );
});

test('no message is longer than the limit, and none is made of blanks', deadline, async () => {
  await holds(
    fc.property(cutAnywhere(stream), fc.integer({ min: 1, max: 60 }), (given, limit) => {
      for (const frame of framesOf(piecesOf(given), limit)) {
        if (frame === 'too-long') continue;
        expect(frame.length / 2).toBeLessThanOrEqual(limit);
        expect(Buffer.from(frame, 'hex').toString('latin1')).toMatch(/[^ \t\r\n]/);
      }
    }),
  );
});
