import type { Command } from 'commander';

export type Shell = 'bash' | 'zsh' | 'fish';

export function isShell(text: string): text is Shell {
  return text === 'bash' || text === 'zsh' || text === 'fish';
}

/** A script that completes commands and their options, made from the command line itself. */
export function completion(shell: Shell, program: Command): string {
  const commands = program.commands.map((command) => ({
    name: command.name(),
    about: command.description(),
    options: command.options.flatMap((option) =>
      option.long ? [{ name: option.long, about: option.description }] : [],
    ),
  }));
  switch (shell) {
    case 'bash':
      return bash(commands);
    case 'zsh':
      return zsh(commands);
    case 'fish':
      return fish(commands);
    default:
      return shell satisfies never;
  }
}

interface Completed {
  readonly name: string;
  readonly about: string;
  readonly options: readonly { readonly name: string; readonly about: string }[];
}

function bash(commands: readonly Completed[]): string {
  const cases = commands.map(({ name, options }) => `    ${name}) words="${namesOf(options)}" ;;`);
  return `_intended() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=""
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then words="${namesOf(commands)} --help --version"; fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _intended intended
`;
}

function zsh(commands: readonly Completed[]): string {
  const names = commands.map(({ name, about }) => `    ${quoted(`${name}:${about}`)}`);
  const cases = commands.map(({ name, options }) => {
    const specs = options.map((option) => quoted(`${option.name}[${option.about.replaceAll(/[[\]:]/g, ' ')}]`));
    return `    ${name}) _arguments ${[...specs, "'*:file:_files'"].join(' ')} ;;`;
  });
  return `#compdef intended
_intended() {
  local -a commands=(
${names.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command="$words[2]"
  shift words
  (( CURRENT-- ))
  case "$command" in
${cases.join('\n')}
  esac
}
if [ "$funcstack[1]" = "_intended" ]; then _intended "$@"; else compdef _intended intended; fi
`;
}

function fish(commands: readonly Completed[]): string {
  const lines = commands.flatMap(({ name, about, options }) => [
    `complete -c intended -n __fish_use_subcommand -f -a ${name} -d ${quoted(about)}`,
    ...options.map(
      (option) =>
        `complete -c intended -n '__fish_seen_subcommand_from ${name}' -l ${option.name.slice(2)} -d ${quoted(option.about)}`,
    ),
  ]);
  return `${lines.join('\n')}\n`;
}

function namesOf(named: readonly { readonly name: string }[]): string {
  return named.map(({ name }) => name).join(' ');
}

/** For any shell: single quotes, with those inside taken out rather than escaped three ways. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", '’')}'`;
}
