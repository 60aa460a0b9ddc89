import fc from 'fast-check';
import type { Endpoint, EndpointPort } from '../endpoint/endpoint.js';
import { HttpReader } from '../endpoint/http-reader.js';
import { type ExpectedReply, type RequestCase, type Why, anyOutcome, bytesOf } from '../case.js';
import { type BrokenPromise, judge } from '../judge.js';
import type { Target } from '../target.js';
import { validCall } from './calls.js';

/** Input of one connection, in pieces. */
export interface StreamCase {
  readonly port: EndpointPort;
  readonly pieces: readonly Uint8Array[];
  /** Replies that should come, in their order. */
  readonly replies: readonly ExpectedReply[];
  readonly why: Why;
}

/** Several connections at the same time: each turn is the number of the one that sends its next piece. */
export interface InterleavingCase {
  readonly streams: readonly StreamCase[];
  readonly turns: readonly number[];
  readonly why: Why;
}

/** Bytes in pieces: cut at any places; none of the pieces is empty. */
function cut(bytes: Uint8Array, places: readonly number[]): readonly Uint8Array[] {
  const ends = [...new Set(places.map((place) => (bytes.length === 0 ? 0 : place % bytes.length)))].sort(
    (one, other) => one - other,
  );
  return [0, ...ends]
    .map((start, index) => bytes.subarray(start, ends[index] ?? bytes.length))
    .filter((piece) => piece.length > 0);
}

const places = fc.array(fc.nat(4_096), { maxLength: 8 });

function joined(parts: readonly (Uint8Array | string)[]): Uint8Array {
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? bytesOf(part) : part)));
}

/** A body with its length, or in chunks. */
function httpRequest(body: Uint8Array, isChunked: boolean, isLast: boolean): Uint8Array {
  const head = [
    'POST /streamscape_api HTTP/1.1',
    'Host: radio',
    ...(isLast ? ['Connection: close'] : []),
    isChunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${body.length}`,
  ].join('\r\n');
  if (!isChunked) return joined([head, '\r\n\r\n', body]);
  const middle = Math.ceil(body.length / 2);
  const chunks = [body.subarray(0, middle), body.subarray(middle)]
    .filter((chunk) => chunk.length > 0)
    .flatMap((chunk) => [chunk.length.toString(16), '\r\n', chunk, '\r\n']);
  return joined([head, '\r\n\r\n', ...chunks, '0\r\n\r\n']);
}

/** Requests by HTTP one after the other on one connection, in pieces. */
function httpStream(read: fc.Arbitrary<RequestCase>): fc.Arbitrary<StreamCase> {
  return fc
    .tuple(fc.array(fc.tuple(read, fc.boolean()), { minLength: 1, maxLength: 3 }), places)
    .map(([requests, ends]): StreamCase => {
      const bytes = requests.map(([{ bytes: body }, isChunked], index) =>
        httpRequest(body, isChunked, index === requests.length - 1),
      );
      return {
        port: 'http',
        pieces: cut(joined(bytes), ends),
        replies: requests.map(([{ reply }]) => reply),
        why: framing(`${requests.length} requests on one connection`, cut(joined(bytes), ends).length),
      };
    });
}

const framing = (what: string, count: number): Why => ({
  generator: 'framing',
  property: 'framing',
  difference: `${what}, in ${count} pieces`,
});

/** A message of the maintenance port in pieces, with a newline, or complete without one. */
function maintenanceStream(read: fc.Arbitrary<RequestCase>): fc.Arbitrary<StreamCase> {
  return fc
    .tuple(read, fc.constantFrom('\n', '\r\n', ''), places)
    .map(([{ bytes, reply }, end, ends]): StreamCase => {
      const pieces = cut(joined([bytes, end]), ends);
      // Which methods this port has is not the same in all radios (docs/interface.md C).
      const element = reply.kind === 'single' ? reply.element : undefined;
      const open: ExpectedReply =
        element === undefined ? reply : { kind: 'single', element: { id: element.id, outcome: anyOutcome } };
      return {
        port: 'maintenance',
        pieces,
        replies: [open],
        why: framing(`a message with ${JSON.stringify(end)} behind it`, pieces.length),
      };
    });
}

/** Reads of all methods: whatever comes in between, each has a result. */
function reads(target: Target): fc.Arbitrary<RequestCase> {
  return validCall({
    ...target,
    entries: target.entries.filter(({ declaration }) => declaration.access === 'read'),
  });
}

/** Streams of bytes for one connection, cut at any places. */
export function stream(target: Target): fc.Arbitrary<StreamCase> {
  const read = reads(target);
  return fc.oneof(httpStream(read), maintenanceStream(read));
}

/** Two to four connections on both ports, whose pieces come in any order. */
export function interleaving(target: Target): fc.Arbitrary<InterleavingCase> {
  return fc
    .tuple(fc.array(stream(target), { minLength: 2, maxLength: 4 }), fc.infiniteStream(fc.nat(3)))
    .map(([streams, order]): InterleavingCase => {
      const left = streams.map(({ pieces }) => pieces.length);
      const turns: number[] = [];
      while (left.some((count) => count > 0)) {
        const [wanted = 0] = order.take(1);
        const open = left.flatMap((count, index) => (count > 0 ? [index] : []));
        const index = open[wanted % open.length] ?? 0;
        turns.push(index);
        left[index] = (left[index] ?? 1) - 1;
      }
      const difference = `${streams.length} connections in the order ${turns.join()}`;
      return { streams, turns, why: { generator: 'interleaving', property: 'framing', difference } };
    });
}

/** Sends a stream and gives the broken promises. */
export function playStream(endpoint: Endpoint, one: StreamCase): Promise<readonly BrokenPromise[]> {
  return playInterleaving(endpoint, { streams: [one], turns: one.pieces.map(() => 0), why: one.why });
}

/** Sends all pieces in their order, each connection's after the last one an end, and gives the broken promises. */
export async function playInterleaving(
  endpoint: Endpoint,
  { streams, turns }: InterleavingCase,
): Promise<readonly BrokenPromise[]> {
  const connections = await Promise.all(streams.map(({ port }) => endpoint.connect(port)));
  const sent = streams.map(() => 0);
  for (const turn of turns) {
    const place = sent[turn] ?? 0;
    const piece = streams[turn]?.pieces[place];
    if (piece !== undefined) await connections[turn]?.write(piece);
    sent[turn] = place + 1;
    if (place + 1 === streams[turn]?.pieces.length) connections[turn]?.end();
  }
  const received = await Promise.all(connections.map(({ received: text }) => text));
  return streams.flatMap((each, index) => judgeStream(each, received[index] ?? ''));
}

/** Holds all that came on a connection to what its stream should bring. */
export function judgeStream({ port, replies, why }: StreamCase, received: string): readonly BrokenPromise[] {
  const texts = port === 'http' ? bodiesOf(received) : linesOf(received);
  const expected = port === 'http' ? replies : replies.filter(({ kind }) => kind !== 'none');
  if (texts === undefined || texts.length !== expected.length) {
    const message = `${texts?.length ?? 'no'} whole answers for ${expected.length}: ${received.slice(0, 300)}`;
    return [{ property: 'framing', message, signature: `framing ${port}` }];
  }
  return expected.flatMap((reply, index) =>
    judge({ reply, calls: [], why }, { kind: 'answered', text: texts[index] ?? '' }),
  );
}

function bodiesOf(received: string): readonly string[] | undefined {
  const reader = new HttpReader();
  reader.push(Buffer.from(received));
  const bodies: string[] = [];
  for (let next = reader.next(true); next !== undefined; next = reader.next(true)) bodies.push(next.text);
  return reader.rest === '' ? bodies : undefined;
}

function linesOf(received: string): readonly string[] | undefined {
  if (received === '') return [];
  return received.endsWith('\n') ? received.slice(0, -1).split('\n') : undefined;
}
