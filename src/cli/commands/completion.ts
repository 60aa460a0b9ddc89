import type { Command } from 'commander';
import { CliError, exitCodes } from '../exit-codes.js';

/** One command with what can follow it. */
interface Completion {
  /** `config print`. */
  readonly words: string;
  /** Whether arguments of its own may follow. */
  readonly takes: boolean;
  readonly candidates: readonly string[];
}

/** `silvus-mock completion`: prints what a shell needs to complete our commands and flags. */
export function completion(shell: string, program: Command): void {
  const make = shells.get(shell);
  if (make === undefined) {
    throw new CliError(
      exitCodes.usage,
      `shell: "${shell}" is not allowed; allowed: ${[...shells.keys()].join(', ')}`,
    );
  }
  process.stdout.write(make(completionsOf(program)));
}

function completionsOf(command: Command, words = ''): readonly Completion[] {
  const flags = command.options.flatMap(({ long }) => (long === undefined ? [] : [long]));
  const values = [
    ...(words === 'completion' ? shells.keys() : []),
    ...command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
  ];
  const below = command.commands.map((each) => each.name());
  // A command that takes arguments comes behind those below it, whose names could be such.
  return [
    ...command.commands.flatMap((each) => completionsOf(each, `${words} ${each.name()}`.trim())),
    {
      words,
      takes: command.registeredArguments.length > 0,
      candidates: [...below, ...values, ...flags, '--help'],
    },
  ];
}

/** In the bash and zsh scripts, the words before the cursor that are no flags choose the candidates. */
function cases(all: readonly Completion[]): string {
  return all
    .map(({ words, takes, candidates }) => {
      const pattern = takes ? `"${words}" | "${words} "*` : `"${words}"`;
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
