import type { LocatedIssue, Origin } from '../documents/located-issue.js';
import { valueAt } from '../documents/tree.js';
import type { LoadedConfig, WrittenConfig } from './load.js';
import { overlap } from './hosts.js';
import { settingIn } from './schema.js';
import { portSettings, rowAt } from './settings/settings.js';

/** A port that a configuration opens. */
interface ConfiguredPort {
  /** Path of the setting: `http.port`. */
  readonly path: string;
  readonly host: string;
  readonly port: number;
  readonly origin: Origin;
}

/** Later sources override earlier ones: an issue is reported where the value comes from that came last. */
const ranks: readonly Origin['kind'][] = ['default', 'file', 'variable', 'flag'];

/** Setting of the control port. Its default gives way to the ports that are set. */
const controlPort = 'control.port';

/**
 * Checks that no two ports are the same, on the same address or on addresses that overlap. If the control port is not
 * set and its default is another port of this configuration, it becomes any free port.
 */
export function checkPorts(
  loaded: LoadedConfig,
): LoadedConfig | { readonly issues: readonly LocatedIssue[] } {
  const valueOf = (path: string) => valueAt({ ...loaded.config }, path);
  const { issues, taken } = compare(portsOf(valueOf, loaded.originOf));
  if (issues.length > 0) return { issues };
  if (taken === undefined) return loaded;
  const { earlier, later } = taken;
  const warning = `${controlPort}: the default ${later.port} is ${earlier.path} (${earlier.origin.name}); any free port is used instead`;
  const { config, warnings } = loaded;
  return {
    ...loaded,
    config: { ...config, control: { ...config.control, port: 0 } },
    warnings: [...warnings, warning],
  };
}

/** As {@link checkPorts}, for a configuration with other issues: compares the ports that are valid by themselves. */
export function sharedPortIssues({ tree, originOf }: WrittenConfig): readonly LocatedIssue[] {
  return compare(portsOf((path) => settingIn(tree, path), originOf)).issues;
}

interface SharedPort {
  readonly earlier: ConfiguredPort;
  readonly later: ConfiguredPort;
}

interface Comparison {
  readonly issues: readonly LocatedIssue[];
  /** Set where the default of the control port is taken by another port. */
  readonly taken: SharedPort | undefined;
}

function compare(ports: readonly ConfiguredPort[]): Comparison {
  const pairs = ports.flatMap((later, index) =>
    ports
      .slice(0, index)
      .filter(({ host, port }) => port === later.port && overlap(host, later.host))
      .map((earlier) => ({ earlier, later })),
  );
  const taken = pairs.find(({ later }) => later.path === controlPort && later.origin.kind === 'default');
  return { issues: pairs.filter((pair) => pair.later !== taken?.later).map(issueOf), taken };
}

function portsOf(
  valueOf: (path: string) => unknown,
  originOf: LoadedConfig['originOf'],
): readonly ConfiguredPort[] {
  return portSettings.flatMap(({ path }) => {
    const section = path.slice(0, -'port'.length);
    const [ownHost, enabled] = [`${section}host`, `${section}enabled`];
    const port = valueOf(path);
    const host = valueOf(rowAt(ownHost) === undefined ? 'host' : ownHost);
    const isOpen = rowAt(enabled) === undefined || valueOf(enabled) === true;
    // Any free port is never the same as another.
    if (typeof port !== 'number' || port === 0 || typeof host !== 'string' || !isOpen) return [];
    return [{ path, host, port, origin: originOf(path) }];
  });
}

function issueOf({ earlier, later }: SharedPort): LocatedIssue {
  const isEarlier = ranks.indexOf(earlier.origin.kind) > ranks.indexOf(later.origin.kind);
  const [wrong, other] = isEarlier ? [earlier, later] : [later, earlier];
  const from = other.origin.kind === 'default' ? 'the default of' : `${other.origin.name}:`;
  const message = `${wrong.port}: is the port of ${from} ${other.path} too; allowed: another port, or 0 (any free port)`;
  const prefix = wrong.origin.name === wrong.path ? '' : `${wrong.path}: `;
  return { origin: wrong.origin, message: `${prefix}${message}`, key: wrong.path };
}
