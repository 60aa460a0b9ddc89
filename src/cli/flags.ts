import { type Command, Option } from 'commander';
import { type Setting, portSettings, renamedSettings, settings } from '../config/settings/settings.js';

/** Values of flags as written, by long name: `--queue-capacity`. */
export type Flags = ReadonlyMap<string, string>;

/** Adds `--config` and a flag for each setting. */
export function addSettingFlags(command: Command): Command {
  command.option(
    '--config <file>',
    'YAML or JSON file with settings (silvus-mock.yaml, .yml or .json if present)',
  );
  const ports = portSettings.map(({ flag }) => flag).join(', ');
  command.addOption(
    new Option('--port <0>', `0 = all ports: any that are free (${ports} override it)`).helpGroup('Ports:'),
  );
  for (const each of settings) command.addOption(settingOption(each));
  for (const { flag, value } of renamedSettings) command.addOption(new Option(`${flag} ${value}`).hideHelp());
  return command;
}

/** The flag of a setting. */
export function settingOption({ flag, value, help, group }: Setting): Option {
  const option = new Option(`${flag} ${value}`, help).helpGroup(`${group}:`);
  return value === '<case>' ? option.argParser(listed) : option;
}

/** A flag that is given once for each element of a list. */
function listed(text: string, before: unknown): string {
  return typeof before === 'string' ? `${before},${text}` : text;
}

const switches: ReadonlySet<string> = new Set(
  settings.filter(({ value }) => value === '').map(({ flag }) => flag),
);

/** The flags that were given to a command. One without a value counts only if it is a setting: `true`, or `false` if it negates. */
export function givenFlags(command: Command): Flags {
  const flags = new Map<string, string>();
  for (const option of command.options) {
    const value: unknown = command.getOptionValue(option.attributeName());
    if (option.long === undefined) continue;
    if (typeof value === 'string') flags.set(option.long, value);
    else if (value === !option.negate && switches.has(option.long)) flags.set(option.long, String(value));
  }
  return flags;
}
