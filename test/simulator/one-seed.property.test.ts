import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FaultSpec } from '../../src/index.js';
import { traceCommands, traceComplaints } from '../support/command-traces.js';
import type { LinkPlan } from '../support/network-direction.js';
import { SeededRun, type SeededScript, type SeededStep } from '../support/one-seed-run.js';
import { deadline, holds } from '../support/property.js';

const direction = fc.record(
  {
    delays: fc.array(fc.constantFrom(0, 10, 30), { minLength: 1, maxLength: 3 }),
    slice: fc.constantFrom(40, 200),
    cut: fc.record({ after: fc.nat(300), how: fc.constantFrom('rst', 'fin', 'lose', 'vanish') }),
  },
  { requiredKeys: [] },
);

const plan: fc.Arbitrary<LinkPlan> = fc.record({ up: direction, down: direction }, { requiredKeys: [] });

const fault: fc.Arbitrary<FaultSpec> = fc.oneof(
  fc.record({
    kind: fc.constantFrom(
      'busy' as const,
      'no-reply' as const,
      'garbage' as const,
      'rst' as const,
      'duplicate' as const,
    ),
    probability: fc.constantFrom(0.3, 0.6),
  }),
  fc.record({
    kind: fc.constant('latency' as const),
    ms: fc.constantFrom(10, 40),
    probability: fc.constant(0.5),
  }),
);

const call = fc.constantFrom<{ readonly method: string; readonly params: readonly string[] }[]>(
  { method: 'max_link_distance', params: ['2000'] },
  { method: 'max_link_distance', params: ['3000'] },
  { method: 'max_link_distance', params: [] },
  { method: 'setenvlinsingle', params: ['max_link_distance'] },
  { method: 'setenvlinsingle', params: ['max_link_distance'] },
  { method: 'input_voltage_value', params: [] },
  { method: 'zeroize', params: [] },
);

const clients = 4;
const client = fc.nat(clients - 1);

const step: fc.Arbitrary<SeededStep> = fc.oneof(
  {
    arbitrary: fc
      .tuple(client, call)
      .map(([nth, { method, params }]) => ({ do: 'send' as const, client: nth, method, params })),
    weight: 12,
  },
  {
    arbitrary: fc.record({ do: fc.constant('advance' as const), ms: fc.constantFrom(10, 40, 100) }),
    weight: 5,
  },
  { arbitrary: fc.record({ do: fc.constant('fault' as const), fault }), weight: 2 },
  { arbitrary: fc.record({ do: fc.constantFrom('fin' as const, 'rst' as const), client }), weight: 2 },
  {
    arbitrary: fc.record({
      do: fc.constant('disk' as const),
      after: fc.nat(12),
      mishap: fc.constantFrom(
        'fails' as const,
        'fails late' as const,
        'is short' as const,
        'is slow' as const,
      ),
    }),
    weight: 4,
  },
  {
    arbitrary: fc.record({ do: fc.constantFrom('power-cut', 'reset', 'blackout') }),
    weight: 2,
  },
);

const connections = fc.tuple(
  ...(['http', 'http', 'http', 'maintenance'] as const).map((port) =>
    plan.map((of): SeededStep => ({ do: 'connect', port, plan: of })),
  ),
);

const script: fc.Arbitrary<SeededScript> = fc.record({
  seed: fc.nat(1_000),
  steps: fc
    .tuple(connections, fc.array(step, { minLength: 4, maxLength: 20, size: 'max' }))
    .map(([first, others]) => [...first, ...others]),
});

/** Outcomes of a save: that of another port, and of a client that has gone, are among them. */
const known = new Set(['ok', 'INTERNAL', 'UNAVAILABLE', 'BUSY', 'Method not found', 'cancelled']);

/** Runs a script, and judges it by itself. */
async function judged(given: SeededScript): Promise<string> {
  const trace = traceCommands();
  try {
    const run = new SeededRun(given);
    const seen = await run.run();
    expect(traceComplaints(trace.events)).toEqual([]);
    const ids = run.events.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    expect(run.clock.pendingTimers()).toBe(0);
    const saves = run.events.filter(({ method }) => method === 'setenvlinsingle');
    // A save is acknowledged if it was written, and refused if not; nothing else is said of the disk.
    expect(saves.every(({ outcome }) => known.has(outcome))).toBe(true);
    return seen;
  } finally {
    trace.end();
  }
}

test(
  'one seed decides clock, sockets, files and faults: the same again gives the same bytes',
  deadline,
  async () => {
    await holds(
      fc.asyncProperty(script, async (given) => {
        const first = await judged(given);
        expect(await judged(given)).toBe(first);
      }),
      { share: 0.01, each: 10_000 },
    );
  },
);
