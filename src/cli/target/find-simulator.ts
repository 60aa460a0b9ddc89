import type { LoadedConfig } from '../../config/load.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { printError } from '../output/print.js';
import { controlUrl, radioUrl } from './address.js';
import { reachableHost } from './reachable-host.js';
import {
  type ControlTargetFlags,
  type RadioTargetFlags,
  type TargetFlags,
  controlSettings,
  radioSettings,
  settingFlagsOf,
  targetVariables,
} from './target-flags.js';

// Every command finds its simulator here. Of the sources that name an address, the first in this order decides:
// the address itself as a flag (--control, --to), --from, flags of settings, the address as a variable, variables of
// settings, the configuration file, the defaults. docs/control.md has the table.

/** The process that must answer, and the file that says so. */
export interface ExpectedProcess {
  readonly pid: number;
  readonly file: string;
}

/** A control plane. */
export interface ControlPlaneTarget {
  readonly url: URL;
  readonly token: string | undefined;
  /** Undefined where no source knows the process. */
  readonly expected?: ExpectedProcess;
}

/** A radio's port. */
export interface RadioTarget {
  readonly url: URL;
  /** The address as it was written, for messages. */
  readonly text: string;
  /** The control plane of the same simulator, where a source knows it. */
  readonly control?: ControlPlaneTarget;
  readonly expected?: ExpectedProcess;
}

/** Finds the control plane. Rejects with a `CliError`. */
export async function findControlPlane(flags: ControlTargetFlags): Promise<ControlPlaneTarget> {
  const token = tokenOf(flags);
  if (typeof flags.control === 'string') return { url: controlUrl(flags.control, '--control'), token };
  if (flags.from !== undefined) {
    const { control, expected } = await fromFile(flags, flags.from);
    if (control !== undefined) return control;
    const message = `--from: "${expected.file}": that simulator (pid ${expected.pid}) has no control plane`;
    throw new CliError(exitCodes.usage, message);
  }
  const variable = variableOf(targetVariables.control);
  if (variable !== undefined && settingFlagsOf(flags, controlSettings).size === 0)
    return { url: controlUrl(variable, targetVariables.control), token };
  const loaded = await configurationOf(flags, controlSettings);
  const target = controlPlaneOf(loaded, token);
  if (typeof target === 'string') throw new CliError(exitCodes.usage, `${target}; ${howToName('control')}`);
  return target;
}

/** Finds the radio's port that takes commands. Rejects with a `CliError`. */
export async function findRadio(flags: RadioTargetFlags): Promise<RadioTarget> {
  if (flags.to !== undefined) return { url: radioUrl(flags.to, '--to'), text: flags.to };
  if (flags.from !== undefined) {
    const { http, control, expected } = await fromFile(flags, flags.from);
    const url = radioUrl(http, '--from');
    return { url, text: http, expected, ...(control === undefined ? {} : { control }) };
  }
  const variable = variableOf(targetVariables.radio);
  if (variable !== undefined && settingFlagsOf(flags, radioSettings).size === 0)
    return { url: radioUrl(variable, targetVariables.radio), text: variable };
  return radioOf(await configurationOf(flags, radioSettings), tokenOf(flags));
}

/** The configuration that `start` would have in this folder, with these flags. Rejects with a `CliError`. */
export async function configurationOf(
  flags: ControlTargetFlags,
  paths: readonly string[],
): Promise<Pick<LoadedConfig, 'config' | 'originOf'>> {
  const { configuration } = await import('../configuration.js');
  const file: [string, string][] = flags.config === undefined ? [] : [['--config', flags.config]];
  const off: [string, string][] = flags.control === false ? [['--no-control', 'false']] : [];
  const loaded = configuration(new Map([...file, ...off, ...settingFlagsOf(flags, paths)]));
  // A variable with a typing mistake would leave the command with another simulator.
  for (const warning of loaded.warnings) printError(`warning: ${warning}`);
  return loaded;
}

/** The control plane that a configuration describes; a reason where it describes none. */
export function controlPlaneOf(
  { config, originOf }: Pick<LoadedConfig, 'config' | 'originOf'>,
  token: string | undefined,
): ControlPlaneTarget | string {
  const { enabled, host, port, token: secret } = config.control;
  if (!enabled) return `the control plane is turned off (${originOf('control.enabled').name})`;
  if (port === 0) return `control.port: 0 (${originOf('control.port').name}) means any free port`;
  return { url: new URL(`http://${reachableHost(host)}:${port}`), token: token ?? secret?.reveal() };
}

function radioOf(loaded: Pick<LoadedConfig, 'config' | 'originOf'>, token: string | undefined): RadioTarget {
  const { host, http } = loaded.config;
  if (http.port === 0) {
    const message = `http.port: 0 (${loaded.originOf('http.port').name}) means any free port`;
    throw new CliError(exitCodes.usage, `${message}; ${howToName('radio')}`);
  }
  const text = `http://${reachableHost(host)}:${http.port}`;
  const control = controlPlaneOf(loaded, token);
  return { url: radioUrl(text, 'http.port'), text, ...(typeof control === 'string' ? {} : { control }) };
}

function howToName(what: keyof typeof flagNames): string {
  return `name it with --from FILE (of start --port-file FILE), ${flagNames[what]} or $${targetVariables[what]}`;
}

const flagNames = { control: '--control', radio: '--to' } as const;

/** The addresses and the process in a port file. The token is in no port file. */
async function fromFile(flags: TargetFlags, file: string) {
  const { readPortFile } = await import('./port-file.js');
  const { http, control, pid } = readPortFile(file);
  const expected = { pid, file };
  if (control === undefined) return { http: http.url, expected };
  const url = controlUrl(control.url, '--from');
  return { http: http.url, expected, control: { url, token: await tokenBeside(flags), expected } };
}

/** The token beside a port file: the configuration counts only where it is valid. */
async function tokenBeside(flags: TargetFlags): Promise<string | undefined> {
  const given = tokenOf(flags);
  if (given !== undefined) return given;
  try {
    return (await configurationOf(flags, [])).config.control.token?.reveal();
  } catch (error) {
    if (error instanceof CliError) return undefined;
    throw error;
  }
}

/** The token never appears in a message, not even an invalid one. */
export function tokenOf({ token, controlToken }: ControlTargetFlags): string | undefined {
  const flag = token ?? controlToken;
  const given = flag ?? variableOf(targetVariables.token);
  if (given === undefined || /^[\u0021-\u007e]+$/.test(given)) return given;
  const origin = flag === undefined ? targetVariables.token : '--token';
  throw new CliError(
    exitCodes.usage,
    `${origin}: is not allowed; allowed: ASCII letters, digits and signs, without spaces`,
  );
}

/** An empty variable is as good as none. */
function variableOf(name: string): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}
