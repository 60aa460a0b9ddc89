import type { Command } from 'commander';
import { type Answer, type Zod, ask } from '../client/ask.js';
import { type ControlFlags, addSimulatorFlags } from '../client/control-flags.js';
import { command, examples } from '../command.js';
import { CliError, exitCodes } from '../exit-codes.js';

/** `silvus-mock config reload`. */
export function reloadCommand(): Command {
  return addSimulatorFlags(command('reload'))
    .description(
      'Reload the configuration of a simulator and apply what can change; exit code 3 if it is invalid.',
    )
    .addHelpText('after', examples('config reload', 'config reload --json'))
    .action(reload);
}

const reloadSchema = (z: Zod) => {
  const changes = z.array(z.object({ path: z.string(), from: z.string(), to: z.string() }));
  return z.object({ changed: changes, needsRestart: changes, warnings: z.array(z.string()) });
};

type ReloadAnswer = Answer<typeof reloadSchema>;

async function reload(flags: ControlFlags): Promise<void> {
  try {
    const request = { method: 'POST', path: '/config/reload' } as const;
    await ask(flags, request, { schema: reloadSchema, format: reloadText });
  } catch (error) {
    const { ControlError } = await import('../client/control-client.js');
    if (error instanceof ControlError && error.status === 422)
      throw new CliError(exitCodes.configuration, error.message);
    throw error;
  }
}

function reloadText({ changed, needsRestart, warnings }: ReloadAnswer): string {
  return [
    ...warnings.map((warning) => `warning: ${warning}`),
    ...(changed.length === 0 ? ['No changes.'] : changeLines('Changed:', changed)),
    ...changeLines('Needs a restart to change:', needsRestart),
  ].join('\n');
}

function changeLines(title: string, changes: ReloadAnswer['changed']): readonly string[] {
  if (changes.length === 0) return [];
  return [title, ...changes.map(({ path, from, to }) => `  ${path}: ${from} → ${to}`)];
}
