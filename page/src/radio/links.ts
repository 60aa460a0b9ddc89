/** SNR of a direction of a link. */
export interface DirectedLink {
  readonly from: string;
  readonly to: string;
  /** At the receiver, dB. */
  readonly snr: number;
}

/** The links of a node, both directions of each, in the reply of `network_status`: from, to, SNR in dB. */
export function linksOf(node: string, networkStatus: unknown): readonly DirectedLink[] {
  if (!Array.isArray(networkStatus)) return [];
  const links: DirectedLink[] = [];
  for (let index = 0; index + 2 < networkStatus.length; index += 3) {
    const [from, to] = [String(networkStatus[index]), String(networkStatus[index + 1])];
    const snr = Number(networkStatus[index + 2]);
    if ((from === node || to === node) && Number.isFinite(snr)) links.push({ from, to, snr });
  }
  return links;
}

/** Key of a direction of a link among the samples. */
export function linkKey({ from, to }: Pick<DirectedLink, 'from' | 'to'>): string {
  return `${linkPrefix}${from}>${to}`;
}

const linkPrefix = 'snr:';

/** The direction of a link that a key is of; undefined for other keys. */
export function linkOfKey(key: string): Pick<DirectedLink, 'from' | 'to'> | undefined {
  if (!key.startsWith(linkPrefix)) return undefined;
  const [from = '', to = ''] = key.slice(linkPrefix.length).split('>');
  return { from, to };
}
