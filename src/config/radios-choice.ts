import type { LocatedIssue, Origin } from '../documents/located-issue.js';
import type { LoadedConfig } from './load.js';

/** The radios that a command runs. */
export type RadiosChoice =
  | { readonly kind: 'single'; readonly hasNeighbours: boolean }
  | { readonly kind: 'radios'; readonly count: number }
  | { readonly kind: 'network'; readonly name: string; readonly origin: Origin };

/** Settings of which one decides: that of the source that overrides the others. */
const rivals = ['network', 'radios', 'alone'] as const;

/** Later sources override earlier ones. */
const ranks: readonly Origin['kind'][] = ['default', 'file', 'variable', 'flag'];

const nodeidBesideNetwork = 'is for one radio, and network is set; allowed: the nodes of the network';

/** The radios that a configuration asks for, or what is wrong with that. */
export function radiosOf(loaded: LoadedConfig): RadiosChoice | { readonly issues: readonly LocatedIssue[] } {
  const { config, originOf } = loaded;
  const given = rivals.filter((path) => config[path] !== undefined && config[path] !== false);
  const rankOf = (path: string) => ranks.indexOf(originOf(path).kind);
  const highest = Math.max(...given.map(rankOf));
  const [chosen, rival] = given.filter((path) => rankOf(path) === highest);
  if (chosen !== undefined && rival !== undefined) {
    const other = originOf(chosen).name;
    const message = `${chosen} is set too (${other}); allowed: one of ${rivals.join(', ')}`;
    return { issues: [issueAt(originOf(rival), rival, message)] };
  }
  if (chosen === 'network' && config.nodeid !== undefined)
    return { issues: [issueAt(originOf('nodeid'), 'nodeid', nodeidBesideNetwork)] };
  if (chosen === 'network' && config.network !== undefined)
    return { kind: 'network', name: config.network, origin: originOf('network') };
  if (chosen === 'radios' && config.radios !== undefined) return { kind: 'radios', count: config.radios };
  return { kind: 'single', hasNeighbours: chosen !== 'alone' };
}

function issueAt(origin: Origin, path: string, message: string): LocatedIssue {
  return { origin, message: origin.name === path ? message : `${path}: ${message}`, key: path };
}
