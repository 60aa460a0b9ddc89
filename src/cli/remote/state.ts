import { z } from 'zod';
import { CliError, exitCodes } from '../exit-codes.js';
import { table } from '../table.js';
import { ask } from './ask.js';
import type { ControlFlags } from './control-flags.js';
import { valueText } from './values.js';

const stateSchema = z.record(z.string(), z.unknown());

/** `silvus-mock state get`: prints what a read would answer, of one method or of all; `saved`: what is in flash. */
export async function getState(
  method: string | undefined,
  flags: ControlFlags & { readonly saved?: true },
): Promise<void> {
  if (method === undefined) {
    const path = flags.saved === true ? '/state/saved' : '/state';
    await ask(flags, { method: 'GET', path }, stateSchema, stateTable);
    return;
  }
  // A route of its own has that name.
  if (method === '' || method === 'saved' || flags.saved === true) {
    throw new CliError(
      exitCodes.usage,
      `method: "${method}" is not allowed there; allowed: the name of a method, or --saved alone`,
    );
  }
  const path = `/state/${encodeURIComponent(method)}`;
  await ask(flags, { method: 'GET', path }, z.object({ value: z.unknown() }), ({ value }) =>
    valueText(value),
  );
}

/** `silvus-mock state set`: puts a setting to a value as if the radio had had it all along. */
export async function setState(name: string, values: readonly string[], flags: ControlFlags): Promise<void> {
  const [value] = values;
  const body = { [name]: values.length === 1 ? value : values };
  await ask(flags, { method: 'PATCH', path: '/state', body }, stateSchema, (state) =>
    Object.hasOwn(state, name) ? `${name}: ${valueText(state[name])}` : `${name}: set`,
  );
}

function stateTable(state: Readonly<Record<string, unknown>>): string {
  return table(
    ['METHOD', 'VALUE'],
    Object.entries(state).map(([method, value]) => [method, valueText(value)]),
  );
}
