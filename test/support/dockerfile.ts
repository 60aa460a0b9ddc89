import {
  DockerfileParser,
  From,
  type Instruction,
  ModifiableInstruction,
  PropertyInstruction,
} from 'dockerfile-ast';
import { textOf } from './markdown.js';

/** One instruction, as far as tests ask. */
export interface Step {
  readonly keyword: string;
  /** All behind the keyword and its flags. */
  readonly text: string;
  /** The list, where it is written as one. */
  readonly list: readonly string[] | undefined;
  /** The pairs of an ENV or LABEL. */
  readonly pairs: Readonly<Record<string, string>>;
  readonly flags: Readonly<Record<string, string>>;
}

/** One stage: from a FROM to the next. */
export interface Stage {
  readonly name: string | undefined;
  readonly steps: readonly Step[];
}

/** The image's Dockerfile, stage by stage. */
export function dockerfileStages(): readonly Stage[] {
  const stages: { name: string | undefined; steps: Step[] }[] = [];
  for (const each of DockerfileParser.parse(textOf('deploy/docker/Dockerfile')).getInstructions()) {
    if (each instanceof From) stages.push({ name: each.getBuildStage() ?? undefined, steps: [] });
    else stages.at(-1)?.steps.push(stepOf(each));
  }
  return stages;
}

function stepOf(instruction: Instruction): Step {
  const text = instruction.getArgumentsContent() ?? '';
  const list = /\[.*\]$/.exec(text)?.[0];
  const flags = instruction instanceof ModifiableInstruction ? instruction.getFlags() : [];
  const properties = instruction instanceof PropertyInstruction ? instruction.getProperties() : [];
  return {
    keyword: instruction.getKeyword(),
    text,
    list: list === undefined ? undefined : (JSON.parse(list) as string[]),
    pairs: Object.fromEntries(properties.map((each) => [each.getName(), each.getValue() ?? ''])),
    flags: Object.fromEntries(flags.map((each) => [each.getName(), each.getValue() ?? ''])),
  };
}

/** The one step of a stage with this keyword. */
export function only({ steps }: Stage, keyword: string): Step {
  const [step, ...more] = steps.filter((each) => each.keyword === keyword);
  if (step === undefined || more.length > 0) throw new Error(`${more.length + 1} of ${keyword}`);
  return step;
}

/** What a COPY takes, and where it puts it. */
export function copyOf({ text, flags }: Step): {
  /** The stage that it takes from; undefined: the folder that is built from. */
  readonly from: string | undefined;
  readonly sources: readonly string[];
  readonly target: string;
} {
  const paths = text.split(/\s+/);
  return { from: flags['from'], sources: paths.slice(0, -1), target: paths.at(-1) ?? '' };
}

/** Folders and files that .dockerignore lets through to the builder, by its lines that begin with "!". */
export function letThrough(): readonly string[] {
  const [first, ...more] = textOf('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (first !== '*' || more.some((line) => !line.startsWith('!'))) throw new Error('no list of exceptions');
  return more.map((line) => line.slice(1));
}
