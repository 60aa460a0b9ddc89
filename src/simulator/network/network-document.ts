import type {
  ResolvedLine,
  ResolvedLink,
  ResolvedNetwork,
  ResolvedNode,
} from '../../config/network/resolved.js';
import type { LinkRule } from '../../network/links/override.js';
import { isSeries } from '../../network/links/override.js';
import type { Explanation } from '../../network/links/budget.js';
import type { Link } from '../../network/links/link.js';
import type { Network } from '../../network/network.js';
import type { Branch } from '../../network/routes/routes.js';
import type { PatchValues } from '../../radio/patch.js';
import type { ExplanationJson, NetworkNow } from './network-schema.js';
import type { SharedNetwork } from './shared-network.js';
import { withKeyName } from './written-settings.js';

/** A document of a network as it is now, with what is found in it. */
export type FoundNetwork = ResolvedNetwork & { readonly now: NetworkNow };

/** Options of a document. */
interface DocumentOptions {
  /** The node at which the routes begin (the first). */
  readonly from?: number | undefined;
  /** True if names stand for keys. */
  readonly hidesKeys: boolean;
}

/**
 * The document of a network as it is now: a network that is made from it has the same links, and goes on in the same
 * way. Blackouts and the last traffic are not in it.
 */
export function networkDocument(network: SharedNetwork, options: DocumentOptions): FoundNetwork {
  return beginDocument(network, options)();
}

/** Reads a network; the function that is returned makes the document, in another turn of the event loop if need be. */
export function beginDocument(
  network: SharedNetwork,
  { from, hidesKeys }: DocumentOptions,
): () => FoundNetwork {
  const { model, seconds, traffic, log } = network;
  const written = network.documents();
  const nodes = hidesKeys ? written.map((node) => withKeyName(node, nameOf(network))) : written;
  const settings = sharedSettings(nodes);
  const document = {
    seed: model.seed,
    seconds,
    traffic: traffic.setting,
    physics: model.settings,
    settings,
    nodes: nodes.map((node) => ({ ...node, settings: without(node.settings, settings) })),
    links: model.rules().map(linkOf),
    interference: model.interference(),
    steering: hidesKeys ? hiddenKeys(network, log.coming) : log.coming,
  };
  const now = beginNow(network, model, from);
  return () => ({ ...document, now: now() });
}

/** Lines of steering with names in place of keys. */
export function hiddenKeys(network: SharedNetwork, lines: readonly ResolvedLine[]): readonly ResolvedLine[] {
  return lines.map((line) =>
    line.do === 'add' ? { ...line, node: withKeyName(line.node, nameOf(network)) } : line,
  );
}

const nameOf =
  ({ keyNames }: SharedNetwork) =>
  (key: string) =>
    keyNames.nameOf(key);

/** The settings that all nodes have alike; those of a single node are its own. */
function sharedSettings(nodes: readonly ResolvedNode[]): PatchValues {
  const [first, ...others] = nodes;
  if (first === undefined || others.length === 0) return {};
  const shared = Object.entries(first.settings).filter(([name, values]) =>
    others.every(({ settings }) => isSame(settings[name], values)),
  );
  return Object.fromEntries(shared);
}

function without(settings: PatchValues, shared: PatchValues): PatchValues {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !Object.hasOwn(shared, name)));
}

function isSame(one: readonly string[] | undefined, other: readonly string[]): boolean {
  return one?.length === other.length && one.every((each, index) => each === other[index]);
}

function linkOf({ from, to, cut, override }: LinkRule): ResolvedLink {
  const conditions = isSeries(override) ? { series: override.map((row) => ({ ...row })) } : { ...override };
  return { from: Number(from), to: Number(to), direction: 'forward', cut, ...conditions };
}

function beginNow(network: SharedNetwork, model: Network, from = network.members[0]?.id): () => NetworkNow {
  const nodes = network.members.map(({ id, key, name, state }) => ({
    nodeid: id,
    name,
    position: model.position(key),
    onAir: state.onAir,
  }));
  const read: SeenDirection[] = [];
  model.visitLinks(({ from: sender, to, snr, mcs, distance }) =>
    read.push([Number(sender), Number(to), snr, mcs, distance]),
  );
  const tree = from === undefined ? [] : model.tree(String(from));
  const steering = { lines: network.log.count, dropped: network.log.dropped };
  return () => {
    const links = bothWays(read);
    return { nodes, links: [...links.values()], from: from ?? null, routes: routesOf(tree, links), steering };
  };
}

/** One direction of a link: sender, receiver, SNR, coding scheme, distance. */
type SeenDirection = readonly [sender: number, receiver: number, snr: number, mcs: number, distance: number];

type SeenLink = NetworkNow['links'][number];

/** More than the highest node ID. */
const pairFactor = 2 ** 21;

/** A number that stands for a pair of nodes: a city has very many. */
const pairOf = (one: number, other: number) =>
  one < other ? one * pairFactor + other : other * pairFactor + one;

/** The links by their pairs of nodes, each with both directions. */
function bothWays(read: readonly SeenDirection[]): ReadonlyMap<number, SeenLink> {
  const links = new Map<number, SeenLink>();
  for (const [sender, receiver, snr, mcs, distance] of read) {
    const pair = pairOf(sender, receiver);
    const known = links.get(pair);
    if (known === undefined) {
      links.set(pair, { nodes: [sender, receiver], snr: [snr, null], mcs: [mcs, null], distance });
    } else {
      known.snr[1] = snr;
      known.mcs[1] = mcs;
    }
  }
  return links;
}

function routesOf(tree: readonly Branch[], links: ReadonlyMap<number, SeenLink>): NetworkNow['routes'] {
  const routes = new Map<number, NetworkNow['routes'][number]>();
  for (const { id, parent } of tree) {
    const [to, before] = [Number(id), Number(parent)];
    if (parent === undefined) continue;
    const route = routes.get(before);
    const link = links.get(pairOf(before, to));
    const snr = link?.snr[link.nodes[0] === before ? 0 : 1] ?? Infinity;
    routes.set(to, {
      to,
      nodes: [...(route?.nodes ?? [before]), to],
      snr: Math.min(route?.snr ?? Infinity, snr),
    });
  }
  return [...routes.values()];
}

/** An explanation as JSON. */
export function explanationJson({ from, to, link, reason, lines }: Explanation): ExplanationJson {
  return {
    from: Number(from),
    to: Number(to),
    link: link === undefined ? null : linkJson(link),
    reason: reason === undefined ? null : { ...reason },
    lines: lines.map((line) => ({ ...line })),
  };
}

function linkJson(link: Link): NonNullable<ExplanationJson['link']> {
  const { distance, pathLoss, signal, noise, snr, mcs, streams, rate, packetLoss } = link;
  const { throughput, timeOfFlight, cost } = link;
  const sent = { mcs, streams, rate, packetLoss, throughput, timeOfFlight, cost };
  return { distance, pathLoss, signal, noise, snr, ...sent };
}
