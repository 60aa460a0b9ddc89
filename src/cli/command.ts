import { Command } from 'commander';

/** Commander's own way to end is `process.exit`; ours is an error that `main` turns into an exit code. */
export function command(name: string): Command {
  return new Command(name).exitOverride().configureHelp({
    minWidthToWrap: 20,
    // What an argument can be is said in its description, where it is said at all.
    argumentDescription: ({ description }) => description,
  });
}

/** The end of a help text: commands that can be typed as they are. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ silvus-mock ${line}`).join('\n')}\n`;
}
