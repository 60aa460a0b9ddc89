import { once } from 'node:events';
import { type Server, createServer } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type LifecycleAction,
  LifecycleRun,
  type LifecycleScript,
  type Reaction,
} from '../support/lifecycle-run.js';
import { deadline, holds } from '../support/property.js';

const action: fc.Arbitrary<LifecycleAction> = fc.oneof(
  { arbitrary: fc.record({ do: fc.constant('start' as const) }), weight: 3 },
  {
    arbitrary: fc.record({
      do: fc.constant('call' as const),
      method: fc.constantFrom('freq', 'freq', 'radio_reset', 'nothing'),
    }),
    weight: 24,
  },
  { arbitrary: fc.record({ do: fc.constantFrom('reset', 'offline', 'degraded', 'normal') }), weight: 3 },
  { arbitrary: fc.record({ do: fc.constant('dispose' as const) }), weight: 1 },
  {
    arbitrary: fc.record({ do: fc.constant('close' as const), graceMs: fc.constantFrom(undefined, 0, 20) }),
    weight: 1,
  },
  { arbitrary: fc.record({ do: fc.constant('advance' as const), ms: fc.nat(40) }), weight: 8 },
);

const step = fc.record({ hops: fc.nat(8), turns: fc.constantFrom(0, 0, 1, 2, 6), action });

const started = fc.record({
  hops: fc.constant(0),
  turns: fc.constant(0),
  action: fc.constant<LifecycleAction>({ do: 'start' }),
});

/** Mostly it is started before anything else is done. */
const steps = fc.oneof(
  { arbitrary: fc.array(step, { maxLength: 24, size: 'max' }), weight: 1 },
  {
    arbitrary: fc
      .tuple(started, fc.array(step, { maxLength: 24, size: 'max' }))
      .map(([first, others]) => [first, ...others]),
    weight: 4,
  },
);

const reaction = fc.constantFrom<Reaction[]>(
  'nothing',
  'nothing',
  'throw',
  'reject',
  'start',
  'close',
  'reset',
);

const anyLife: fc.Arbitrary<LifecycleScript> = fc.record({
  options: fc.record({
    worker: fc.record({ processingTime: fc.constantFrom(0, 30), queueCapacity: fc.constantFrom(0, 2, 100) }),
    close: fc.record({ drain: fc.constantFrom('finish' as const, 'reject' as const) }),
    blackout: fc.constantFrom('error' as const, 'error' as const, 'refuse' as const, 'hang' as const),
  }),
  steps,
  reaction,
});

let taken: Server;

beforeAll(async () => {
  taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
});

afterAll(async () => {
  taken.close();
  await once(taken, 'close');
});

/** What keeps a process alive: listening ports and connections. */
function handles(): readonly string[] {
  return process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP'));
}

/** Lives a life and says whether it left anything behind. */
async function lived(life: LifecycleScript): Promise<LifecycleRun> {
  const run = new LifecycleRun(life);
  await run.live();
  expect(run.leftAfterClose).toBeLessThanOrEqual(0);
  // The port that the test itself holds.
  expect(handles()).toEqual(['TCPServerWrap']);
  expect(run.clock.pendingTimers()).toBe(0);
  return run;
}

/** What a start may end with, by what was asked for before it. */
function endings(failing: boolean): ReadonlySet<string> {
  return new Set([failing ? 'PORT_UNAVAILABLE' : 'resolved', 'CLOSED_WHILE_STARTING']);
}

async function judgeStarts(run: LifecycleRun, failing: boolean): Promise<void> {
  const before = run.starts.filter(({ afterClose }) => !afterClose);
  expect(new Set(before.map(({ promise }) => promise)).size).toBeLessThanOrEqual(1);
  for (const { ending } of before) expect(endings(failing)).toContain(await ending);
  const after = run.starts.filter(({ afterClose }) => afterClose);
  for (const { ending } of after) expect(await ending).toBe('ALREADY_CLOSED');
}

test(
  'however it is started, used and closed, a simulator ends closed and leaves nothing behind',
  deadline,
  async () => {
    await holds(
      fc.asyncProperty(anyLife, async (life) => {
        const run = await lived(life);
        expect(run.mock.lifecycle).toBe('closed');
        expect(new Set(run.closes).size).toBe(1);
        await judgeStarts(run, false);
      }),
      { share: 0.1 },
    );
  },
);

test('a simulator whose port is taken leaves nothing behind either', deadline, async () => {
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await holds(
    fc.asyncProperty(anyLife, async (life) => {
      const run = await lived({ ...life, options: { ...life.options, maintenance: { port } } });
      expect(['closed', 'failed']).toContain(run.mock.lifecycle);
      expect(new Set(run.closes).size).toBe(1);
      await judgeStarts(run, true);
    }),
    { share: 0.1 },
  );
});

test(
  'every command that is carried out or refused has its reply, through any close that is not cut short',
  deadline,
  async () => {
    const inTheOpen = anyLife
      .filter(({ options }) => options.blackout === 'error')
      // A degraded radio keeps some answers to itself.
      .filter(({ steps: all }) => all.every((each) => each.action.do !== 'degraded'));
    await holds(
      fc.asyncProperty(inTheOpen, async (life) => {
        const run = await lived(life);
        const report = await run.mock.close();
        const told = run.commands.filter(({ outcome }) => outcome !== 'cancelled').length;
        const answered = await run.answered();
        expect(answered).toBeLessThanOrEqual(told);
        if (report.forced === 0) expect(answered).toBe(told);
        // Only a close whose grace is short may cut anything: by default it has 10 s, and no command here takes any.
        const isShort = life.steps.some(
          ({ action }) => action.do === 'close' && action.graceMs !== undefined,
        );
        const { cut, forced } = report;
        expect(isShort || cut + forced === 0, `cut ${cut}, forced ${forced}`).toBe(true);
      }),
      { share: 0.1 },
    );
  },
);
