import { type Command, Option } from 'commander';
import { z } from 'zod';
import { faultKinds } from '../../faults/catalogue.js';
import { examples } from '../command.js';
import { type FaultParam, paramsIn, synopsis } from './fault-params.js';

/** A kind of fault with its parameters. */
interface KindOfFault {
  readonly name: string;
  readonly summary: string;
  readonly params: readonly FaultParam[];
}

/** Every kind, as the radio's own declarations have them. */
export function kindsOfFaults(): readonly KindOfFault[] {
  return faultKinds.map(({ name, summary, params }) => ({
    name,
    summary,
    params: paramsIn(z.toJSONSchema(params, { io: 'input' })),
  }));
}

/** Gives `fault add` the kinds, a flag for each parameter that any of them takes, and a help text with both. */
export function addKinds(add: Command): void {
  const kinds = kindsOfFaults();
  // Judged with the rest of the fault; named here for help and completion.
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
      'fault add reset --port maintenance --nth 3 --name third',
    ).trimEnd(),
  );
}

/** The kinds with what they take, set as the rest of the help text. */
function kindsText(add: Command, kinds: readonly KindOfFault[]): string {
  const help = add.createHelp();
  help.helpWidth = process.stdout.isTTY ? process.stdout.columns : 80;
  const width = Math.max(...kinds.map(({ name }) => name.length));
  const lines = kinds.map(({ name, summary, params }) => {
    const takes = params.length === 0 ? '' : `: ${synopsis(params)}`;
    return help.formatItem(name, width, `${summary}${takes}`, help);
  });
  return `Kinds and what they take:\n${lines.join('\n')}`;
}
