import type { z } from 'zod';
import { workerSchema } from '../../simulator/snapshot.js';
import type { WorkerControl } from '../../worker/worker-control.js';
import { nodeRoute } from './route.js';

/** Figures of a worker as JSON. */
export function workerJson({ figures }: WorkerControl): z.input<typeof workerSchema> {
  const { waiting, running, paused, unended } = figures;
  return { waiting, running, paused, unended: [...unended] };
}

const reply = workerSchema;

/** The worker that executes the commands. */
export const workerRoutes = [
  nodeRoute({
    method: 'GET',
    path: '/worker',
    summary: 'State of the worker',
    reply,
    handle: ({ node: { worker } }) => workerJson(worker),
  }),
  nodeRoute({
    method: 'POST',
    path: '/worker/pause',
    summary: 'Pause the worker: new jobs wait, so that the queue can fill',
    reply,
    handle: ({ node: { worker } }) => {
      worker.pause();
      return workerJson(worker);
    },
  }),
  nodeRoute({
    method: 'POST',
    path: '/worker/resume',
    summary: 'Resume the worker',
    reply,
    handle: ({ node: { worker } }) => {
      worker.resume();
      return workerJson(worker);
    },
  }),
];
