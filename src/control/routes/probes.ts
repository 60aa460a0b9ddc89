import { z } from 'zod';
import { type LoopDelay, loopWindow } from '../../core/process/loop-delay.js';
import { type Route, jsonRoute } from './route.js';
import type { Simulator } from '../../simulator/simulator.js';

/** The event loop counts as stuck if it stood still for longer, ms, in the last 10 to 20 s. */
const maxDelay = 5_000;

const reasons = z.array(z.string());

const aliveSchema = z.strictObject({
  alive: z.boolean(),
  reasons,
  loopDelayMs: z.number().describe('longest time that the event loop stood still, in the last 10 to 20 s'),
});

const readySchema = z.strictObject({ ready: z.boolean(), reasons });

/** Probes of load balancers and supervisors: send traffic here, or restart the process. */
export function probeRoutes(simulator: Simulator, loop: LoopDelay): readonly Route[] {
  return [
    jsonRoute({
      method: 'GET',
      path: '/healthz',
      summary: 'Whether the process lives and its event loop turns: 200, else 503',
      reply: aliveSchema,
      statuses: [200, 503],
      statusOf: ({ alive }) => (alive ? 200 : 503),
      handle: () => aliveJson(loop),
    }),
    jsonRoute({
      method: 'GET',
      path: '/readyz',
      summary: 'Whether the ports are open, the worker turns and no close has begun: 200, else 503',
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
