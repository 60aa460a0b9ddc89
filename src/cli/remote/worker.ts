import type { Command } from 'commander';
import { ask } from '../client/ask.js';
import { type ControlFlags, addControlFlags } from '../client/control-flags.js';
import type { WorkerAnswer } from '../client/snapshot-answers.js';
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

const workerSchema = async () => (await import('../client/snapshot-answers.js')).workerAnswerSchema;

/** The worker's state as text. */
export function workerText({ waiting, running, paused, unended }: WorkerAnswer): string {
  const abandoned = unended.length === 0 ? '' : `, abandoned: ${unended.join(' ')}`;
  return `${paused ? 'paused' : running ? 'running' : 'idle'}, ${waiting} waiting${abandoned}`;
}
