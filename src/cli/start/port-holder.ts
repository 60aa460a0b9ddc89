import { portNames } from '../../ports/registry.js';
import { portSettings } from '../../config/settings/settings.js';
import type { LoadedConfig } from '../../config/load.js';
import type { SilvusMockError } from '../../core/errors.js';
import { ControlClient, ControlError, nameText } from '../client/control-client.js';
import { statusAnswerSchema } from '../client/snapshot-answers.js';
import { addressText } from '../output/values.js';
import { controlPlaneOf, tokenOf } from '../target/find-simulator.js';

/** Time limit of the question who holds a port. */
const limit = { ms: 1_000, text: '1s' };

/** The message for a port that can't be opened: who holds it, if that is a simulator, and how to choose another. */
export async function portMessage(
  { message, cause }: SilvusMockError,
  loaded: LoadedConfig,
): Promise<string> {
  const flags = portSettings.map(({ flag }) => flag);
  const hint = `choose other ports with --port 0 (any free ports) or with ${flags.join(', ')}`;
  const isTaken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
  const port = isTaken && 'port' in cause && typeof cause.port === 'number' ? cause.port : undefined;
  const holder = port === undefined ? undefined : await holderOf(port, loaded);
  return `${message}${holder === undefined ? '' : ` by ${holder}`}; ${hint}`;
}

/** The simulator that holds a port, as its control plane says; undefined if none says so. Never rejects. */
async function holderOf(port: number, loaded: LoadedConfig): Promise<string | undefined> {
  const target = controlPlaneOf(loaded, tokenOf({}));
  if (typeof target === 'string') return undefined;
  const client = new ControlClient(target, limit);
  const isControl = loaded.config.control.port === port;
  try {
    const status = statusAnswerSchema.parse(await client.send({ method: 'GET', path: '/status' }));
    const ports = portNames.map((name) => status[name].port);
    if (!isControl && !ports.includes(port)) return undefined;
    const name = `silvus-mock, pid ${client.simulator.pid ?? 'unknown'}`;
    return isControl
      ? `${name}, with the radio at ${addressText(status.http)}`
      : `${name}, with the control plane at ${nameText({ ...client.simulator, pid: undefined })}`;
  } catch (error) {
    const needsToken = isControl && error instanceof ControlError && error.status === 401;
    return needsToken ? 'a silvus-mock that asks for another token' : undefined;
  }
}
