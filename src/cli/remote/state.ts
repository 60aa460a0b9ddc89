import type { Command } from 'commander';
import { type Zod, ask } from '../client/ask.js';
import { type ControlFlags, addControlFlags } from '../client/control-flags.js';
import { command, examples } from '../command.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { table } from '../output/table.js';
import { valueText } from '../output/values.js';

/** `silvus-mock state` with the commands below it. */
export function stateCommand(): Command {
  return command('state')
    .description("Print or change the radio's settings and readings.")
    .addHelpText('after', examples('state get freq', 'state set freq 2220'))
    .addCommand(getCommand())
    .addCommand(setCommand());
}

function getCommand(): Command {
  return addControlFlags(command('get'))
    .description('Print current values, without waiting for the queue or a blackout.')
    .argument('[method]', 'method to read (all)')
    .option('--saved', 'print the values in flash, which a reboot restores')
    .option('--factory', 'print the values that a factory reset restores')
    .addHelpText('after', examples('state get', 'state get freq', 'state get --saved --json'))
    .action(getState);
}

function setCommand(): Command {
  return addControlFlags(command('set'))
    .description('Change a setting without a command: no blackout, and the value is not saved to flash.')
    .argument('<name>', 'method that writes the setting, such as freq')
    .argument('<values...>', 'parameters of the method')
    .addHelpText('after', examples('state set freq 2220', 'state set freq_bw 4700 20'))
    .action(setState);
}

const stateSchema = (z: Zod) => z.record(z.string(), z.unknown());

const valueSchema = (z: Zod) => z.object({ value: z.unknown() });

interface GetFlags extends ControlFlags {
  /** Print the values in flash. */
  readonly saved?: true;
  /** Print the values from the factory. */
  readonly factory?: true;
}

async function getState(method: string | undefined, flags: GetFlags): Promise<void> {
  const { saved = false, factory = false } = flags;
  if (saved && factory)
    throw new CliError(exitCodes.usage, '--factory: is there beside --saved; allowed: one of the two');
  if (method === undefined) {
    const path = saved ? '/state/saved' : factory ? '/state/factory' : '/state';
    await ask(flags, { method: 'GET', path }, { schema: stateSchema, format: stateTable });
    return;
  }
  // "saved" and "factory" are no methods: these paths are routes of their own.
  if (saved || factory || ['', 'saved', 'factory'].includes(method)) {
    const allowed = 'the name of a method, or --saved or --factory alone';
    throw new CliError(exitCodes.usage, `method: "${method}" is not allowed; allowed: ${allowed}`);
  }
  const path = `/state/${encodeURIComponent(method)}`;
  const format = ({ value }: { readonly value?: unknown }) => valueText(value);
  await ask(flags, { method: 'GET', path }, { schema: valueSchema, format });
}

async function setState(name: string, values: readonly string[], flags: ControlFlags): Promise<void> {
  const [value] = values;
  const body = { [name]: values.length === 1 ? value : values };
  const format = (state: Readonly<Record<string, unknown>>) =>
    Object.hasOwn(state, name) ? `${name}: ${valueText(state[name])}` : `${name}: set`;
  await ask(flags, { method: 'PATCH', path: '/state', body }, { schema: stateSchema, format, isMap: true });
}

function stateTable(state: Readonly<Record<string, unknown>>): string {
  const rows = Object.entries(state).map(([method, value]) => [method, valueText(value)]);
  return table(['METHOD', 'VALUE'], rows);
}
