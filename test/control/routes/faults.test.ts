import { expect, test } from 'vitest';
import type { FaultSpec } from '../../../src/index.js';
import { degradedFaults, faultKinds } from '../../../src/index.js';
import { httpCall, radioWithControlPlane } from '../../support/control-plane-client.js';
import { outcome } from '../../support/json-rpc-client.js';

test('a fault is put on, acts, is listed with what it did, and is taken off', async () => {
  const radio = await radioWithControlPlane();
  const body = { kind: 'error', message: 'BUSY', match: { method: 'freq' }, name: 'full', times: 5 };
  const { status, body: added } = await radio.ask('POST', '/faults', body);
  expect([status, added]).toEqual([201, { name: 'full' }]);
  expect(await outcome(radio.mock, 'freq')).toBe('BUSY');
  expect(await radio.get('/faults')).toEqual([
    {
      name: 'full',
      kind: 'error',
      params: { message: 'BUSY' },
      match: { method: 'freq' },
      probability: 1,
      times: 5,
      for: null,
      remaining: null,
      delayBefore: 0,
      applied: 1,
    },
  ]);
  expect(await radio.take('DELETE', '/faults/full')).toEqual({ removed: 1 });
  expect(await outcome(radio.mock, 'freq')).toEqual(['4700']);
});

/** What a kind can't do without. */
const needed: Readonly<Record<string, object>> = {
  latency: { ms: '400ms' },
  reply: { result: { nodes: [1, null], name: 'ü' } },
};

const onCommands = { delayBefore: '1s', match: { method: ['freq', 'bw'] } };
const onReports = { match: { report: 'rssi', peer: '127.0.0.1' } };
const kinds = faultKinds.map(
  ({ name, about }) => [name, about === 'reports' ? onReports : onCommands] as const,
);

test.each(kinds)('%s is put on as by the library', async (kind, common) => {
  const radio = await radioWithControlPlane();
  const spec = { kind, ...needed[kind], ...common };
  expect(await radio.take('POST', '/faults', spec)).toEqual({ name: kind });
  const [listed] = radio.mock.faults.list();
  radio.mock.faults.clear();
  radio.mock.faults.add(spec as FaultSpec);
  expect([listed]).toEqual(radio.mock.faults.list());
});

test('a fault for some parameters and for a time is listed with both', async () => {
  const radio = await radioWithControlPlane();
  const match = { method: 'freq', params: ['2220', { json: true }] };
  await radio.take('POST', '/faults', { kind: 'busy', match, for: '1h' });
  expect(await radio.get('/faults')).toMatchObject([{ match, for: 3_600_000 }]);
  const [{ remaining } = {}] = (await radio.get('/faults')) as { remaining?: number }[];
  expect(remaining).toBeGreaterThan(3_500_000);
  expect(remaining).toBeLessThanOrEqual(3_600_000);
});

test('a name with blanks and slashes is one name', async () => {
  const radio = await radioWithControlPlane();
  await radio.take('POST', '/faults', { kind: 'busy', name: 'a b/c ü' });
  expect(await radio.take('DELETE', `/faults/${encodeURIComponent('a b/c ü')}`)).toEqual({ removed: 1 });
  expect(await radio.refusal('DELETE', '/faults/a%ff')).toMatch(/^400 OPTION_INVALID: path: an escape/);
});

test('a fault that is called as a path of its own is, is taken off all the same', async () => {
  const radio = await radioWithControlPlane();
  await radio.take('POST', '/faults', { kind: 'busy', name: 'kinds' });
  expect((await httpCall(radio.port, 'DELETE', '/faults/kinds')).body).toEqual({ removed: 1 });
  expect(radio.mock.faults.list()).toEqual([]);
  const { status, headers } = await httpCall(radio.port, 'PUT', '/faults/kinds');
  expect([status, headers.allow]).toEqual([405, 'GET, HEAD, DELETE']);
});

test('all are taken off together, those of the mode degraded too', async () => {
  const radio = await radioWithControlPlane({ mode: 'degraded' });
  await radio.take('POST', '/faults', { kind: 'busy' });
  expect(await radio.take('DELETE', '/faults')).toEqual({ removed: degradedFaults.length + 1 });
  expect(await radio.get('/faults')).toEqual([]);
});

test('every kind is told with its parameters', async () => {
  const kinds = (await (await radioWithControlPlane()).get('/faults/kinds')) as {
    name: string;
    params: object;
  }[];
  expect(kinds.map(({ name }) => name)).toEqual(faultKinds.map(({ name }) => name));
  expect(kinds.find(({ name }) => name === 'latency')?.params).toMatchObject({
    properties: { ms: {}, jitter: {}, distribution: { enum: ['uniform', 'normal', 'exponential'] } },
    required: ['ms'],
  });
  expect(kinds.find(({ name }) => name === 'reply')?.params).toMatchObject({
    properties: { result: {}, error: {} },
    oneOf: [{ required: ['result'] }, { required: ['error'] }],
  });
});

test('every kind is told with what it acts on, and with the members of every fault that it uses', async () => {
  const kinds = (await (await radioWithControlPlane()).get('/faults/kinds')) as {
    name: string;
    about: string;
    common: { properties: { match: { properties: Record<string, unknown> } } };
  }[];
  const usedBy = (wanted: string) => {
    const { about, common } = kinds.find(({ name }) => name === wanted) ?? {};
    const { match, ...others } = common?.properties ?? {};
    return { about, members: Object.keys(others), match: Object.keys(match?.properties ?? {}) };
  };
  expect(usedBy('busy')).toEqual({
    about: 'commands',
    members: ['name', 'probability', 'times', 'for', 'delayBefore'],
    match: ['method', 'access', 'port', 'peer', 'nth', 'params'],
  });
  expect(usedBy('half-open')).toEqual({
    about: 'connections',
    members: ['name', 'probability', 'times', 'for'],
    match: ['port', 'peer', 'nth'],
  });
  expect(usedBy('report-loss')).toEqual({
    about: 'reports',
    members: ['name', 'probability', 'times', 'for'],
    match: ['report', 'peer', 'nth'],
  });
});

test('a member that a kind is said to use is taken by it', async () => {
  const radio = await radioWithControlPlane();
  const kinds = (await radio.get('/faults/kinds')) as { name: string; about: string }[];
  const matches: Record<string, object> = {
    commands: { method: 'freq', access: 'read', port: 'http', peer: '127.0.0.1', nth: 2, params: [] },
    connections: { port: 'gpsd', peer: '127.0.0.1', nth: 2 },
    reports: { report: 'rssi', peer: '127.0.0.1', nth: 2 },
  };
  for (const { name: kind, about } of kinds) {
    const own = { latency: { ms: '400ms' }, reply: { result: 1 } }[kind];
    const delay = about === 'commands' ? { delayBefore: '1ms' } : {};
    const spec = { kind, ...own, ...delay, match: matches[about], probability: 0.5, times: 1, for: '10m' };
    await radio.take('POST', '/faults', { ...spec, name: `a-${kind}` });
  }
  const listed = (await radio.get('/faults')) as { kind: string; match: object }[];
  expect(listed.map(({ kind }) => kind)).toEqual(kinds.map(({ name }) => name));
  expect(listed.at(-1)?.match).toEqual(matches['reports']);
});

test.each([
  [undefined, /body: is missing; allowed: an object/],
  [{}, /body: kind: is missing; allowed: latency, .*half-open/],
  [{ kind: 'late' }, /body: kind: "late": is not allowed; allowed: latency, .*half-open/],
  [{ kind: 'latency' }, /body: ms: /],
  [{ kind: 'latency', ms: '4 parsec' }, /body: ms: "4 parsec": is no duration; allowed: /],
  [{ kind: 'latency', ms: 4, jiter: 1 }, /body: jiter: is unknown; allowed: kind, .*jitter/],
  [
    { kind: 'busy', match: { methods: 'freq' } },
    /body: match\.methods: is unknown; allowed: method, access, /,
  ],
  [{ kind: 'busy', match: { port: 'udp' } }, /body: match: port: "udp": is not allowed; allowed: http, /],
  [{ kind: 'busy', probability: 2 }, /body: probability: 2: is not allowed; allowed: at most 1/],
  [{ kind: 'reply' }, /body: result, error: none is given; allowed: one of them/],
  [{ kind: 'reply', result: 1, error: 1 }, /body: result, error: both are given; allowed: one of them/],
  [{ kind: 'busy', for: 0 }, /body: for: 0: is not allowed; allowed: above 0/],
  [{ kind: 'busy', for: 'soon' }, /body: for: "soon": is no duration/],
  [
    { kind: 'busy', match: { params: [['2220']] } },
    /body: match: params: 0: is not allowed; allowed: a text, a number, or \{ json: /,
  ],
  [{ kind: 'busy', match: { params: '2220' } }, /body: match: params: /],
  [
    { kind: 'busy', match: { params: ['x'.repeat(65_537)] } },
    /body: match: params: .*is too long; allowed: at most 65536 characters in all/,
  ],
  [{ kind: 'busy', fault: {} }, /body: fault: is unknown; allowed: kind, /],
  [{ kind: 'custom', fault: {} }, /body: kind: "custom": is not allowed; allowed: latency, /],
])('%j is refused', async (body, message) => {
  const radio = await radioWithControlPlane();
  expect(await radio.refusal('POST', '/faults', body)).toMatch(
    new RegExp(`^400 OPTION_INVALID: ${message.source}`),
  );
  expect(radio.mock.faults.list()).toEqual([]);
});

test('a name that is taken is refused, one that is not there is not found', async () => {
  const radio = await radioWithControlPlane();
  await radio.take('POST', '/faults', { kind: 'busy', name: 'one' });
  expect(await radio.refusal('POST', '/faults', { kind: 'busy', name: 'one' })).toMatch(
    /^400 OPTION_INVALID: fault: name: "one" is taken/,
  );
  expect(await radio.refusal('DELETE', '/faults/two')).toMatch(/^404 NOT_FOUND: there is no fault "two"/);
});
