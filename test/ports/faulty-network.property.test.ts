import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ClientScript, NetworkScript } from '../support/network-run.js';
import { NetworkRun } from '../support/network-run.js';
import type { DirectionPlan, LinkPlan } from '../support/network-direction.js';
import { deadline, holds } from '../support/property.js';

/** Delays, pieces and bandwidth are real time and real bytes: small, so that many runs fit in a second. */
const direction: fc.Arbitrary<DirectionPlan> = fc.record(
  {
    delays: fc.array(fc.constantFrom(0, 0, 1, 3), { minLength: 1, maxLength: 3 }),
    slice: fc.constantFrom(1, 2, 7, 60),
    bytesPerMs: fc.constantFrom(40, 400),
    cut: fc.record({
      after: fc.oneof(fc.nat(20), fc.integer({ min: 20, max: 400 })),
      how: fc.constantFrom('rst', 'fin', 'lose', 'vanish'),
    }),
  },
  { requiredKeys: [] },
);

/** A delay for each byte would take too long. */
const isQuick = ({ slice = 60, delays = [], bytesPerMs }: DirectionPlan) =>
  slice >= 60 || (bytesPerMs === undefined && delays.every((ms) => ms === 0));

const plan: fc.Arbitrary<LinkPlan> = fc.record(
  {
    up: direction.filter(isQuick),
    down: direction.filter(isQuick),
    acceptDelay: fc.constantFrom(0, 2, 5),
  },
  { requiredKeys: [] },
);

const client: fc.Arbitrary<ClientScript> = fc.oneof(
  {
    arbitrary: fc.record({
      port: fc.constant('http' as const),
      plan,
      asks: fc.array(fc.constantFrom('read' as const, 'write' as const, 'batch' as const), {
        minLength: 1,
        maxLength: 3,
      }),
      halfCloses: fc.boolean(),
    }),
    weight: 3,
  },
  {
    arbitrary: fc.record({
      port: fc.constant('maintenance' as const),
      plan,
      asks: fc.constant(['write' as const]),
      halfCloses: fc.boolean(),
    }),
    weight: 1,
  },
);

const script: fc.Arbitrary<NetworkScript> = fc.record({
  options: fc.record({ worker: fc.record({ queueCapacity: fc.constantFrom(0, 2, 100) }) }),
  clients: fc.array(client, { minLength: 1, maxLength: 6, size: 'max' }),
  closesAfter: fc.option(fc.nat(20), { freq: 3 }),
});

test(
  'behind any network, a command is executed at most once, and has one answer or its connection has ended',
  deadline,
  async () => {
    await holds(
      fc.asyncProperty(script, async (given) => {
        const run = new NetworkRun(given);
        await run.run();
        expect(run.complaints()).toEqual([]);
        expect(run.mock.lifecycle).toBe('closed');
        expect(run.clock.pendingTimers()).toBe(0);
        const { http, maintenance } = run.mock.stats().connections;
        expect([http.open, maintenance.open]).toEqual([0, 0]);
        for (const outcome of run.direct) expect(['ok', 'BUSY']).toContain(outcome);
        if (given.options.worker?.queueCapacity === 100) expect(run.direct).toEqual(['ok', 'ok', 'ok']);
        if (given.closesAfter === undefined) expect(run.report).toMatchObject({ cut: 0, forced: 0 });
      }),
      { share: 0.05, each: 10_000 },
    );
  },
);
