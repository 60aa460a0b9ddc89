import { type Command, Option } from 'commander';
import { settings } from '../../config/settings/settings.js';

/** Options by which a command finds its simulator: see {@link findControlPlane} and {@link findRadio}. */
export interface TargetFlags {
  /** File that `start --port-file` wrote. */
  readonly from?: string;
  /** Configuration file. */
  readonly config?: string;
}

/** Options of a command over the control plane. */
export interface ControlTargetFlags extends TargetFlags {
  /** Address of the control plane; false for `--no-control`. */
  readonly control?: string | boolean;
  /** Token of the control plane, if it needs one. */
  readonly token?: string;
  /** As `token`: the flag of `start`. */
  readonly controlToken?: string;
}

/** Options of a command that uses the radio's HTTP port. */
export interface RadioTargetFlags extends TargetFlags {
  /** `http://host:port[/path]`, `https://…` or `tcp://host:port`. */
  readonly to?: string;
}

/** Variables that name an address, beside those of the settings. */
export const targetVariables = {
  /** Address of the control plane. */
  control: 'SILVUS_MOCK_CONTROL_URL',
  /** Address of the radio. */
  radio: 'SILVUS_MOCK_URL',
  /** Password of `--login`. */
  password: 'SILVUS_MOCK_PASSWORD',
  token: 'SILVUS_MOCK_CONTROL_TOKEN',
} as const;

/** Settings from which the address of the control plane follows. */
export const controlSettings = ['control.host', 'control.port'];

/** Settings from which the address of the radio follows. */
export const radioSettings = ['host', 'http.port'];

/** Adds `--from`, `--config` and the flags of these settings. */
export function addTargetFlags(command: Command, paths: readonly string[]): Command {
  command
    .option('--from <file>', 'file with the addresses, which start --port-file has written')
    .option('--config <file>', 'configuration file that start uses (silvus-mock.yaml, .yml or .json)');
  for (const { path, flag, value, help } of settings)
    if (paths.includes(path)) command.addOption(new Option(`${flag} ${value}`.trim(), help));
  return command;
}

/** Adds `--control` and `--token`. */
export function addControlTargetFlags(command: Command): Command {
  return command
    .option('--control <url>', `address of the control plane ($${targetVariables.control})`)
    .option('--token <token>', `token of the control plane ($${targetVariables.token})`)
    .addOption(new Option('--control-token <token>').hideHelp());
}

/** The flags of these settings that were given, by name. */
export function settingFlagsOf(flags: object, paths: readonly string[]): ReadonlyMap<string, string> {
  const values = new Map<string, unknown>(Object.entries(flags));
  const given = settings
    .filter(({ path }) => paths.includes(path))
    .flatMap(({ flag }): [string, string][] => {
      const value = values.get(attributeOf(flag));
      return typeof value === 'string' ? [[flag, value]] : [];
    });
  return new Map(given);
}

/** `--control-port` is `controlPort`. */
function attributeOf(flag: string): string {
  return flag.slice(2).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
