import type { Command } from 'commander';
import { valueExcerpt } from '../../core/text.js';
import { formatDuration } from '../../core/time/duration.js';
import { type Answer, type Zod, ask } from '../client/ask.js';
import { type ControlFlags, addControlFlags } from '../client/control-flags.js';
import { command, examples } from '../command.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { table } from '../output/table.js';
import { valueText } from '../output/values.js';
import { addFaultCommand } from './fault-add.js';

/** `silvus-mock fault` with the commands below it. */
export function faultCommand(): Command {
  const add = addFaultCommand();
  return (
    command('fault')
      .description('Add, list and remove faults.')
      .addHelpText('after', examples('fault add busy', 'fault list', 'fault remove busy'))
      .addCommand(add)
      .addCommand(listCommand())
      .addCommand(removeCommand())
      .addCommand(clearCommand())
      .addCommand(kindsCommand())
      // The kinds take time to load: only fault add and the completion need them.
      .hook('preSubcommand', async (_self, sub) => {
        if (sub === add) await addKindsTo(add);
      })
  );
}

/** Adds the kinds and their parameters to the `fault add` of a `fault` command. */
export async function completeFaultCommand(fault: Command): Promise<void> {
  const add = fault.commands.find((each) => each.name() === 'add');
  if (add !== undefined) await addKindsTo(add);
}

async function addKindsTo(add: Command): Promise<void> {
  const { addKinds } = await import('./fault-kinds.js');
  addKinds(add);
}

function listCommand(): Command {
  return addControlFlags(command('list'))
    .description('List the active faults in the order in which they apply.')
    .option('--unused', 'list the faults that never acted since the last reset, removed ones included')
    .addHelpText('after', examples('fault list', 'fault list --unused', 'fault list --json'))
    .action(({ unused, ...flags }: ControlFlags & { readonly unused?: true }) => {
      const [path, none] =
        unused === true ? ['/faults/unused', 'No unused faults.'] : ['/faults', 'No active faults.'];
      const format = (list: FaultList) => listTable(list, none);
      return ask(flags, { method: 'GET', path }, { schema: listSchema, format });
    });
}

function removeCommand(): Command {
  return addControlFlags(command('remove'))
    .description('Remove a fault.')
    .argument('<name>', 'name of the fault, see fault list')
    .addHelpText('after', examples('fault remove latency'))
    .action(async (name: string, flags: ControlFlags) => {
      // An empty name would make the path of a request that removes all faults.
      if (name === '')
        throw new CliError(exitCodes.usage, 'name: "" is not allowed; allowed: a name from fault list');
      const path = `/faults/${encodeURIComponent(name)}`;
      await ask(flags, { method: 'DELETE', path }, { schema: anySchema, format: () => `${name} removed.` });
    });
}

function clearCommand(): Command {
  return addControlFlags(command('clear'))
    .description('Remove all faults.')
    .addHelpText('after', examples('fault clear'))
    .action((flags: ControlFlags) =>
      ask(
        flags,
        { method: 'DELETE', path: '/faults' },
        {
          schema: clearSchema,
          format: ({ removed }) => `${removed} ${removed === 1 ? 'fault' : 'faults'} removed.`,
        },
      ),
    );
}

function kindsCommand(): Command {
  return addControlFlags(command('kinds'))
    .description('List the kinds of faults with their parameters.')
    .addHelpText('after', examples('fault kinds'))
    .action(async (flags: ControlFlags) => {
      const { parametersIn } = await import('./fault-parameters.js');
      await ask(
        flags,
        { method: 'GET', path: '/faults/kinds' },
        {
          schema: kindsSchema,
          format: (kinds) =>
            table(
              ['KIND', 'PARAMETERS', 'DESCRIPTION'],
              kinds.map(({ name, summary, params }) => {
                const flagTexts = parametersIn(params).map(({ flag, required }) =>
                  required ? flag : `[${flag}]`,
                );
                return [name, flagTexts.join(' '), summary];
              }),
            ),
        },
      );
    });
}

const anySchema = (z: Zod) => z.unknown();

const clearSchema = (z: Zod) => z.object({ removed: z.number() });

const kindsSchema = (z: Zod) =>
  z.array(z.object({ name: z.string(), summary: z.string(), params: z.unknown() }));

const listSchema = (z: Zod) =>
  z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      params: z.record(z.string(), z.unknown()),
      match: z.record(z.string(), z.unknown()),
      probability: z.number(),
      times: z.number().nullable(),
      remaining: z.number().nullable(),
      delayBefore: z.number(),
      applied: z.number(),
    }),
  );

type FaultList = Answer<typeof listSchema>;

function listTable(list: FaultList, none: string): string {
  if (list.length === 0) return none;
  return table(['NAME', 'KIND', 'APPLIED', 'MATCH', 'PARAMETERS'], list.map(rowOf));
}

function rowOf(fault: FaultList[number]): readonly string[] {
  const { name, kind, params, match, probability, times, remaining, delayBefore, applied } = fault;
  const parameters = [
    ...Object.entries(params).map(([key, value]) => [key, paramText(kind, value)] as const),
    ...(probability === 1 ? [] : [['probability', probability] as const]),
    ...(remaining === null ? [] : [['time left', timeText(remaining)] as const]),
    ...(delayBefore === 0 ? [] : [['delay before', formatDuration(delayBefore)] as const]),
  ].map(pairText);
  const count = times === null ? String(applied) : `${applied} of ${times}`;
  const conditions = Object.entries(match).map(pairText);
  return [name, kind, count, conditions.length === 0 ? 'all' : conditions.join(' '), parameters.join(' ')];
}

/** A parameter of a kind. The answer of a reply is JSON, which may be long. */
function paramText(kind: string, value: unknown): unknown {
  return kind === 'reply' ? valueExcerpt(value) : value;
}

/** Times from which on a table has whole seconds, ms. */
const longTime = 10_000;

function timeText(ms: number): string {
  return formatDuration(ms < longTime ? ms : Math.ceil(ms / 1_000) * 1_000);
}

function pairText([key, value]: readonly [string, unknown]): string {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return `${key}=${valueText(values.map(plainName), ',')}`;
}

/** A method that the radio does not have is listed as such. */
function plainName(value: unknown): unknown {
  const isUnknown = typeof value === 'object' && value !== null && 'unknown' in value;
  return isUnknown ? `${String(value.unknown)} (unknown)` : value;
}
