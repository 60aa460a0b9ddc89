import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GpsdFraming } from '../../src/gpsd/framing.js';
import { parseRequest } from '../../src/gpsd/request.js';
import { cutAnywhere, piecesOf } from '../support/cut-stream.js';
import { deadline, holds } from '../support/property.js';

/** Pushes the pieces and gives all requests that they complete; `…` for one that is too long. */
function requestsIn(pieces: readonly (string | Buffer)[], limit = 8_192): readonly string[] {
  const framing = new GpsdFraming(limit);
  const requests: string[] = [];
  for (const piece of pieces) {
    framing.push(Buffer.from(piece));
    for (let frame = framing.next(); frame !== undefined; frame = framing.next()) {
      requests.push(frame.kind === 'request' ? frame.text : '…');
      if (frame.kind === 'too-long') return requests;
    }
  }
  const last = framing.end();
  return last?.kind === 'request' ? [...requests, last.text] : requests;
}

test.each([
  ['?POLL;', ['?POLL']],
  ['?POLL\n?POLL\r\n', ['?POLL', '?POLL\r']],
  ['?WATCH={"enable":true}', ['?WATCH={"enable":true}']],
  ['?WATCH={"enable":true};?POLL;', ['?WATCH={"enable":true}', '?POLL']],
  ['?WATCH={"device":"};{"}?POLL;', ['?WATCH={"device":"};{"}', '?POLL']],
  ['?WATCH={"device":"\\"};"}?POLL;', ['?WATCH={"device":"\\"};"}', '?POLL']],
  ['?WATCH={"a":{"b":1}};', ['?WATCH={"a":{"b":1}}']],
  // What was begun and not ended goes with its line.
  ['?WATCH={"enable":\n?POLL;', ['?WATCH={"enable":', '?POLL']],
  [' ;;\r\n\t;', []],
  ['?POLL', ['?POLL']],
  ['}"};', ['}"}']],
])('%j holds %j', (text, requests) => {
  expect(requestsIn([text])).toEqual(requests);
  expect(requestsIn(text.split(''))).toEqual(requests);
});

test('a request has 100 bytes where that is the limit, not one more', () => {
  const long = (bytes: number) => `?${'x'.repeat(bytes - 1)}`;
  expect(requestsIn([`${long(100)};`], 100)).toEqual([long(100)]);
  expect(requestsIn([long(101)], 100)).toEqual(['…']);
  const watch = `?WATCH={"device":"${'x'.repeat(80)}"}`;
  expect(requestsIn([watch], watch.length)).toEqual([watch]);
  expect(requestsIn([watch], watch.length - 1)).toEqual(['…']);
});

const part = fc.constantFrom(
  '?WATCH=',
  '{',
  '}',
  '"',
  '\\',
  ';',
  '\n',
  '"enable":true',
  'x',
  ' ',
  '?POLL',
  'é',
);

test(
  'however bytes are cut, the same requests come of them, and each gets an answer of some kind',
  deadline,
  async () => {
    const bytes = fc.array(part, { maxLength: 40 }).map((parts) => Buffer.from(parts.join('')));
    await holds(
      fc.property(cutAnywhere(bytes), (stream) => {
        const whole = requestsIn([stream.bytes], 60);
        expect(requestsIn(piecesOf(stream), 60)).toEqual(whole);
        for (const text of whole) expect(parseRequest(text).kind).toMatch(/^[a-z]+$/);
      }),
      { share: 0.3 },
    );
  },
);
