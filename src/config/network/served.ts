import { managementAddress } from '../../radio/values/management-address.js';
import type { ServedAt } from './resolved.js';

/** Ports of a real radio (interface.md A.1, A.2). */
const realPorts = { http: 80, maintenance: 50_000 };

const defaultHost = '127.0.0.1';

/** As a document has it. */
interface WrittenPorts {
  readonly address?: 'radio' | undefined;
  readonly host?: string | undefined;
  readonly http?: number | undefined;
  readonly maintenance?: number | undefined;
  readonly https?: number | undefined;
  readonly gpsd?: number | undefined;
}

/**
 * Where a node is served. `address: radio` is its management address on the loopback: a radio with 172.20.187.45 is
 * at 127.20.187.45, with the ports of a real one.
 * @param build result of `build_tag`
 */
export function servedAt(written: boolean | WrittenPorts, nodeid: number, build: string): boolean | ServedAt {
  if (typeof written === 'boolean') return written;
  const { address, host = defaultHost, http, maintenance, https, gpsd } = written;
  const optional = { ...(https === undefined ? {} : { https }), ...(gpsd === undefined ? {} : { gpsd }) };
  if (address === undefined) return { host, http: http ?? 0, maintenance: maintenance ?? 0, ...optional };
  return {
    host: managementAddress(String(nodeid), build).replace(/^172\./, '127.'),
    http: http ?? realPorts.http,
    maintenance: maintenance ?? realPorts.maintenance,
    ...optional,
  };
}
