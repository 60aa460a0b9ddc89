import { describe, expect, test } from 'vitest';
import type { BendSubject } from '../../src/chaos/bend.js';
import { labelOf } from '../../src/chaos/call-label.js';
import { bends } from '../../src/chaos/catalogue.js';
import { type BendName, bendNames } from '../../src/chaos/levels.js';
import {
  type ChaosEvent,
  type ChaosLevel,
  type SilvusMockOptions,
  chaosBends,
  chaosLevels,
} from '../../src/index.js';
import { type SteadyClient, bodyOf, steadyClient } from '../support/chaos.js';
import { httpRequest, rpc } from '../support/json-rpc-client.js';

/** A request that a bend can act on. */
interface Sample {
  readonly call: string;
  readonly request: string;
  readonly plain: string | RegExp;
}

const read: Sample = {
  call: 'freq',
  request: rpc('freq', 'a'),
  plain: '{"result" : ["4700"], "id" : "a", "jsonrpc" : "2.0"}',
};
const refused: Sample = {
  call: 'no_such',
  request: rpc('no_such', 'a'),
  plain:
    /^\{"error" : \{"code": -32601, "message": "Method not found", .*\}, "id" : "a", "jsonrpc" : "2\.0"\}$/,
};
const batch: Sample = {
  call: labelOf(
    [
      { method: 'freq', params: [] },
      { method: 'bw', params: [] },
    ],
    true,
  ),
  request: `[${rpc('freq', 1)},${rpc('bw', 2)}]`,
  plain:
    '[{"result" : ["4700"], "id" : 1, "jsonrpc" : "2.0"}, {"result" : ["20"], "id" : 2, "jsonrpc" : "2.0"}]',
};

/** The requests of bends that do not act on a read. */
const samples: Partial<Record<BendName, Sample>> = {
  'error-text': refused,
  'error-data': refused,
  'code-text': refused,
  'number-spelling': refused,
  'batch-order': batch,
  'lost-member': batch,
};

const isOfRequests = (name: BendName) =>
  !bends[name].stages.some((stage) => stage === 'connect' || stage === 'report');

const rows = chaosLevels.flatMap((level) =>
  bendNames[level].filter(isOfRequests).map((name) => ({ level, name, sample: samples[name] ?? read })),
);

async function bentBy(
  level: ChaosLevel,
  only: string,
): Promise<{ client: SteadyClient; events: ChaosEvent[] }> {
  const login: SilvusMockOptions = only.endsWith('.authentication-error') ? { login: { enabled: true } } : {};
  const client = await steadyClient({ ...login, seed: 7, chaos: { level, only: [only] } });
  const events: ChaosEvent[] = [];
  client.mock.on('chaos', (event) => events.push(event));
  return { client, events };
}

describe.each(rows)('$level: $name', ({ level, name, sample }) => {
  const { call, request, plain } = sample;

  test('acts once, is named in the journal and in an event, ends, and the next exchange is plain', async () => {
    const only = `http.${call}.1.${name}`;
    const { client, events } = await bentBy(level, only);
    const { port } = client.mock.http;
    const bent = await client.exchange(port, httpRequest(request));
    const next = await client.exchange(port, httpRequest(request));
    const stage = name === 'blackout' ? 'blackout' : 'read';
    expect(events).toMatchObject([{ node: '1', case: only, bend: name, stage, port: 'http' }]);
    const [first, second] = client.mock.journal.entries;
    expect(first?.chaos).toEqual({ case: only, bend: name });
    expect(second).not.toHaveProperty('chaos');
    const text = bodyOf(next);
    if (name === 'authentication-error') expect(text).toMatch(/Authentication error/);
    else if (typeof plain === 'string') expect(text).toBe(plain);
    else expect(text).toMatch(plain);
    if (!['blackout', 'late', 'slow-drip', 'closes-after-reply', 'authentication-error'].includes(name))
      expect(bent.bytes.equals(next.bytes)).toBe(false);
  });

  test('gives the same bytes again', async () => {
    const only = `http.${call}.1.${name}`;
    const runs = await Promise.all([bentBy(level, only), bentBy(level, only)]);
    const [one, other] = await Promise.all(
      runs.map(({ client }) => client.exchange(client.mock.http.port, httpRequest(request))),
    );
    expect(one?.bytes.equals(other?.bytes ?? Buffer.alloc(0))).toBe(true);
    expect(one?.error).toBe(other?.error);
  });

  test('leaves nothing behind where the radio closes meanwhile', async () => {
    const { client } = await bentBy(level, `http.${call}.1.${name}`);
    const { mock } = client;
    const seen = fetchedOrNot(mock.http.url, request);
    await mock.received(1);
    const report = await mock.close({ graceMs: 2_000 });
    expect(report.unended).toEqual([]);
    await seen;
    expect(mock.stats().connections.http.open).toBe(0);
  });
});

/** Resolves whatever becomes of the request. */
async function fetchedOrNot(url: string, body: string): Promise<void> {
  try {
    const reply = await fetch(url, { method: 'POST', body });
    await reply.arrayBuffer();
  } catch {
    // Most bends end in an error of the client.
  }
}

test.each([
  ['radio', 'error-text', read],
  ['json-rpc', 'number-spelling', read],
  ['broken', 'code-text', batch],
] as const)(
  '%s: %s leaves each byte where it has nothing to act on, and names nothing',
  async (level, name, sample) => {
    const { client, events } = await bentBy(level, `http.${sample.call}.1.${name}`);
    const seen = await client.exchange(client.mock.http.port, httpRequest(sample.request));
    expect(bodyOf(seen)).toBe(sample.plain);
    expect(events).toEqual([]);
    expect(client.mock.journal.entries[0]).not.toHaveProperty('chaos');
  },
);

test.each([
  ['radio', '{"result" : ["4700"], "id" : "a"}'],
  ['compact', '{"result":["4700"],"id":"a"}'],
] as const)('a reply that is rewritten keeps the blanks of the format %s', async (json, expected) => {
  const only = ['http.freq.1.no-jsonrpc'];
  const client = await steadyClient({ seed: 7, reply: { json }, chaos: { level: 'radio', only } });
  const seen = await client.exchange(client.mock.http.port, httpRequest(read.request));
  expect(bodyOf(seen)).toBe(expected);
});

const maintenanceCall: BendSubject = {
  port: 'maintenance',
  page: undefined,
  stage: 'write',
  isBatch: false,
  isLoginOn: false,
};

const onMaintenance = rows.filter(({ name }) => bends[name].fits?.(maintenanceCall) !== false);

describe.each(onMaintenance.filter(({ sample }) => sample === read))(
  '$level: $name on the maintenance port',
  ({ level, name }) => {
    test('acts and ends, and the next exchange is plain', async () => {
      const only = `maintenance.zeroize.1.${name}`;
      const { client, events } = await bentBy(level, only);
      const { port } = client.mock.maintenance;
      const message = `${rpc('zeroize', 'a')}\n`;
      await client.exchange(port, message);
      const next = await client.exchange(port, message);
      expect(next.bytes.toString()).toBe('{"result" : [""], "id" : "a", "jsonrpc" : "2.0"}\n');
      expect(events).toMatchObject([{ case: only, port: 'maintenance' }]);
    });
  },
);

test.each(chaosLevels)('the bends of %s are listed; those of radios name the sources', async (level) => {
  const listed = await chaosBends(level);
  expect(listed.map(({ name }) => name)).toEqual(bendNames[level]);
  for (const { summary, stages, source } of listed) {
    expect(summary).not.toBe('');
    expect(stages).not.toEqual([]);
    expect(source !== undefined).toBe(level === 'radio');
    if (source !== undefined) expect(source).toMatch(/^[A-H]\.\d/);
  }
});
