import { portNames } from '../../ports/registry.js';
import { portSettings } from '../../config/settings/settings.js';
import type { LoadedConfig } from '../../config/load.js';
import type { SilvusMockError } from '../../core/errors.js';
import { ControlClient, ControlError, nameText } from '../client/control-client.js';
import { nodesAnswerSchema } from '../client/snapshot-answers.js';
import { addressText } from '../output/values.js';
import { controlPlaneOf, tokenOf } from '../target/find-simulator.js';

/** Time limit of the question who holds a port. */
const limit = { ms: 1_000, text: '1s' };

/** The system's error for a port that can't be opened. */
interface Refusal {
  readonly code: string;
  readonly address: string;
  readonly port: number;
}

/** A radio of a network, and where it is to be served. */
export interface PlacedRadio {
  readonly nodeid: number;
  readonly places: readonly { readonly host: string; readonly port: number }[];
}

/**
 * The message for a port that can't be opened: who holds it, if that is a simulator, which setting names it, and how to
 * choose another.
 * @param placed the radios that a network file serves at places of their own
 */
export async function portMessage(
  { message, cause }: SilvusMockError,
  loaded: LoadedConfig,
  placed: readonly PlacedRadio[] = [],
): Promise<string> {
  const refusal = refusalOf(cause);
  // There is no port to choose: the message says what is missing.
  if (cause === undefined) return message;
  const holder = refusal?.code === 'EADDRINUSE' ? await holderOf(refusal.port, loaded) : undefined;
  return `${message}${holder === undefined ? '' : ` by ${holder}`}; ${hintFor(refusal, placed)}`;
}

function hintFor(refusal: Refusal | undefined, placed: readonly PlacedRadio[]): string {
  const flags = portSettings.map(({ flag }) => flag).join(', ');
  const byDefault = `choose other ports with --port 0 (any free ports) or with ${flags}`;
  if (refusal === undefined) return byDefault;
  const { code, address, port } = refusal;
  const radio = placed.find(({ places }) =>
    places.some((place) => place.port === port && place.host === address),
  );
  if (radio === undefined) return byDefault;
  return `it is in served of node ${radio.nodeid}; ${waysOut[code] ?? 'choose another address or port there'}`;
}

/** Ways out by what the system says. */
const waysOut: Readonly<Record<string, string>> = {
  EACCES:
    'choose ports from 1024 on there (served: { address: radio, http: 8080 }), or allow lower ones: ' +
    'sysctl -w net.ipv4.ip_unprivileged_port_start=80, or the capability CAP_NET_BIND_SERVICE',
  EADDRINUSE: 'choose another address or port there, or served: true (any free port)',
  EADDRNOTAVAIL:
    'add the address to this machine, or choose ports of its own there: served: true. ' +
    'Linux has all of 127.0.0.0/8; macOS has 127.0.0.1 alone, and others after ifconfig lo0 alias',
};

function refusalOf(cause: unknown): Refusal | undefined {
  if (!(cause instanceof Error) || !('code' in cause) || typeof cause.code !== 'string') return undefined;
  const address = 'address' in cause && typeof cause.address === 'string' ? cause.address : '';
  return 'port' in cause && typeof cause.port === 'number'
    ? { code: cause.code, address, port: cause.port }
    : undefined;
}

/** The simulator that holds a port, as its control plane says; undefined if none says so. Never rejects. */
async function holderOf(port: number, loaded: LoadedConfig): Promise<string | undefined> {
  const target = controlPlaneOf(loaded, tokenOf({}));
  if (typeof target === 'string') return undefined;
  const client = new ControlClient(target, limit);
  const isControl = loaded.config.control.port === port;
  try {
    const nodes = nodesAnswerSchema.parse(await client.send({ method: 'GET', path: '/nodes' }));
    const ports = nodes.flatMap((node) => portNames.map((name) => node[name]?.port));
    if (!isControl && !ports.includes(port)) return undefined;
    const name = `silvus-mock, pid ${client.simulator.pid ?? 'unknown'}`;
    if (!isControl)
      return `${name}, with the control plane at ${nameText({ ...client.simulator, pid: undefined })}`;
    const first = nodes.find(({ http }) => http !== undefined)?.http;
    return first === undefined ? name : `${name}, with the radio at ${addressText(first)}`;
  } catch (error) {
    const needsToken = isControl && error instanceof ControlError && error.status === 401;
    return needsToken ? 'a silvus-mock that asks for another token' : undefined;
  }
}
