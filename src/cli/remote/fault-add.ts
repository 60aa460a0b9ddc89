import { portNames } from '../../ports/registry.js';
import { reportTypes } from '../../reports/report.js';
import { type Command, Option } from 'commander';
import { SilvusMockError } from '../../core/errors.js';
import { valueExcerpt } from '../../core/text.js';
import { type Zod, ask } from '../client/ask.js';
import { type ControlFlags, addControlFlags } from '../client/control-flags.js';
import { command } from '../command.js';
import { CliError, exitCodes } from '../exit-codes.js';
import type { FaultParameter } from './fault-parameters.js';

/** Options of `fault add` that all kinds have, as written. */
interface FaultFlags extends ControlFlags {
  readonly name?: string;
  readonly method?: readonly string[];
  readonly unknownMethod?: readonly string[];
  readonly param?: readonly string[];
  readonly access?: string;
  readonly port?: string;
  readonly report?: string;
  readonly peer?: string;
  readonly nth?: string;
  readonly probability?: string;
  readonly times?: string;
  readonly for?: string;
  readonly delayBefore?: string;
}

/** `silvus-mock fault add`, without the options of the kinds: see `addKinds`. */
export function addFaultCommand(): Command {
  return (
    addControlFlags(
      command('add')
        .description('Add a fault and print its name.')
        .argument('<kind>', 'kind of the fault, see below')
        .option('--name <name>', 'name for fault list and fault remove (the kind)')
        .option('--method <method>', 'apply only to this method; repeatable', collect)
        .option(
          '--unknown-method <method>',
          'apply only to this method, which the radio does not have; repeatable',
          collect,
        )
        .option(
          '--param <value>',
          'apply only to calls with this parameter; one for each, in their order',
          collect,
        )
        .addOption(
          new Option('--access <access>', 'apply only to reads or to writes').choices(['read', 'write']),
        )
        .addOption(new Option('--port <port>', 'apply only on this port').choices(portNames))
        .addOption(new Option('--report <type>', 'apply only to these reports by UDP').choices(reportTypes))
        .option('--peer <address>', 'apply only to this client, or receiver, with or without its port')
        .option('--nth <n>', 'apply only to the nth matching call, from 1')
        .option('--probability <p>', 'probability that it applies, 0 to 1 (1)')
        .option('--times <n>', 'maximum number of times it applies (unlimited)')
        .option('--for <time>', "time after which it is removed, on the radio's clock (stays)")
        .option('--delay-before <time>', 'delay before it applies (0)'),
    )
      // The action reports these itself, with the parameters of the kind.
      .allowUnknownOption()
      .allowExcessArguments()
      .action(addFault)
  );
}

/** Collects the values of an option that can be repeated. */
function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

const nameSchema = (z: Zod) => z.object({ name: z.string() });

async function addFault(kind: string, flags: FaultFlags, self: Command): Promise<void> {
  const excess = self.args.slice(1);
  const body = { kind, ...commonMembers(flags), ...(await kindMembers(kind, excess, self.opts())) };
  await checkFault(body);
  await ask(
    flags,
    { method: 'POST', path: '/faults', body },
    { schema: nameSchema, format: ({ name }) => name },
  );
}

function commonMembers({
  name,
  method = [],
  unknownMethod = [],
  param,
  access,
  port,
  report,
  peer,
  nth,
  probability,
  times,
  for: time,
  delayBefore,
}: FaultFlags) {
  const methods = [...method, ...unknownMethod.map((unknown) => ({ unknown }))];
  const match = present({
    method: methods.length > 1 ? methods : methods[0],
    params: param,
    access,
    port,
    report,
    peer,
    nth: numberOrText(nth),
  });
  return present({
    name,
    match,
    probability: numberOrText(probability),
    times: numberOrText(times),
    for: time,
    delayBefore,
  });
}

/**
 * The parameters of the kind. Throws a `CliError` for a flag that the kind does not have.
 * @param excess excess arguments and unknown flags
 * @param given every known flag that was given, by its camel-cased name
 */
async function kindMembers(
  kind: string,
  excess: readonly string[],
  given: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const { faultKindParameters } = await import('./fault-kinds.js');
  const { faultKindOf } = await import('../../faults/catalogue.js');
  const known = faultKindOf(kind)?.name;
  const kinds = faultKindParameters();
  const params = kinds.find(({ name }) => name === known)?.params;
  // An unknown kind is reported by checkFault.
  if (params === undefined) return {};
  const foreign = kinds
    .flatMap((each) => each.params)
    .find(({ name }) => given[name] !== undefined && params.every((param) => param.name !== name));
  const unknown = foreign?.flag ?? excess[0];
  if (unknown !== undefined) throw unknownFlag(kind, unknown, params);
  const missing = params.find(({ name, required }) => required && given[name] === undefined);
  if (missing !== undefined) {
    const { synopsis } = await import('./fault-parameters.js');
    const message = `${missing.flag}: is missing; parameters of ${kind}: ${synopsis(params)}`;
    throw new CliError(exitCodes.usage, message);
  }
  return present(Object.fromEntries(params.map((param) => [param.name, valueOf(param, given[param.name])])));
}

function unknownFlag(kind: string, written: string, params: readonly FaultParameter[]): CliError {
  const [flag = written] = written.split('=');
  const flags = params.map((param) => param.flag).join(', ');
  const allowed = flags === '' ? `${kind} has no parameters` : `parameters of ${kind}: ${flags}`;
  const message = `${flag}: is not allowed for ${kind}; ${allowed}; see "fault add --help" for the options of all kinds`;
  return new CliError(exitCodes.usage, message);
}

/** Checks the fault before it is sent, so that a mistake is a usage error. Throws a `CliError`. */
async function checkFault(spec: unknown): Promise<void> {
  const { describeFault } = await import('../../faults/spec.js');
  try {
    describeFault(spec);
  } catch (error) {
    if (!(error instanceof SilvusMockError)) throw error;
    throw new CliError(exitCodes.usage, error.message);
  }
}

/** The value of a parameter as the kind takes it. Throws a `CliError` for a text that is no JSON. */
function valueOf({ flag, value }: FaultParameter, given: unknown): unknown {
  if (value === '<n>') return numberOrText(given);
  if (value !== '<json>' || typeof given !== 'string') return given;
  try {
    return JSON.parse(given);
  } catch {
    const message = `${flag}: ${valueExcerpt(given)} is no JSON; allowed: JSON, such as '["2220"]', or '"text"'`;
    throw new CliError(exitCodes.usage, message);
  }
}

/** Text that is not a number stays text, for the check to report it. */
function numberOrText(text: unknown): unknown {
  return typeof text === 'string' && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function present(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
