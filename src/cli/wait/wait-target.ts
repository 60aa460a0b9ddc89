import {
  type ControlPlaneTarget,
  type ExpectedProcess,
  type RadioTarget,
  configurationOf,
  controlPlaneOf,
  findControlPlane,
  findRadio,
  tokenOf,
} from '../target/find-simulator.js';
import { readPortFile } from '../target/port-file.js';
import { controlSettings, radioSettings, settingFlagsOf, targetVariables } from '../target/target-flags.js';
import type { WaitFlags } from './wait-flags.js';

/** Peer that `wait` asks: a control plane, or the radio itself where no control plane is known. */
export type WaitTarget =
  | {
      readonly kind: 'control';
      readonly control: ControlPlaneTarget;
      /** For messages. */
      readonly text: string;
      /** The process that must answer. */
      readonly pid?: number;
      /** HTTP port of the radio, where the configuration says it. */
      readonly httpPort?: number;
    }
  | {
      readonly kind: 'radio';
      readonly url: URL;
      readonly text: string;
      /** The process that must run: the radio's port does not say who it is. */
      readonly expected?: ExpectedProcess;
    };

const settingPaths = [...radioSettings, ...controlSettings];

/**
 * Finds what to ask. The first source that names a control plane or a radio decides, in the order of all commands.
 * Rejects with a `CliError`.
 * @param pid the process that must answer, of `--pid`
 */
export async function waitTarget(flags: WaitFlags, pid: number | undefined): Promise<WaitTarget> {
  const { to, ...others } = flags;
  const { control, from } = others;
  if (typeof control === 'string') return controlTarget(await findControlPlane(flags), pid);
  if (from !== undefined) {
    const file = readPortFile(from);
    const hasControl = file.control !== undefined && control !== false;
    return hasControl
      ? controlTarget(await findControlPlane(flags), pid)
      : radioTarget(await findRadio(others));
  }
  if (to !== undefined) return radioTarget(await findRadio(flags));
  if (settingFlagsOf(flags, settingPaths).size === 0 && control !== false) {
    if (isSet(targetVariables.control)) return controlTarget(await findControlPlane(flags), pid);
    if (isSet(targetVariables.radio)) return radioTarget(await findRadio(flags));
  }
  const loaded = await configurationOf(flags, settingPaths);
  const found = controlPlaneOf(loaded, tokenOf(flags));
  if (typeof found !== 'string' && control !== false) {
    const { port } = loaded.config.http;
    return { ...controlTarget(found, pid), ...(port === 0 ? {} : { httpPort: port }) };
  }
  return radioTarget(await findRadio(flags));
}

function isSet(variable: string): boolean {
  return (process.env[variable] ?? '') !== '';
}

function controlTarget(control: ControlPlaneTarget, pid: number | undefined) {
  const { url } = control;
  return { kind: 'control' as const, control, text: url.origin, ...(pid === undefined ? {} : { pid }) };
}

function radioTarget({ url, text, expected }: RadioTarget): WaitTarget {
  return { kind: 'radio', url, text, ...(expected === undefined ? {} : { expected }) };
}
