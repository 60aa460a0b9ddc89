import { z } from 'zod';
import { formatDuration } from '../../core/time/duration.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { table } from '../table.js';
import { ask } from './ask.js';
import type { ControlFlags } from './control-flags.js';
import { paramsIn } from './fault-params.js';

const listSchema = z.array(
  z.object({
    name: z.string(),
    kind: z.string(),
    params: z.record(z.string(), z.unknown()),
    match: z.record(z.string(), z.unknown()),
    probability: z.number(),
    times: z.number().nullable(),
    delayBefore: z.number(),
    applied: z.number(),
  }),
);

const kindsSchema = z.array(z.object({ name: z.string(), summary: z.string(), params: z.unknown() }));

/** `silvus-mock fault list`. */
export async function listFaults(flags: ControlFlags): Promise<void> {
  await ask(flags, { method: 'GET', path: '/faults' }, listSchema, (list) =>
    list.length === 0 ? 'No faults are on.' : table(['NAME', 'KIND', 'ACTED', 'ON', 'HOW'], list.map(rowOf)),
  );
}

/** `silvus-mock fault remove`. */
export async function removeFault(name: string, flags: ControlFlags): Promise<void> {
  // Without a name the request would take all of them off.
  if (name === '')
    throw new CliError(exitCodes.usage, 'name: "" is not allowed; allowed: a name from fault list');
  const path = `/faults/${encodeURIComponent(name)}`;
  await ask(flags, { method: 'DELETE', path }, z.unknown(), () => `${name} is off.`);
}

/** `silvus-mock fault clear`. */
export async function clearFaults(flags: ControlFlags): Promise<void> {
  await ask(
    flags,
    { method: 'DELETE', path: '/faults' },
    z.object({ removed: z.number() }),
    ({ removed }) => `${removed} taken off; no fault is on.`,
  );
}

/** `silvus-mock fault kinds`. */
export async function listKinds(flags: ControlFlags): Promise<void> {
  await ask(flags, { method: 'GET', path: '/faults/kinds' }, kindsSchema, (kinds) =>
    table(
      ['KIND', 'TAKES', 'WHAT IT DOES'],
      kinds.map(({ name, summary, params }) => {
        const takes = paramsIn(params).map(({ flag, required }) => (required ? flag : `[${flag}]`));
        return [name, takes.join(' '), summary];
      }),
    ),
  );
}

function rowOf({
  name,
  kind,
  params,
  match,
  probability,
  times,
  delayBefore,
  applied,
}: z.output<typeof listSchema>[number]): readonly string[] {
  const how = [
    ...Object.entries(params),
    ...(probability === 1 ? [] : [['probability', probability] as const]),
    ...(delayBefore === 0 ? [] : [['delay before', formatDuration(delayBefore)] as const]),
  ].map(pairText);
  const acted = times === null ? String(applied) : `${applied} of ${times}`;
  const on = Object.entries(match).map(pairText);
  return [name, kind, acted, on.length === 0 ? 'all' : on.join(' '), how.join(' ')];
}

function pairText([key, value]: readonly [string, unknown]): string {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return `${key}=${values.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join(',')}`;
}
