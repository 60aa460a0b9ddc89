import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SilvusMock, startSilvusMock, virtualClock } from '../../../src/index.js';
import { anyBytes } from '../../support/any-request.js';
import { cutAnywhere, piecesOf, sendInPieces } from '../../support/cut-stream.js';
import { outcome } from '../../support/json-rpc-client.js';
import { deadline, holds } from '../../support/property.js';

let mock: SilvusMock;

beforeAll(async () => {
  mock = await startSilvusMock({ timing: { preset: 'instant' }, clock: virtualClock() });
});

afterAll(async () => {
  await mock.close();
});

const head = (lines: readonly string[]) => `${lines.join('\r\n')}\r\n\r\n`;

/** A request that is right: a body of any bytes with its length, or in chunks. */
const request = fc
  .record({
    body: anyBytes,
    path: fc.constantFrom('/streamscape_api', '/cgi-bin/streamscape_api', '/streamscape_api?x=1', '/'),
    verb: fc.constantFrom('POST', 'POST', 'POST', 'GET', 'PUT', 'OPTIONS', 'HEAD'),
    chunked: fc.boolean(),
    more: fc.constantFrom<readonly string[]>(
      [],
      ['Host: radio'],
      ['Content-Type: text/plain'],
      ['Expect: 100-continue'],
    ),
  })
  .map(({ body, path, verb, chunked, more }) => {
    const bytes = Buffer.from(body);
    const start = [`${verb} ${path} HTTP/1.1`, ...more];
    if (!chunked)
      return Buffer.concat([Buffer.from(head([...start, `Content-Length: ${bytes.length}`])), bytes]);
    const chunk =
      bytes.length === 0 ? [] : [Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')];
    return Buffer.concat([
      Buffer.from(head([...start, 'Transfer-Encoding: chunked'])),
      ...chunk,
      Buffer.from('0\r\n\r\n'),
    ]);
  });

/** Some requests on one connection. */
const pipeline = fc.array(request, { minLength: 1, maxLength: 4 }).map((requests) => Buffer.concat(requests));

/** The same with one piece cut out, put in or turned into other bytes. */
const spoiled = fc
  .tuple(
    pipeline,
    fc.nat(600),
    fc.nat(6),
    fc.oneof(fc.uint8Array({ maxLength: 6 }), fc.constant(Buffer.from('\r\n'))),
  )
  .map(([whole, place, length, piece]) =>
    Buffer.concat([whole.subarray(0, place), Buffer.from(piece), whole.subarray(place + length)]),
  );

/** `100 Continue` comes when it comes. */
const withoutContinue = (text: string) => text.replaceAll('HTTP/1.1 100 Continue\r\n\r\n', '');

test('requests that come in any pieces have the same answers', deadline, async () => {
  await holds(
    fc.asyncProperty(cutAnywhere(pipeline), async (given) => {
      const answerTo = async (pieces: readonly Buffer[]) => {
        // What is read depends on what was written.
        await mock.reset();
        return withoutContinue(await sendInPieces(mock.http.port, pieces));
      };
      const whole = await answerTo([given.bytes]);
      expect(whole).toMatch(/^HTTP\/1\.1 (200|204|404|405) /);
      expect(await answerTo(piecesOf(given))).toBe(whole);
    }),
    { share: 0.1 },
  );
});

test(
  'what is no HTTP harms nobody: an answer or none, an end, and the next client is served',
  deadline,
  async () => {
    await holds(
      fc.asyncProperty(
        cutAnywhere(
          fc.oneof(
            spoiled,
            fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
          ),
        ),
        async (given) => {
          const text = await sendInPieces(mock.http.port, piecesOf(given));
          expect(text).toMatch(/^(HTTP\/1\.1 (100|200|204|400|404|405|408|413|417|431|501|505) |$)/);
          expect(await outcome(mock, 'nodeid')).toEqual(['310061']);
        },
      ),
      { share: 0.025 },
    );
    expect(mock.health()).toMatchObject({ ready: true, reasons: [] });
  },
);
