import { afterAll, describe, expect } from 'vitest';
import { type FaultSpec, faultKinds } from '../../src/index.js';
import { radioTest as test } from '../../src/vitest/vitest.js';
import { effectOf, type FaultEffect, type FaultPort } from '../support/fault-effect.js';

/** What a row expects; what is left out is as without a fault. */
interface Expected {
  readonly text?: string | RegExp;
  readonly head?: RegExp;
  readonly firstMs?: number | undefined;
  readonly lastMs?: number | undefined;
  readonly end?: FaultEffect['end'];
}

interface Row {
  readonly fault: FaultSpec | undefined;
  readonly http?: Expected;
  readonly maintenance?: Expected;
  /** Whether it befalls the connection, before anything is sent. */
  readonly silent?: boolean;
}

const plain = {
  http: {
    text: '{"result" : ["4700"], "id" : 1, "jsonrpc" : "2.0"}',
    head: /^HTTP\/1\.1 200 OK\r\n.*Content-Length: 50\r\n/s,
    firstMs: 0,
    lastMs: 0,
    end: 'open',
  },
  maintenance: {
    text: '{"result" : [""], "id" : 1, "jsonrpc" : "2.0"}\n',
    head: /^$/,
    firstMs: 0,
    lastMs: 0,
    end: 'FIN',
  },
} as const;

const ofLength = (length: number) => new RegExp(`^HTTP.*Content-Length: ${length}\r\n`, 's');
const nothing = { text: '', head: /^$/, firstMs: undefined, lastMs: undefined } as const;

function error(body: string): Pick<Row, 'http' | 'maintenance'> {
  const text = `{"error" : ${body}, "id" : 1, "jsonrpc" : "2.0"}`;
  return { http: { text, head: ofLength(text.length) }, maintenance: { text: `${text}\n` } };
}

function bothSee(expected: Expected): Pick<Row, 'http' | 'maintenance'> {
  return { http: expected, maintenance: expected };
}

/** Every fault, and what a client sees of it. */
const rows: readonly Row[] = [
  { fault: undefined, ...bothSee({}) },
  { fault: { kind: 'latency', ms: 40 }, ...bothSee({ firstMs: 40, lastMs: 40 }) },
  {
    fault: { kind: 'error', message: 'Authentication error' },
    ...error('{"code": -32002, "message": "Authentication error"}'),
  },
  { fault: { kind: 'busy' }, ...error('{"code": -32001, "message": "BUSY"}') },
  {
    fault: { kind: 'unavailable', retryAfter: 500 },
    ...error('{"code": -32000, "message": "UNAVAILABLE", "data": {"retryAfterMs": 500}}'),
  },
  {
    fault: { kind: 'reply', error: { reason: ['late', null] } },
    ...error('{"reason": ["late", null]}'),
  },
  { fault: { kind: 'no-reply' }, ...bothSee({ ...nothing, end: 'open' }) },
  { fault: { kind: 'close' }, ...bothSee({ ...nothing, end: 'FIN' }) },
  { fault: { kind: 'rst' }, ...bothSee({ ...nothing, end: 'ECONNRESET' }) },
  {
    fault: { kind: 'truncate' },
    http: { text: '{"result" : ["4700"], "id', head: ofLength(50), end: 'FIN' },
    maintenance: { text: '{"result" : [""], "id" ', end: 'FIN' },
  },
  {
    fault: { kind: 'garbage' },
    http: { text: /^<[^a-z0-9\s"]{49}$/i },
    maintenance: { text: /^<[^a-z0-9\s"]{45}\n$/i },
  },
  {
    fault: { kind: 'wrong-id' },
    http: { text: plain.http.text.replace('1,', '2,') },
    maintenance: { text: plain.maintenance.text.replace('1,', '2,') },
  },
  {
    fault: { kind: 'wrong-shape' },
    http: { text: plain.http.text.replace('["4700"]', '{"value": ["4700"]}'), head: ofLength(61) },
    maintenance: { text: plain.maintenance.text.replace('[""]', '{"value": [""]}') },
  },
  {
    fault: { kind: 'chunked', bytes: 20 },
    http: {
      text: '14\r\n{"result" : ["4700"]\r\n14\r\n, "id" : 1, "jsonrpc\r\na\r\n" : "2.0"}\r\n0\r\n\r\n',
      head: /^(?!.*Content-Length).*Transfer-Encoding: chunked\r\n/s,
    },
  },
  {
    fault: { kind: 'slow-drip', bytes: 16, interval: 20 },
    http: { lastMs: 60 },
    maintenance: { lastMs: 40 },
  },
  {
    fault: { kind: 'duplicate' },
    http: {
      text: /^(\{"result" : \["4700"\].*\})HTTP\/1\.1 200 OK\r\n.*Content-Length: 50\r\n.*\r\n\r\n\1$/s,
    },
    maintenance: { text: plain.maintenance.text.repeat(2) },
  },
  { fault: { kind: 'stale' }, http: {} },
  { fault: { kind: 'drop-connection' }, silent: true, ...bothSee({ ...nothing, end: 'FIN' }) },
  { fault: { kind: 'half-open' }, silent: true, ...bothSee({ ...nothing, end: 'open' }) },
];

const cases = rows.flatMap(({ fault, silent = false, ...expected }) =>
  (['http', 'maintenance'] as const).flatMap((port) => {
    const own = expected[port];
    const name = fault?.kind ?? 'no fault';
    return own === undefined ? [] : [{ name, fault, silent, port, expected: { ...plain[port], ...own } }];
  }),
);

const seen: (readonly string[])[] = [];

function keep(name: string, port: FaultPort, { bytes, text, firstMs, lastMs, end }: FaultEffect): void {
  const time = firstMs === undefined ? '–' : firstMs === lastMs ? `${firstMs}` : `${firstMs}..${lastMs ?? 0}`;
  const shown = text.length > 60 ? `${text.slice(0, 59)}…` : text;
  seen.push([name, port, String(bytes), time, end, JSON.stringify(shown)]);
}

/** A table as a person reads it. */
function table(lines: readonly (readonly string[])[]): string {
  const widths =
    lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

describe('what a raw socket sees', () => {
  test.for(cases)(
    'of $name on the port $port',
    async ({ name, fault, silent, port, expected }, { radio }) => {
      const sighting = await effectOf(radio, port, fault, silent);
      keep(name, port, sighting);
      const { text, head, ...exact } = expected;
      expect(sighting).toMatchObject(exact);
      if (typeof text === 'string') expect(sighting.text).toBe(text);
      else expect(sighting.text).toMatch(text);
      expect(sighting.head).toMatch(head);
    },
  );

  test('of every kind of fault there is', () => {
    const looked = rows.map(({ fault }) => fault?.kind).filter((kind) => kind !== undefined);
    // Those of reports by UDP: report-faults.test.ts.
    const ofPorts = faultKinds.filter(({ about }) => about !== 'reports');
    expect(looked).toEqual(ofPorts.map(({ name }) => name));
  });

  afterAll(() => {
    console.log(table([['fault', 'port', 'bytes', 'ms', 'end', 'text'], ...seen]));
  });
});
