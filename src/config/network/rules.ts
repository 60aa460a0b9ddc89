import type { LinkOverride } from '../../network/links/override.js';
import type { Network } from '../../network/network.js';
import type { ResolvedLink, ResolvedNetwork } from './resolved.js';

/** Gives a model, which has the nodes, the cuts, overrides and sources of interference of a network. */
export function applyRules(model: Network, { links, interference }: ResolvedNetwork): void {
  for (const source of interference) model.setInterference(source);
  for (const link of links) {
    const [from, to] = [String(link.from), String(link.to)];
    // A reset applies them again, when radios may have been removed.
    if (!model.has(from) || !model.has(to)) continue;
    const { direction } = link;
    if (link.cut) model.cut(from, to, { direction });
    const override = overrideOf(link);
    if (override === undefined) continue;
    if (direction !== 'reverse') model.override(from, to, override);
    if (direction !== 'forward') model.override(to, from, override);
  }
}

/** The override that conditions make; undefined if there are none. */
export function overrideOf({
  snr,
  pathLoss,
  packetLoss,
  series,
}: Pick<ResolvedLink, 'snr' | 'pathLoss' | 'packetLoss'> & {
  readonly series?: ResolvedLink['series'] | undefined;
}): LinkOverride | undefined {
  if (series !== undefined) return series;
  if (snr === undefined && pathLoss === undefined && packetLoss === undefined) return undefined;
  return {
    ...(snr === undefined ? {} : { snr }),
    ...(pathLoss === undefined ? {} : { pathLoss }),
    ...(packetLoss === undefined ? {} : { packetLoss }),
  };
}
