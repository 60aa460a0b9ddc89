import { Command } from 'commander';
import { escapeLines } from '../core/text.js';
import { similarNames } from './similar-names.js';

/** Loaders of command declarations, by the name of the command. */
export type CommandList = Readonly<Record<string, () => Promise<Command>>>;

/** Makes a command that throws an error instead of calling `process.exit`; `main` turns it into an exit code. */
export function command(name: string): Command {
  const made = new Command(name)
    .exitOverride()
    // Commander suggests --host for --port.
    .showSuggestionAfterError(false)
    .configureOutput({ outputError: (text, write) => write(escapeLines(`${text}${hintFor(text, made)}`)) })
    .configureHelp({
      minWidthToWrap: 20,
      // Commander would add the choices; the descriptions name them already.
      argumentDescription: ({ description }) => description,
    });
  return made;
}

/** A hint after Commander's message for an unknown flag or command. */
function hintFor(message: string, { options, commands }: Command): string {
  const [, kind, written = ''] = /unknown (option|command) '([^'=]*)/.exec(message) ?? [];
  if (kind === undefined) return '';
  const flags = options.filter(({ hidden }) => !hidden).flatMap(({ long }) => long ?? []);
  const bare = (text: string) => text.replace(/^-+/, '');
  const names = kind === 'option' ? [...flags, '--help'].map(bare) : commands.map((each) => each.name());
  const similar = similarNames(bare(written), names).map((each) => (kind === 'option' ? `--${each}` : each));
  return similar.length === 0 ? '' : `(Did you mean ${similar.join(' or ')}?)\n`;
}

/** The examples at the end of a help text. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ silvus-mock ${line}`).join('\n')}\n`;
}
