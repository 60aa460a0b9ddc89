import { z } from 'zod';
import { type LoopDelay, loopWindow } from '../../core/process/loop-delay.js';
import { type Route, jsonRoute } from './route.js';
import type { Simulator } from '../../simulator/simulator.js';

/** Maximum delay of the event loop in the last 10 to 20 s, ms; beyond it the process counts as stuck. */
const maxDelay = 5_000;

const reasons = z.array(z.string());

const aliveSchema = z.strictObject({
  alive: z.boolean(),
  reasons,
  loopDelayMs: z.number().describe('maximum delay of the event loop in the last 10 to 20 s'),
});

const readySchema = z.strictObject({ ready: z.boolean(), reasons });

/** Probes for load balancers (ready for traffic) and supervisors (restart the process). */
export function probeRoutes(simulator: Simulator, loop: LoopDelay): readonly Route[] {
  return [
    jsonRoute({
      method: 'GET',
      path: '/healthz',
      summary: 'Liveness: 200 while the event loop runs, else 503',
      reply: aliveSchema,
      statuses: [200, 503],
      statusOf: ({ alive }) => (alive ? 200 : 503),
      handle: () => aliveJson(loop),
    }),
    jsonRoute({
      method: 'GET',
      path: '/readyz',
      summary: 'Readiness: 200 while all ports are open, the workers run and no close has begun, else 503',
      reply: readySchema,
      statuses: [200, 503],
      statusOf: ({ ready }) => (ready ? 200 : 503),
      handle: () => {
        const { ready, reasons } = simulator.readiness();
        return { ready, reasons: [...reasons] };
      },
    }),
  ];
}

function aliveJson(loop: LoopDelay): z.input<typeof aliveSchema> {
  const loopDelayMs = Math.round(loop.figures().maxMs);
  const alive = loopDelayMs <= maxDelay;
  const stuck = `the event loop stood still for ${loopDelayMs} ms within the last ${(2 * loopWindow) / 1_000} s`;
  return { alive, reasons: alive ? [] : [stuck], loopDelayMs };
}
