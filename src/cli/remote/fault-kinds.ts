import { type Command, Option } from 'commander';
import { inputSchemaOf } from '../../documents/input-schema.js';
import { faultKinds } from '../../faults/catalogue.js';
import { examples } from '../command.js';
import { type FaultParameter, parametersIn, synopsis } from './fault-parameters.js';

/** A kind of fault with its parameters. */
interface FaultKindParameters {
  readonly name: string;
  readonly summary: string;
  readonly params: readonly FaultParameter[];
}

/** All kinds with their parameters, from the declarations of the kinds. */
export function faultKindParameters(): readonly FaultKindParameters[] {
  return faultKinds.map(({ name, summary, params }) => ({
    name,
    summary,
    params: parametersIn(inputSchemaOf(params)),
  }));
}

/** Adds the kinds to `fault add`: a flag for each of their parameters, and a help text. */
export function addKinds(add: Command): void {
  const kinds = faultKindParameters();
  // For help and completion. The kind is checked later, together with the other values of the fault.
  add.registeredArguments[0]?.choices(kinds.map(({ name }) => name)).argParser((text) => text);
  const flags = new Map(kinds.flatMap(({ params }) => params.map((param) => [param.flag, param])));
  for (const { flag, value } of flags.values()) {
    const uses = kinds.flatMap(({ name, params }) => {
      const param = params.find((each) => each.flag === flag);
      if (param === undefined) return [];
      return [param.choices.length === 0 ? name : `${name}: ${param.choices.join(', ')}`];
    });
    add.addOption(new Option(`${flag} ${value}`, uses.join(', ')).helpGroup('Parameters of the kinds:'));
  }
  add.addHelpText('after', () => `\n${kindsText(add, kinds)}`);
  add.addHelpText(
    'after',
    examples(
      'fault add latency --method freq --ms 400 --jitter 50',
      'fault add busy --access write --probability 0.2',
      `fault add reply --method freq --result '["2220"]' --times 3`,
      'fault add rst --port maintenance --nth 3 --name third',
    ).trimEnd(),
  );
}

/** The kinds with their parameters, formatted as the rest of the help text. */
function kindsText(add: Command, kinds: readonly FaultKindParameters[]): string {
  const help = add.createHelp();
  help.helpWidth = process.stdout.isTTY ? process.stdout.columns : 80;
  const width = Math.max(...kinds.map(({ name }) => name.length));
  const lines = kinds.map(({ name, summary, params }) => {
    const takes = params.length === 0 ? '' : `: ${synopsis(params)}`;
    return help.formatItem(name, width, `${summary}${takes}`, help);
  });
  return `Kinds and their parameters:\n${lines.join('\n')}`;
}
