import type { Command } from 'commander';
import { command } from '../command.js';
import { CliError, exitCodes } from '../exit-codes.js';

/** `silvus-mock completion`. */
export function completionCommand(): Command {
  return command('completion')
    .description('Print a completion script for bash, zsh or fish.')
    .argument('<shell>', 'bash, zsh, fish')
    .addHelpText('after', '\nFor bash, in ~/.bashrc:\n  source <(silvus-mock completion bash)\n')
    .action(async (shell: string, _options: unknown, { parent: root }: Command) => {
      if (root === null) return;
      const { completeFaultCommand } = await import('../remote/fault.js');
      const fault = root.commands.find((each) => each.name() === 'fault');
      if (fault !== undefined) await completeFaultCommand(fault);
      printCompletion(shell, root);
    });
}

/** Completions after the words of one command. */
interface Completion {
  /** `config print`. */
  readonly words: string;
  /** The command takes arguments of its own. */
  readonly takesArguments: boolean;
  readonly candidates: readonly string[];
}

function printCompletion(shell: string, root: Command): void {
  const make = shells.get(shell);
  if (make === undefined) {
    throw new CliError(
      exitCodes.usage,
      `shell: "${shell}" is not allowed; allowed: ${[...shells.keys()].join(', ')}`,
    );
  }
  process.stdout.write(make(completionsOf(root)));
}

function completionsOf(parent: Command, words = ''): readonly Completion[] {
  const flags = parent.options.flatMap(({ long }) => (long === undefined ? [] : [long]));
  const values = [
    ...(words === 'completion' ? shells.keys() : []),
    ...parent.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
  ];
  const below = parent.commands.map((each) => each.name());
  // A command that takes arguments matches the names of its subcommands too: it comes after them.
  return [
    ...parent.commands.flatMap((each) => completionsOf(each, `${words} ${each.name()}`.trim())),
    {
      words,
      takesArguments: parent.registeredArguments.length > 0,
      candidates: [...below, ...values, ...flags, '--help'],
    },
  ];
}

/** Cases of the bash and zsh scripts: the words before the first flag select the candidates. */
function cases(all: readonly Completion[]): string {
  return all
    .map(({ words, takesArguments, candidates }) => {
      const pattern = takesArguments ? `"${words}" | "${words} "*` : `"${words}"`;
      return `    ${pattern}) candidates="${candidates.join(' ')}" ;;`;
    })
    .join('\n');
}

function bash(all: readonly Completion[]): string {
  return `# silvus-mock completion for bash: source <(silvus-mock completion bash)
_silvus_mock() {
  local words="" word candidates=""
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ $word == -* ]] && break
    words="\${words:+$words }$word"
  done
  case "$words" in
${cases(all)}
  esac
  COMPREPLY=($(compgen -W "$candidates" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -F _silvus_mock -o default silvus-mock
`;
}

function zsh(all: readonly Completion[]): string {
  return `#compdef silvus-mock
# silvus-mock completion for zsh: source <(silvus-mock completion zsh)
_silvus_mock() {
  local joined="" word candidates=""
  for word in "\${(@)words[2,CURRENT-1]}"; do
    [[ $word == -* ]] && break
    joined="\${joined:+$joined }$word"
  done
  case "$joined" in
${cases(all)}
  esac
  compadd -- \${=candidates}
}
compdef _silvus_mock silvus-mock
`;
}

function fish(all: readonly Completion[]): string {
  const lines = all.flatMap(({ words, candidates }) => {
    const condition = words === '' ? '__fish_use_subcommand' : `__silvus_mock_at ${words}`;
    return candidates.map((each) => `complete -c silvus-mock -f -n '${condition}' -a '${each}'`);
  });
  return `# silvus-mock completion for fish: silvus-mock completion fish | source
function __silvus_mock_at
  set -l words (commandline -opc)[2..-1]
  set -l n (count $argv)
  test (count $words) -ge $n; and test "$words[1..$n]" = "$argv"
end
${lines.join('\n')}
`;
}

const shells: ReadonlyMap<string, (all: readonly Completion[]) => string> = new Map([
  ['bash', bash],
  ['zsh', zsh],
  ['fish', fish],
]);
