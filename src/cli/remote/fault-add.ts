import { z } from 'zod';
import { SilvusMockError } from '../../core/errors.js';
import { describeFault } from '../../faults/spec.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { ask } from './ask.js';
import type { ControlFlags } from './control-flags.js';
import { kindsOfFaults } from './fault-kinds.js';
import { type FaultParam, synopsis } from './fault-params.js';

/** What `silvus-mock fault add` was asked for beside the parameters of its kind; all as written. */
export interface FaultFlags extends ControlFlags {
  readonly name?: string;
  readonly method?: readonly string[];
  readonly access?: string;
  readonly port?: string;
  readonly peer?: string;
  readonly nth?: string;
  readonly probability?: string;
  readonly times?: string;
  readonly delayBefore?: string;
}

/**
 * `silvus-mock fault add`: puts a fault on and prints its name.
 * @param rest arguments behind the kind, and flags that nothing is known of
 * @param given every flag that was given, by its camel-cased name
 */
export async function addFault(
  kind: string,
  rest: readonly string[],
  flags: FaultFlags,
  given: Readonly<Record<string, unknown>>,
): Promise<void> {
  const body = { kind, ...common(flags), ...own(kind, rest, given) };
  judge(body);
  await ask(
    flags,
    { method: 'POST', path: '/faults', body },
    z.object({ name: z.string() }),
    ({ name }) => name,
  );
}

function common({ name, method, access, port, peer, nth, probability, times, delayBefore }: FaultFlags) {
  const [only, ...more] = method ?? [];
  const match = present({
    method: more.length === 0 ? only : method,
    access,
    port,
    peer,
    nth: numberOrText(nth),
  });
  return present({
    name,
    match,
    probability: numberOrText(probability),
    times: numberOrText(times),
    delayBefore,
  });
}

/** The parameters of the kind. Throws a `CliError` for a flag that it does not take. */
function own(kind: string, rest: readonly string[], given: Readonly<Record<string, unknown>>) {
  const kinds = kindsOfFaults();
  const params = kinds.find(({ name }) => name === kind)?.params;
  // Which kinds there are is told with the rest.
  if (params === undefined) return {};
  const foreign = kinds
    .flatMap((each) => each.params)
    .find(({ name }) => given[name] !== undefined && params.every((param) => param.name !== name));
  const unknown = foreign?.flag ?? rest[0];
  if (unknown !== undefined) throw notTaken(kind, unknown, params);
  const missing = params.find(({ name, required }) => required && given[name] === undefined);
  if (missing !== undefined) {
    const message = `${missing.flag}: is missing; ${kind} takes ${synopsis(params)}`;
    throw new CliError(exitCodes.usage, message);
  }
  return present(
    Object.fromEntries(
      params.map(({ name, value }) => [name, value === '<n>' ? numberOrText(given[name]) : given[name]]),
    ),
  );
}

function notTaken(kind: string, what: string, params: readonly FaultParam[]): CliError {
  const taken = params.length === 0 ? 'nothing of its own' : params.map(({ flag }) => flag).join(', ');
  const [flag = what] = what.split('=');
  const message = `${flag}: is nothing that ${kind} takes; it takes ${taken}, and what "fault add --help" lists for all`;
  return new CliError(exitCodes.usage, message);
}

/** Here already, so that what is wrong is told as wrong usage. */
function judge(spec: unknown): void {
  try {
    describeFault(spec);
  } catch (fault) {
    if (!(fault instanceof SilvusMockError)) throw fault;
    throw new CliError(exitCodes.usage, fault.message);
  }
}

/** A text that is no number is left to be judged. */
function numberOrText(text: unknown): unknown {
  return typeof text === 'string' && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function present(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
