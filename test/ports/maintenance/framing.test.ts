import { describe, expect, test } from 'vitest';
import { Framing, substanceOf } from '../../../src/ports/maintenance/framing.js';

/** Pushes the pieces and gives all messages that they complete; `…` for one that is too long. */
function framesOf(pieces: readonly string[], limit = 8_192) {
  const framing = new Framing(limit);
  const frames: string[] = [];
  const take = () => {
    for (let frame = framing.next(); frame !== undefined; frame = framing.next()) {
      frames.push(frame.kind === 'message' ? Buffer.from(frame.bytes).toString() : '…');
    }
  };
  for (const piece of pieces) {
    framing.push(Buffer.from(piece));
    take();
  }
  return { frames, framing };
}

describe('one message', () => {
  test.each([
    ['{}', '{}'],
    ['{}\n', '{}'],
    ['[]', '[]'],
    ['{"a":{"b":[1]}}', '{"a":{"b":[1]}}'],
    ['{"a":"}"}', '{"a":"}"}'],
    ['{"a":"\\"}"}', '{"a":"\\"}"}'],
    ['{"a":"\\\\"}', '{"a":"\\\\"}'],
    ['{"a":"{["}', '{"a":"{["}'],
    ['{"é":"📡"}', '{"é":"📡"}'],
    [' \t\r\n\n{}', '{}'],
    ['\uFEFF{}', '\uFEFF{}'],
    ['\n\uFEFF{"a":1}{}', '\uFEFF{"a":1}'],
    ['\uFEFF\uFEFF{}\n', '\uFEFF\uFEFF{}'],
    ['\uFEFF\n', '\uFEFF'],
    ['word\n', 'word'],
    ['word {}\n', 'word {}'],
    ['"{"\n', '"{"'],
    ['42\r\n', '42\r'],
    ['{"a":\n', '{"a":'],
    ['{"a\n', '{"a'],
    ['{]', '{]'],
  ])('%j holds %j', (text, message) => {
    expect(framesOf([text]).frames[0]).toBe(message);
  });

  test.each(['', ' ', '\r\n', '{', '{"a":1', '[{}', '{"}', '{"a\\"}', 'word', '"{}"', '42'])(
    '%j holds none yet',
    (text) => {
      expect(framesOf([text]).frames).toEqual([]);
    },
  );

  test.each(['{"a":"\\"}", "b":[1, 2]}', 'word\n', ' \n{"é":1}'])(
    'is the same byte by byte as in one piece: %j',
    (text) => {
      const framing = new Framing(8_192);
      const found = [...Buffer.from(text)].map((byte) => {
        framing.push(Buffer.of(byte));
        return framing.next();
      });
      const frames = found.filter((frame) => frame !== undefined);
      expect(frames.map((frame) => 'bytes' in frame && Buffer.from(frame.bytes).toString())).toEqual(
        framesOf([text]).frames,
      );
      expect(found.at(-1), 'it ends with its last byte').toBeDefined();
    },
  );
});

describe('more than one message', () => {
  test.each([
    ['with newlines', ['{}\n[]\n'], ['{}', '[]']],
    ['without', ['{}[]{}'], ['{}', '[]', '{}']],
    ['with words between', ['{}\nword\n[]'], ['{}', 'word', '[]']],
    ['with empty lines between', ['{}\n\r\n\n[]'], ['{}', '[]']],
    ['over the borders of pieces', ['{"a"', ':1}{"b', '":2}'], ['{"a":1}', '{"b":2}']],
    ['a text that was open does not reach the next', ['{"a\n', '{}'], ['{"a', '{}']],
  ])('%s', (_, pieces, messages) => {
    expect(framesOf(pieces).frames).toEqual(messages);
  });
});

describe('the limit', () => {
  test.each([
    ['as long as the limit, complete', '{"a":"12"}', ['{"a":"12"}']],
    ['as long as the limit, with a newline', '0123456789\n', ['0123456789']],
    ['one byte longer', '{"a":"123"}', ['…']],
    ['one byte longer, without an end', '01234567890', ['…']],
    ['blanks before the message do not count', `${' '.repeat(100)}{"a":"12"}`, ['{"a":"12"}']],
    ['bytes count, not letters', '{"a":"éé"}', ['…']],
    ['each message by itself', '{"a":1}{"b":2}\n{"c":3}', ['{"a":1}', '{"b":2}', '{"c":3}']],
  ])('of 10 bytes: %s', (_, text, frames) => {
    expect(framesOf([text], 10).frames).toEqual(frames);
    expect(framesOf(Array.from(text), 10).frames.slice(0, frames.length)).toEqual(frames);
  });

  test('what comes in the same piece after a message that is too long is dropped', () => {
    const { frames, framing } = framesOf(['0123456789abc\n{}'], 10);
    expect(frames).toEqual(['…']);
    expect(framing.rest).toHaveLength(0);
  });
});

describe('the end of the stream', () => {
  test.each([
    ['word', 'word'],
    ['{"a":', '{"a":'],
    ['{}\nrest', 'rest'],
  ])('completes what has begun: %j', (text, message) => {
    const frame = framesOf([text]).framing.end();
    expect(frame?.kind === 'message' && Buffer.from(frame.bytes).toString()).toBe(message);
  });

  test.each(['', ' \r\n', '{}', 'word\n', '{}\n '])('has nothing to complete: %j', (text) => {
    expect(framesOf([text]).framing.end()).toBeUndefined();
  });
});

test('what comes after a message stays for the next', () => {
  const framing = new Framing(8_192);
  framing.push(Buffer.from('{}\n{"a":1}'));
  framing.next();
  expect(Buffer.from(framing.rest).toString()).toBe('\n{"a":1}');
});

test.each([
  ['', 0],
  [' \r\n\t', 0],
  ['{}\n', 2],
  ['a b', 2],
  ['é', 2],
])('%j has substance of %d bytes', (text, count) => {
  expect(substanceOf(Buffer.from(text))).toBe(count);
});
