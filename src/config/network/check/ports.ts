import type { Issue } from '../../../documents/issue.js';
import { normalHost, overlap } from '../../hosts.js';
import type { NetworkParts } from '../parts.js';
import type { ServedAt } from '../resolved.js';
import { servedAt } from '../served.js';

/** A port that is not of the network. */
export interface OtherPort {
  /** Its setting: `control.port`. */
  readonly path: string;
  readonly host: string;
  readonly port: number;
  /** True for a port that is opened only if a node is served without a place of its own. */
  readonly isOfOpenNode?: boolean;
}

/**
 * Checks that no two ports of the network are the same, on the same address or on addresses that overlap.
 * @param build result of `build_tag`
 * @param others ports that are no port of the network either
 */
export function portIssues(
  { nodes, generate }: NetworkParts,
  build: string,
  others: readonly OtherPort[] = [],
): readonly Issue[] {
  const taken = new TakenPorts();
  const hasOpenNode = [...nodes.map(({ served }) => served), generate?.served].some(
    (served) => served === true || (typeof served === 'number' && served > 0),
  );
  for (const { path, host, port, isOfOpenNode = false } of others)
    if (hasOpenNode || !isOfOpenNode) taken.add(host, port, path);
  const issues = nodes.flatMap(({ nodeid, served }, index) =>
    nodeid === undefined || served === undefined
      ? []
      : issuesOf(['nodes', index, 'served'], servedAt(served, nodeid, build), taken),
  );
  if (generate === undefined || typeof generate.served !== 'object') return issues;
  for (let index = 0; index < generate.nodes; index += 1) {
    const at = servedAt(generate.served, generate.firstNodeid + index, build);
    const wrong = issuesOf(['generate', 'served'], at, taken);
    // The rest of them would be the same issue again.
    if (wrong.length > 0) return [...issues, ...wrong];
  }
  return issues;
}

function issuesOf(path: readonly PropertyKey[], at: boolean | ServedAt, taken: TakenPorts): Issue[] {
  if (typeof at === 'boolean') return [];
  return (['http', 'maintenance', 'https', 'gpsd'] as const).flatMap((name): Issue[] => {
    const port = at[name];
    if (port === undefined) return [];
    const place = [...path, name].map(String).join('.');
    const other = taken.add(at.host, port, place);
    if (other === undefined) return [];
    const message = `${port}: is ${other} too, on ${at.host}; allowed: another port or host, or 0 (any free port)`;
    return [{ path: [...path, name], message }];
  });
}

/** The ports that radios take, by port and host. */
class TakenPorts {
  readonly #ports = new Map<number, Map<string, string>>();

  /** Adds a port; returns the place of the one that it is the same as, if there is one. */
  add(host: string, port: number, place: string): string | undefined {
    // Any free port is never the same as another.
    if (port === 0) return undefined;
    const name = normalHost(host);
    const hosts = this.#ports.get(port) ?? new Map<string, string>();
    this.#ports.set(port, hosts);
    const other = hosts.get(name) ?? this.#overlapping(hosts, name);
    if (other === undefined) hosts.set(name, place);
    return other;
  }

  #overlapping(hosts: ReadonlyMap<string, string>, name: string): string | undefined {
    const isWild = name === '::' || name === '0.0.0.0';
    const others = isWild ? hosts.keys() : ['::', '0.0.0.0'].filter((each) => hosts.has(each));
    for (const other of others) if (overlap(other, name)) return hosts.get(other);
    return undefined;
  }
}
