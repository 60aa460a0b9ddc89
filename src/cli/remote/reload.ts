import { z } from 'zod';
import { CliError, exitCodes } from '../exit-codes.js';
import { ask } from './ask.js';
import { ControlError } from './control-client.js';
import type { ControlFlags } from './control-flags.js';

const change = z.object({ path: z.string(), from: z.string(), to: z.string() });

const reloadSchema = z.object({
  changed: z.array(change),
  needsRestart: z.array(change),
  warnings: z.array(z.string()),
});

/** `silvus-mock config reload`: has a simulator read its configuration again. Rejects with 3 where that is wrong. */
export async function reload(flags: ControlFlags): Promise<void> {
  try {
    await ask(flags, { method: 'POST', path: '/config/reload' }, reloadSchema, reloadText);
  } catch (fault) {
    if (fault instanceof ControlError && fault.status === 422)
      throw new CliError(exitCodes.configuration, fault.message);
    throw fault;
  }
}

function reloadText({ changed, needsRestart, warnings }: z.output<typeof reloadSchema>): string {
  const lines = (title: string, changes: readonly z.output<typeof change>[]) =>
    changes.length === 0 ? [] : [title, ...changes.map(({ path, from, to }) => `  ${path}: ${from} → ${to}`)];
  return [
    ...warnings.map((warning) => `warning: ${warning}`),
    ...(changed.length === 0 ? ['Nothing to take over.'] : lines('Taken over:', changed)),
    ...lines('Needs a restart:', needsRestart),
  ].join('\n');
}
