import { recordedPages } from '../../journal/exchange.js';
import { apiPortNames } from '../../ports/registry.js';
import { type Command, Option } from 'commander';
import { type Zod, ask } from '../client/ask.js';
import { type ControlFlags, addControlFlags } from '../client/control-flags.js';
import { command, examples } from '../command.js';
import { CliError, exitCodes } from '../exit-codes.js';

/** Options of `silvus-mock journal verify`, as written. */
interface VerifyFlags extends ControlFlags {
  readonly method?: string;
  readonly unknownMethod?: string;
  readonly param?: readonly string[];
  readonly outcome?: string;
  readonly unknownOutcome?: string;
  readonly port?: string;
  readonly page?: string;
  readonly peer?: string;
  readonly fault?: string;
  readonly times?: string;
  readonly atLeast?: string;
  readonly atMost?: string;
  readonly order?: string;
}

/** `silvus-mock journal verify`. */
export function journalVerifyCommand(): Command {
  return addControlFlags(command('verify'))
    .description('Check how often something was called, or in which order; exit code 1 if it was not so.')
    .option('--method <method>', 'count exchanges with a call of this method')
    .option('--unknown-method <method>', 'the same for a method that the radio does not have')
    .option('--param <value>', 'parameter of the call; one for each, in their order', collect)
    .option('--outcome <outcome>', 'outcome of the call: ok, BUSY, ...')
    .option('--unknown-outcome <outcome>', 'the same for an outcome that the radio does not have')
    .addOption(new Option('--port <port>', 'count exchanges on this port').choices(apiPortNames))
    .addOption(
      new Option('--page <page>', 'count exchanges with this page beside the API').choices(recordedPages),
    )
    .option('--peer <address>', 'count exchanges with this client: its address, or with its port')
    .option('--fault <name>', 'count exchanges to which this fault applied')
    .option('--times <n>', 'exact number (at least one)')
    .option('--at-least <n>', 'smallest number')
    .option('--at-most <n>', 'largest number')
    .option(
      '--order <methods>',
      'methods in the order of their calls: freq,power_dBm; others may come between',
    )
    .addHelpText(
      'after',
      examples(
        'journal verify --method freq --param 2220 --times 1',
        'journal verify --outcome BUSY --at-most 3',
        'journal verify --order freq,power_dBm',
      ),
    )
    .action((_: unknown, self: Command) => verify(self.optsWithGlobals<VerifyFlags>()));
}

/** Collects the values of an option that can be repeated. */
function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

const okSchema = (z: Zod) => z.object({ ok: z.literal(true) });

async function verify(flags: VerifyFlags): Promise<void> {
  const { order, ...rest } = flags;
  const query = queryOf(rest);
  if (order !== undefined && Object.keys(query).length > 0)
    throw new CliError(exitCodes.usage, '--order: goes with no other condition; allowed: --order alone');
  const request =
    order === undefined
      ? { method: 'POST' as const, path: '/journal/verify', body: query }
      : { method: 'POST' as const, path: '/journal/verify-order', body: { order: stepsOf(order) } };
  await ask(flags, request, { schema: okSchema, format: () => 'The journal is as expected.' });
}

function queryOf(flags: VerifyFlags): Readonly<Record<string, unknown>> {
  const { port, page, peer, fault, param: params } = flags;
  const members = {
    method: oneOf('method', flags.method, flags.unknownMethod),
    params,
    outcome: oneOf('outcome', flags.outcome, flags.unknownOutcome),
    port,
    page,
    peer,
    fault,
    times: countOf('--times', flags.times, 0),
    atLeast: countOf('--at-least', flags.atLeast, 1),
    atMost: countOf('--at-most', flags.atMost, 0),
  };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

function oneOf(name: string, known: string | undefined, unknown: string | undefined) {
  if (unknown === undefined) return known;
  if (known === undefined) return { unknown };
  throw new CliError(exitCodes.usage, `--unknown-${name}: is given with --${name}; allowed: one of them`);
}

function countOf(flag: string, text: string | undefined, min: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text) && Number(text) >= min) return Number(text);
  throw new CliError(
    exitCodes.usage,
    `${flag}: "${text}" is not allowed; allowed: a whole number, at least ${min}`,
  );
}

function stepsOf(text: string): readonly string[] {
  const steps = text.split(',').map((each) => each.trim());
  if (steps.every((each) => each !== '')) return steps;
  throw new CliError(
    exitCodes.usage,
    `--order: "${text}" is not allowed; allowed: names of methods with commas between them`,
  );
}
