import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { SilvusMock, StepInput } from '../../src/index.js';
import { controlPort, controlledInVirtualTime } from '../support/control-plane-client.js';
import { running, runningInVirtualTime } from '../support/radio.js';

/** Steps that set these powers in turn, dBm. */
const powers = (count: number, first: number): StepInput[] =>
  Array.from({ length: count }, (_, index) => ({ set: { power_dBm: first + (index % 5) } }));

/** Steps beside which others are taken: what is over at once is waited for. */
const once = (steps: readonly StepInput[]): StepInput => ({
  at: 0,
  repeat: { times: 1, every: '1s', steps },
});

/** Each list is longer than what is done in one turn of the event loop; all is of one moment. */
const sideBySide: readonly StepInput[] = [
  once([...powers(120, 10), once(powers(130, 15))]),
  { at: 0, set: { power_dBm: 29 } },
  once([{ set: { power_dBm: 20 } }, ...powers(70, 21)]),
  { at: 0, set: { power_dBm: 28 } },
];

/** Begins a scenario by a request. */
async function put(mock: SilvusMock, steps: readonly StepInput[]): Promise<unknown> {
  const url = `http://127.0.0.1:${controlPort(mock)}/scenario`;
  const headers = { 'Content-Type': 'application/json' };
  return (await fetch(url, { method: 'PUT', headers, body: JSON.stringify({ steps }) })).json();
}

/** Begins a scenario in one of three ways; gives the steps that it has taken by then. */
async function begun(scenario: readonly StepInput[], begin: 'run' | 'PUT' | 'later') {
  const { mock, clock } = await runningInVirtualTime({ control: { enabled: true } });
  const taken: string[] = [];
  mock.on('scenario', ({ what, step = '' }) => {
    if (what === 'step') taken.push(step);
  });
  if (begin === 'PUT') await put(mock, scenario);
  else if (begin === 'run') mock.scenario.run({ steps: scenario });
  else {
    mock.scenario.run({ steps: [{ after: '1s', repeat: { times: 1, every: '1h', steps: scenario } }] });
    await clock.advance('1s');
    // Without the repetition itself.
    return { mock, taken: taken.slice(1).map((step) => step.replace('steps.0.repeat.', '')) };
  }
  return { mock, taken };
}

test('many steps of one moment are taken in the same order, whoever begins them', async () => {
  const [atOnce, requested, later] = [
    (await begun(sideBySide, 'run')).taken,
    (await begun(sideBySide, 'PUT')).taken,
    (await begun(sideBySide, 'later')).taken,
  ];
  expect(atOnce).toHaveLength(326);
  expect(requested).toEqual(atOnce);
  expect(later).toEqual(atOnce);
});

test.each(['run', 'PUT', 'later'] as const)(
  'a drift sets its first value after the steps beside it, begun by %s',
  async (begin) => {
    const drift: StepInput = { drift: { setting: 'power_dBm', from: 10, to: 20, over: '10s' } };
    const { mock } = await begun([drift, ...powers(100, 25).map((step) => ({ at: 0, ...step }))], begin);
    await setImmediate();
    expect(mock.state.read('power_dBm')).toEqual(['10']);
  },
);

const over: StepInput = { repeat: { times: 1, steps: [{ note: 'over at once' }] } };

test.each([
  ['mode', { mode: 'normal' } as const],
  ['repeat', over],
  ['endBlackout', { endBlackout: true } as const],
])(
  'what is due at the start is done before anything else happens, also behind a step that is over at once: %s',
  async (_name, first) => {
    const steps = [first, ...powers(501, 10), { after: '1h', note: 'the last' }];
    const { mock, clock } = await runningInVirtualTime({ scenario: { steps } });
    expect(mock.state.read('power_dBm')).toEqual(['10']);
    await clock.runUntilIdle();
    expect(mock.scenario.status).toMatchObject({ state: 'running', step: 'steps.501' });
    expect(clock.now()).toBe(0);
  },
);

test('until idle is until the last of many steps of a moment has had its effect', async () => {
  const { mock, clock } = await runningInVirtualTime();
  mock.scenario.run({ steps: [over, ...powers(300, 10), { blackout: '10s' }] });
  await clock.runUntilIdle();
  expect(clock.now()).toBe(10_000);
});

test('moments that are less than a ms apart are taken as many', async () => {
  const { mock, clock } = await runningInVirtualTime();
  mock.scenario.run({ steps: [{ repeat: { every: 0.25, steps: powers(30, 10) } }] });
  await clock.advance('100ms');
  expect(mock.scenario.status?.steps).toBe(1 + 401 * 30);
});

test('two that move virtual time wait for the steps of a moment, and so do other timers of it', async () => {
  const { mock, clock } = await runningInVirtualTime();
  const seen: number[] = [];
  mock.scenario.run({ steps: [{ at: '1s', note: 'the first' }, ...powers(999, 10)] });
  const note = () => seen.push(mock.scenario.status?.steps ?? 0);
  clock.setTimeout(note, 1_000);
  clock.setTimeout(note, 1_500);
  const moved: Promise<void>[] = [];
  mock.on('scenario', ({ step }) => {
    if (step === 'steps.10') moved.push(clock.advance('1s'));
  });
  await clock.advance('1s');
  await Promise.all(moved);
  expect(seen).toEqual([1_000, 1_000]);
});

test('virtual time that is moved while a request begins a scenario waits for its beginning', async () => {
  const { mock, clock } = await runningInVirtualTime({ control: { enabled: true } });
  const times = new Set<number>();
  const moved: Promise<void>[] = [];
  mock.on('scenario', ({ what }) => {
    if (what === 'started') moved.push(clock.advance('10s'));
    else times.add(clock.now());
  });
  await put(mock, powers(1_000, 10));
  await Promise.all(moved);
  expect([...times]).toEqual([0]);
});

test('the reply to a request is about the scenario that it began', async () => {
  const { mock } = await runningInVirtualTime({ control: { enabled: true } });
  mock.on('scenario', ({ what, name }) => {
    if (what === 'ended' && name === 'scenario') mock.scenario.run({ name: 'next', steps: powers(10, 10) });
  });
  expect(await put(mock, powers(70, 10))).toMatchObject({ name: 'scenario', state: 'ended', steps: 70 });
  expect(mock.scenario.status).toMatchObject({ name: 'next' });
});

test('of 51 steps of a moment 50 are taken in one turn of the event loop, and one in the next', async () => {
  const { mock, clock } = await runningInVirtualTime();
  mock.scenario.run({ steps: [{ after: '1s', note: 'the first' }, ...powers(50, 10)] });
  const moved = clock.advance('1s');
  const inTurn: number[] = [];
  for (let before = 0; before < 51;) {
    await setImmediate();
    const { steps = 0 } = mock.scenario.status ?? {};
    inTurn.push(steps - before);
    before = steps;
  }
  await moved;
  expect(inTurn.filter((steps) => steps > 0)).toEqual([50, 1]);
});

test('virtual time stands still until all steps of a moment are taken', async () => {
  const { mock, clock } = await runningInVirtualTime();
  const times = new Set<number>();
  const steps = [{ after: '1s', note: 'the first' }, ...Array.from({ length: 999 }, () => ({ note: 'a' }))];
  mock.on('scenario', ({ step }) => {
    if (step !== undefined) times.add(clock.now());
  });
  mock.scenario.run({ steps: [...steps, { after: '1ms', note: 'the last' }] });
  await clock.advance('1s');
  expect(mock.scenario.status).toMatchObject({ state: 'running', step: 'steps.999', steps: 1_000 });
  await clock.advance('1ms');
  expect(mock.scenario.status).toMatchObject({ steps: 1_001 });
  expect([...times]).toEqual([1_000, 1_001]);
});

test('a request that begins a scenario is replied to once all that is due is done', async () => {
  const radio = await controlledInVirtualTime();
  const steps = [...powers(500, 10), { after: '1s', note: 'the last' }];
  expect(await radio.take('PUT', '/scenario', { steps })).toMatchObject({ state: 'running', steps: 500 });
  expect(await radio.get('/state/power_dBm')).toEqual({ value: ['14'] });
});

test('two requests that come together begin one scenario', async () => {
  const radio = await controlledInVirtualTime();
  const steps = [...powers(500, 10), { after: '1s', note: 'the last' }];
  const replies = await Promise.all(
    ['one', 'two'].map((name) =>
      radio
        .take('PUT', '/scenario', { name, steps })
        .then(() => 'begun')
        .catch(() => 'refused'),
    ),
  );
  expect(replies.toSorted()).toEqual(['begun', 'refused']);
  expect(await radio.get('/scenario')).toMatchObject({ state: 'running', steps: 500 });
});

test('a scenario that is stopped among steps of one moment takes no more of them', async () => {
  const mock = await running();
  mock.scenario.run({ steps: [{ after: '1ms', note: 'a' }, ...powers(1_000, 10)] });
  // A timer of Node.js may fire a part of a ms early: the first step is then taken alone.
  while ((mock.scenario.status?.steps ?? 0) < 2) await setImmediate();
  const { steps = 0 } = mock.scenario.status ?? {};
  mock.scenario.stop();
  await mock.scenario.ended;
  expect(steps).toBeLessThan(1_000);
  expect(mock.scenario.status).toMatchObject({ state: 'stopped', steps });
});

test('a repetition that is quicker than the machine keeps nothing else from its turn', async () => {
  const mock = await running({ control: { enabled: true } });
  const steps: StepInput[] = [
    { repeat: { every: 0.001, steps: [...powers(1_000, 10)] } },
    ...Array.from({ length: 300 }, () => ({ at: 0, note: 'of the beginning' })),
    { at: 5, blackout: '1h' },
  ];
  const isOver = new Promise((resolve) => {
    mock.on('blackout', ({ cause }) => resolve(cause));
  });
  let repeated = 0;
  let repeatedBeforeLast = 0;
  mock.on('scenario', ({ step = '' }) => {
    if (step.startsWith('steps.0.repeat')) repeated += 1;
    if (step === 'steps.300') repeatedBeforeLast = repeated;
  });
  expect(await put(mock, steps)).toMatchObject({ state: 'running' });
  // The first round is of the beginning as well; the second one comes later, and is not waited for.
  expect(repeatedBeforeLast).toBeGreaterThanOrEqual(1_000);
  expect(repeatedBeforeLast).toBeLessThan(2_000);
  expect(await isOver).toBe('manual');
});
