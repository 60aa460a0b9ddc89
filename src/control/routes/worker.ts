import { z } from 'zod';
import { type Route, jsonRoute } from './route.js';
import type { ControlTarget } from '../target.js';

/** Figures of the worker. */
export const workerSchema = z.strictObject({
  waiting: z.int().describe('jobs that wait'),
  running: z.boolean(),
  paused: z.boolean().describe('whether it is held'),
  unended: z.array(z.string()).describe('methods that were given up and have not ended'),
});

/** The figures as JSON. */
export function workerJson({ worker }: ControlTarget): z.input<typeof workerSchema> {
  const { waiting, running, paused, unended } = worker.figures;
  return { waiting, running, paused, unended: [...unended] };
}

/** What carries the commands out. */
export function workerRoutes(target: ControlTarget): readonly Route[] {
  const reply = workerSchema;
  return [
    jsonRoute({
      method: 'GET',
      path: '/worker',
      summary: 'What waits and runs',
      reply,
      handle: () => workerJson(target),
    }),
    jsonRoute({
      method: 'POST',
      path: '/worker/pause',
      summary: 'Hold the worker: what comes in waits, so that the queue can fill',
      reply,
      handle: () => {
        target.worker.pause();
        return workerJson(target);
      },
    }),
    jsonRoute({
      method: 'POST',
      path: '/worker/resume',
      summary: 'Let the worker go on',
      reply,
      handle: () => {
        target.worker.resume();
        return workerJson(target);
      },
    }),
  ];
}
