import { expect, test } from 'vitest';
import { chaosOf } from '../../page/src/faults/chaos-settings.js';
import { durationText } from '../../page/src/faults/duration-text.js';
import { type ListedFault, reasonToStay, specOf } from '../../page/src/faults/fault-spec.js';
import { actedText, chanceText, matchText, paramsText } from '../../page/src/faults/fault-text.js';
import { bodyOf } from '../../page/src/faults/form-body.js';
import { groupsOf, kindsOf, presetsOf } from '../../page/src/faults/kinds.js';
import { startSilvusMock } from '../../src/index.js';
import { radioWithControlPlane } from '../support/control-plane-client.js';

test('kinds stand in groups by what they act on, and are found by name, summary and parameter', async () => {
  const radio = await radioWithControlPlane();
  const kinds = kindsOf(await radio.get('/faults/kinds'));
  const found = (search: string) =>
    groupsOf(kinds, search).map(({ title, kinds: each }) => [title, each.map(({ name }) => name)]);
  expect(found('').map(([title]) => title)).toEqual([
    'Commands and their replies',
    'Connections',
    'Reports by UDP',
  ]);
  expect(groupsOf(kinds, '').flatMap(({ kinds: each }) => each)).toHaveLength(kinds.length);
  expect(found('Reorder')).toEqual([['Reports by UDP', ['report-reorder']]]);
  expect(found('connection accepted')).toEqual([['Connections', ['drop-connection', 'half-open']]]);
  expect(found('jitter')).toEqual([['Commands and their replies', ['latency']]]);
  expect(found('no such thing')).toEqual([]);
});

test('a preset has what its kind declares and nothing else, and the control plane takes it', async () => {
  const radio = await radioWithControlPlane();
  const kinds = kindsOf(await radio.get('/faults/kinds'));
  const presets = presetsOf(kinds);
  expect(presets.map(({ label }) => label)).toEqual(
    expect.arrayContaining(['busy', 'unavailable', 'latency 400ms', 'rst']),
  );
  for (const { kind, values } of presets) {
    const { body } = bodyOf(kind.fields, values) as { body: object };
    await radio.take('POST', '/faults', { kind: kind.name, ...body });
  }
  const listed = (await radio.get('/faults')) as ListedFault[];
  expect(listed.map(({ kind }) => kind)).toEqual(presets.map(({ kind }) => kind.name));
  expect(listed.every(({ match, times }) => Object.keys(match).length === 0 && times === null)).toBe(true);
  // A kind whose required values have no example can't be put on with one click.
  const ms = { path: 'ms', name: 'ms', control: 'duration', isRequired: true, choices: [] } as const;
  expect(presetsOf([{ name: 'latency', summary: '', about: 'commands', fields: [ms] }])).toEqual([]);
});

test('a fault that was switched off comes back exactly', async () => {
  const radio = await radioWithControlPlane();
  const specs = [
    { kind: 'busy' },
    {
      kind: 'latency',
      ms: '1s',
      jitter: 20,
      name: 'slow reads',
      match: { method: ['freq', { unknown: 'frq' }], access: 'read', params: ['1', { json: 2 }], nth: 3 },
      probability: 0.25,
      times: 4,
      for: '1h',
      delayBefore: '5ms',
    },
    { kind: 'report-loss', match: { report: 'rssi', peer: '127.0.0.1' } },
    { kind: 'reply', result: { nodes: [1, null] } },
  ];
  for (const spec of specs) await radio.take('POST', '/faults', spec);
  const listed = (await radio.get('/faults')) as ListedFault[];
  await radio.take('DELETE', '/faults');
  for (const fault of listed) {
    expect(reasonToStay(fault)).toBeUndefined();
    await radio.take('POST', '/faults', specOf(fault));
  }
  const withoutTime = (fault: ListedFault) => ({ ...fault, remaining: null });
  const again = (await radio.get('/faults')) as ListedFault[];
  expect(again.map(withoutTime)).toEqual(listed.map(withoutTime));
});

test('code of a program, and a fault with a hidden key, are not switched off', async () => {
  const mock = await startSilvusMock({ control: { enabled: true } });
  try {
    mock.faults.add({ fault: { alter: (element) => element } });
    mock.faults.add({ kind: 'reply', result: '0123456789abcdef0123456789abcdef' });
    const reply = await fetch(`${mock.control?.url}/faults`);
    const listed = (await reply.json()) as ListedFault[];
    expect(listed.map(reasonToStay)).toEqual([
      'it is code of the program that added it',
      'the control plane hides a key in it',
    ]);
  } finally {
    await mock.close();
  }
});

test('what a fault acts on, its parameters and counts are words', () => {
  expect(matchText({})).toBe('all');
  expect(matchText({ method: 'freq', access: 'write', port: 'http', nth: 2 })).toBe(
    'freq; writes; on http; only no. 2',
  );
  expect(matchText({ method: ['freq', { unknown: 'frq' }], params: ['1', { json: 2 }] })).toBe(
    'freq, frq (unknown); with ["1",{"json":2}]',
  );
  expect(matchText({ report: 'rssi', peer: '127.0.0.1:9' })).toBe('reports of rssi; of 127.0.0.1:9');
  expect(paramsText({ ms: 400, distribution: 'uniform', code: undefined })).toBe(
    'ms=400 distribution=uniform',
  );
  expect([chanceText(1), chanceText(0.05), chanceText(1 / 3)]).toEqual(['100 %', '5 %', '33.33 %']);
  expect([actedText(3, null), actedText(3, 5)]).toEqual(['3', '3 of 5']);
});

test.each([
  [0, '0 ms'],
  [249.6, '250 ms'],
  [1_000, '1 s'],
  [9_950, '9.9 s'],
  [80_000, '1 min 20 s'],
  [60_000, '1 min'],
  [7_500_000, '2 h 5 min'],
  [3_600_500, '1 h'],
  [97_200_000, '1 d 3 h'],
])('%d ms are %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});

test('chaos is shown where it is on', async () => {
  const radio = await radioWithControlPlane({ chaos: { level: 'broken', stages: ['read', 'write'] } });
  const settings = (await radio.get('/config')) as Parameters<typeof chaosOf>[0];
  expect(chaosOf(settings)).toEqual({ level: 'broken', share: '0.25', stages: 'read, write', only: '' });
  const plain = await radioWithControlPlane();
  expect(chaosOf((await plain.get('/config')) as Parameters<typeof chaosOf>[0])).toBeUndefined();
});
