import { z } from 'zod';
import { ask } from './ask.js';
import type { ControlFlags } from './control-flags.js';

/** What the control plane says of the worker. */
export const workerSchema = z.object({
  waiting: z.number(),
  running: z.boolean(),
  paused: z.boolean(),
  unended: z.array(z.string()),
});

/** The worker's figures as a person reads them. */
export function workerText({ waiting, running, paused, unended }: z.output<typeof workerSchema>): string {
  const lost = unended.length === 0 ? '' : `, given up: ${unended.join(' ')}`;
  return `${paused ? 'held' : running ? 'at work' : 'idle'}, ${waiting} waiting${lost}`;
}

/** `silvus-mock worker pause` and `resume`. */
export async function worker(what: 'pause' | 'resume', flags: ControlFlags): Promise<void> {
  await ask(flags, { method: 'POST', path: `/worker/${what}` }, workerSchema, workerText);
}
