import { Command } from 'commander';

/** Loaders of command declarations, by the name of the command. */
export type CommandList = Readonly<Record<string, () => Promise<Command>>>;

/** Makes a command that throws an error instead of calling `process.exit`; `main` turns it into an exit code. */
export function command(name: string): Command {
  return new Command(name).exitOverride().configureHelp({
    minWidthToWrap: 20,
    // Commander would add the choices; the descriptions name them already.
    argumentDescription: ({ description }) => description,
  });
}

/** The examples at the end of a help text. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ silvus-mock ${line}`).join('\n')}\n`;
}
