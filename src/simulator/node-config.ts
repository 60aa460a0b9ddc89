import { normalHost } from '../config/hosts.js';
import type { ResolvedConfig } from '../config/resolve.js';
import type { Mode } from '../radio/mode.js';
import { withNodeId } from '../radio/node-model.js';

/** Where a node listens; the system chooses a port for 0. */
interface NodePorts {
  readonly host?: string | undefined;
  readonly http?: number | undefined;
  readonly maintenance?: number | undefined;
  /** Default: as the settings say whether it is on, any free port. */
  readonly https?: number | undefined;
  /** The same. */
  readonly gpsd?: number | undefined;
}

/** Settings of one node that the others do not share. */
interface OwnSettings {
  readonly nodeid: number;
  /** Key of the air interface from the factory; default: derived from the node ID. */
  readonly key?: string | undefined;
  /** True for a node of a network: its GPS receiver has the position of the node. */
  readonly isLocated?: boolean | undefined;
  /** Mode that it starts in; default: that of its simulator. */
  readonly mode?: Mode | undefined;
  /** Default: its simulator's host, and ports that the system chooses. */
  readonly ports?: NodePorts | undefined;
}

/** The configuration of one of several nodes: that of all, with its own node ID and ports. */
export function nodeConfig(config: ResolvedConfig, own: OwnSettings): ResolvedConfig {
  const { nodeid, key, ports = {}, isLocated = false, mode = config.mode } = own;
  const { host = config.host, http = 0, maintenance = 0 } = ports;
  const https = ports.https ?? (config.https.port === undefined ? undefined : 0);
  const gpsd = ports.gpsd ?? (config.gpsd.port === undefined ? undefined : 0);
  return {
    ...config,
    model: withNodeId(config.model, { nodeid: String(nodeid), key, isLocated }),
    host,
    mode,
    http: { ...config.http, port: http },
    https: { ...config.https, port: https },
    maintenance: { ...config.maintenance, port: maintenance },
    gpsd: { ...config.gpsd, port: gpsd },
    scenario: undefined,
  };
}

/** The configuration of a node after the live settings have changed; what it does not share with others stays. */
export function withLiveSettings(
  config: ResolvedConfig,
  own: ResolvedConfig,
  isServed: boolean,
): ResolvedConfig {
  const { model, host, scenario } = own;
  return {
    ...config,
    model,
    mode: isServed ? config.mode : own.mode,
    host,
    http: { ...config.http, port: own.http.port },
    https: { ...config.https, port: own.https.port },
    maintenance: { ...config.maintenance, port: own.maintenance.port },
    gpsd: { ...config.gpsd, port: own.gpsd.port },
    scenario,
  };
}

/** Address by which a radio names itself, if it is the one that it is served at. No client connects to a wildcard. */
export function addressOf({ addresses, host }: ResolvedConfig, isServed: boolean): string | undefined {
  if (addresses !== 'served' || !isServed) return undefined;
  const address = normalHost(host);
  return address === '0.0.0.0' || address === '::' ? undefined : address;
}
