import { expect, test } from 'vitest';
import { controlledInVirtualTime } from '../../support/control-plane-client.js';

const climb = {
  name: 'climb',
  steps: [{ set: { power_dBm: 20 } }, { after: '10s', set: { power_dBm: 25 } }],
};

test('a scenario is begun, told, and plays on the clock', async () => {
  const radio = await controlledInVirtualTime();
  expect(await radio.get('/scenario')).toBeNull();
  expect(await radio.take('PUT', '/scenario', climb)).toMatchObject({ name: 'climb', state: 'running' });
  expect(await radio.get('/status')).toMatchObject({ scenario: { name: 'climb', state: 'running' } });
  expect(await radio.get('/state/power_dBm')).toEqual({ value: ['20'] });
  await radio.take('POST', '/clock/advance', { duration: '10s' });
  expect(await radio.get('/state/power_dBm')).toEqual({ value: ['25'] });
  expect(await radio.get('/scenario')).toMatchObject({ state: 'ended' });
});

test('one is stopped, and a second is refused while it plays', async () => {
  const radio = await controlledInVirtualTime();
  await radio.take('PUT', '/scenario', climb);
  expect(await radio.refusal('PUT', '/scenario', climb)).toMatch(/^409 CONFLICT: .*"climb" is running/);
  expect(await radio.take('DELETE', '/scenario')).toMatchObject({ state: 'stopped' });
  await radio.take('POST', '/clock/advance', { duration: '10s' });
  expect(await radio.get('/state/power_dBm')).toEqual({ value: ['20'] });
});

test.each([
  [{ name: 'empty' }, /^400 OPTION_INVALID: scenario: steps: /],
  [{ name: 'x', steps: [{ set: { nothing: 1 } }] }, /^400 OPTION_INVALID: scenario: .*nothing/],
  ['"/etc/hostname.yaml"', /^400 OPTION_INVALID: body: .*allowed: an object/],
])('%j is refused', async (body, refusal) => {
  const radio = await controlledInVirtualTime();
  expect(await radio.refusal('PUT', '/scenario', body)).toMatch(refusal);
  expect(await radio.get('/scenario')).toBeNull();
});

/** 300 steps, of which those with these numbers have a fault of an unknown kind; in a repetition where asked for. */
function longScenario(wrong: readonly number[], isRepeated: boolean): object {
  const steps = Array.from({ length: 300 }, (_, index) => ({
    after: '1s',
    fault: { kind: wrong.includes(index) ? 'slow' : 'busy', name: `fault-${index}`, for: '10s' },
  }));
  return { name: 'long', steps: isRepeated ? [{ repeat: { times: 1, steps } }] : steps };
}

test.each([false, true])('300 steps play as they are written, repeated: %s', async (isRepeated) => {
  const radio = await controlledInVirtualTime();
  expect(await radio.take('PUT', '/scenario', longScenario([], isRepeated))).toMatchObject({
    state: 'running',
  });
  await radio.take('POST', '/clock/advance', { duration: '300s' });
  expect(await radio.get('/scenario')).toMatchObject({ state: 'ended', steps: isRepeated ? 301 : 300 });
  const names = Array.from({ length: 10 }, (_, index) => ({ name: `fault-${290 + index}` }));
  expect(await radio.get('/faults')).toMatchObject(names);
});

test.each([
  ['steps', false],
  ['steps.0.repeat.steps', true],
])('all mistakes of 300 steps are named by their places in %s', async (list, isRepeated) => {
  const radio = await controlledInVirtualTime();
  const refusal = await radio.refusal('PUT', '/scenario', longScenario([7, 120, 299], isRepeated));
  for (const place of [7, 120, 299]) expect(refusal).toContain(`${list}.${place}.fault: kind: "slow"`);
  expect(refusal.split('"slow" is not allowed')).toHaveLength(4);
  expect(await radio.get('/scenario')).toBeNull();
});

const waves = {
  name: 'waves',
  steps: [
    { after: '5s', note: 'begun' },
    { drift: { setting: 'power_dBm', from: 20, to: 30, over: '10s' } },
    { repeat: { times: 2, every: '20s', steps: [{ mode: 'offline' }, { after: '5s', mode: 'normal' }] } },
    { repeat: { every: '1h', steps: [{ note: 'again' }] } },
  ],
};

interface Timeline {
  readonly timeline: readonly { readonly step: string; readonly at: number; readonly state: string }[];
}

test('the time line says when each step begins and ends, and how far the scenario is', async () => {
  const radio = await controlledInVirtualTime();
  const { clock } = radio;
  await clock.advance('1m');
  const begun = await radio.take('PUT', '/scenario', waves);
  const repeated = 'steps.2.repeat.steps';
  expect(begun).toMatchObject({ startedAtMs: 60_000, endedAtMs: null });
  expect(await radio.get('/scenario')).toMatchObject({
    timeline: [
      { step: 'steps.0', action: 'note', at: 5_000, end: 5_000, state: 'waiting' },
      { step: 'steps.1', action: 'drift', at: 5_000, end: 15_000, state: 'waiting' },
      { step: 'steps.2', action: 'repeat', at: 15_000, end: 55_000, state: 'waiting' },
      { step: `${repeated}.0`, action: 'mode', at: 15_000, end: 15_000, state: 'waiting' },
      { step: `${repeated}.1`, action: 'mode', at: 20_000, end: 20_000, state: 'waiting' },
      { step: 'steps.3', action: 'repeat', at: 55_000, end: null, state: 'waiting' },
      { step: 'steps.3.repeat.steps.0', action: 'note', at: 55_000, end: 55_000, state: 'waiting' },
    ],
  });
  const states = async () => {
    const { timeline } = (await radio.get('/scenario')) as Timeline;
    return timeline.map(({ at, state }) => `${at / 1_000} ${state}`).join(', ');
  };
  await clock.advance('6s');
  expect(await states()).toBe(
    '5 done, 5 running, 15 waiting, 15 waiting, 20 waiting, 55 waiting, 55 waiting',
  );
  await clock.advance('15s');
  expect(await states()).toBe('5 done, 5 done, 15 running, 15 done, 20 done, 55 waiting, 55 waiting');
  await clock.advance('16s');
  expect(await states()).toBe('5 done, 5 done, 15 running, 35 done, 40 waiting, 55 waiting, 55 waiting');
  await clock.advance('2h');
  expect(await states()).toBe('5 done, 5 done, 15 done, 35 done, 40 done, 55 running, 3655 done');
  const stopped = await radio.take('DELETE', '/scenario');
  expect(stopped).toMatchObject({ state: 'stopped', startedAtMs: 60_000, endedAtMs: clock.now() });
  expect(await states()).toBe('5 done, 5 done, 15 done, 35 done, 40 done, 55 done, 3655 done');
  expect(await radio.get('/status')).toMatchObject({ scenario: { startedAtMs: 60_000 } });
  expect(await radio.get('/status')).not.toHaveProperty('scenario.timeline');
});

test('the time line says what each step does, and no value of a setting', async () => {
  const radio = await controlledInVirtualTime();
  const key = '0123456789abcdef0123456789abcdef';
  const steps = [
    { set: { enc_key: key, power_dBm: 20 } },
    { drift: { setting: 'power_dBm', from: 30, to: 20, over: '30s' } },
    { fault: { kind: 'latency', ms: 200, name: 'far' } },
    { fault: { kind: 'busy', name: key } },
    { removeFault: 'far' },
    { clearFaults: true },
    { blackout: { duration: '90s', cause: 'reboot' } },
    { endBlackout: true },
    { mode: 'offline' },
    { note: 'done' },
    { repeat: { times: 2, every: '1m', steps: [{ note: 'again' }] } },
    { repeat: { every: '1m', steps: [{ note: 'for ever' }] } },
  ];
  await radio.take('PUT', '/scenario', { steps });
  const { timeline } = (await radio.get('/scenario')) as {
    readonly timeline: readonly { readonly text: string }[];
  };
  expect(timeline.map(({ text }) => text)).toEqual([
    'set enc_key, power_dBm',
    'drift power_dBm to 20 in 30s',
    'fault latency far',
    `fault busy ${'*'.repeat(key.length)}`,
    'remove fault far',
    'remove all faults',
    'blackout 90s reboot',
    'end the blackout',
    'mode offline',
    'note done',
    'repeat 2 times',
    'note again',
    'repeat without end',
    'note for ever',
  ]);
});

test('of a very long scenario the first 1,000 steps are on the time line', async () => {
  const radio = await controlledInVirtualTime();
  const steps = Array.from({ length: 1_001 }, () => ({ after: '1s', note: 'x' }));
  await radio.take('PUT', '/scenario', { steps });
  const { timeline } = (await radio.get('/scenario')) as Timeline;
  expect(timeline).toHaveLength(1_000);
});

const yaml = { 'Content-Type': 'application/yaml' };

const inYaml = `# A comment.
name: climb
steps:
  - set: { power_dBm: 20 }
  - after: 10s
    set: { power_dBm: 25 }
`;

test('a scenario file is taken as it is', async () => {
  const radio = await controlledInVirtualTime();
  const { status, body } = await radio.ask('PUT', '/scenario', inYaml, yaml);
  expect({ status, body }).toMatchObject({ status: 200, body: { name: 'climb', state: 'running' } });
  await radio.clock.advance('10s');
  expect(await radio.get('/state/power_dBm')).toEqual({ value: ['25'] });
  const json = JSON.stringify(climb);
  expect((await radio.ask('PUT', '/nodes/1/scenario', json, yaml)).status).toBe(200);
});

test.each([
  ['name: x\nsteps:\n  - set: { nothing: 1 }\n', 400, /scenario: steps\.0: .*nothing/],
  [
    'name: x\nsteps:\n  - note: a\n  - fault: { kind: bussy }\n',
    400,
    /^body:4:\d+: steps\.1\.fault: kind: "bussy"/,
  ],
  ['name: [\n', 400, /^body:\d+:\d+: /],
  ['just text', 400, /^body: holds no scenario/],
  ['', 400, /^body: is missing; allowed: an object, or YAML/],
  [`# ${'x'.repeat(131_072)}\n`, 413, /allowed: 131072 bytes/],
  [
    'a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\ne: [*d, *d]\n',
    400,
    /aliases|too many values/,
  ],
])('the file %# is refused with its place', async (text, expected, words) => {
  const radio = await controlledInVirtualTime();
  const { status, body } = await radio.ask('PUT', '/scenario', text, yaml);
  expect(status).toBe(expected);
  expect((body as { error: { message: string } }).error.message).toMatch(words);
  expect(await radio.get('/scenario')).toBeNull();
});

test('no other route takes YAML, and a scenario no other type', async () => {
  const radio = await controlledInVirtualTime();
  expect((await radio.ask('PUT', '/mode', 'mode: offline', yaml)).status).toBe(415);
  const { status, text } = await radio.ask('PUT', '/scenario', inYaml, { 'Content-Type': 'text/yaml' });
  expect(status).toBe(415);
  expect(text).toContain('application/json or application/yaml');
});

test('the scenarios of the package are listed, and each can be started', async () => {
  const radio = await controlledInVirtualTime();
  const bundled = (await radio.get('/scenarios')) as { name: string; summary: string; document: object }[];
  expect(bundled.map(({ name }) => name)).toEqual(['brown-out', 'busy-hour', 'edge-of-range']);
  for (const { name, summary, document } of bundled) {
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(await radio.take('PUT', '/scenario', document)).toMatchObject({ name, state: 'running' });
    await radio.take('DELETE', '/scenario');
  }
});
