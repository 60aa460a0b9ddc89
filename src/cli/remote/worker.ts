import type { Command } from 'commander';
import { type Answer, type Zod, ask } from '../client/ask.js';
import { type ControlFlags, addControlFlags } from '../client/control-flags.js';
import { command, examples } from '../command.js';

/** `silvus-mock worker` with the commands below it. */
export function workerCommand(): Command {
  return command('worker')
    .description("Pause or resume the radio's worker.")
    .addHelpText('after', examples('worker pause', 'worker resume'))
    .addCommand(orderCommand('pause', 'Pause the worker: commands wait in the queue.'))
    .addCommand(orderCommand('resume', 'Resume the worker.'));
}

function orderCommand(order: 'pause' | 'resume', description: string): Command {
  return addControlFlags(command(order))
    .description(description)
    .addHelpText('after', examples(`worker ${order}`))
    .action((flags: ControlFlags) =>
      ask(flags, { method: 'POST', path: `/worker/${order}` }, { schema: workerSchema, format: workerText }),
    );
}

/** Schema of the worker's state. */
export const workerSchema = (z: Zod) =>
  z.object({
    waiting: z.number(),
    running: z.boolean(),
    paused: z.boolean(),
    unended: z.array(z.string()),
  });

/** The worker's state as text. */
export function workerText({ waiting, running, paused, unended }: Answer<typeof workerSchema>): string {
  const abandoned = unended.length === 0 ? '' : `, abandoned: ${unended.join(' ')}`;
  return `${paused ? 'paused' : running ? 'running' : 'idle'}, ${waiting} waiting${abandoned}`;
}
