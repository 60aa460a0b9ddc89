import type { Clock } from '../core/time/clock.js';
import type { VirtualClock } from '../core/time/virtual-clock.js';
import type { NetworkOptions } from './network-options.js';
import type { RadioNetwork } from './radio-network.js';

/**
 * Makes a network of radios and opens the ports of all that are served. Rejects as `startSilvusMock` does, with
 * `OPTION_INVALID` for a network that is not valid, and with `CONFIG_INVALID` for such a file.
 */
export function startNetwork<C extends Clock>(
  options: NetworkOptions<C> & { readonly clock: C },
): Promise<RadioNetwork<C>>;
export function startNetwork(
  options: NetworkOptions & { readonly clock: 'virtual' },
): Promise<RadioNetwork<VirtualClock>>;
export function startNetwork(options: NetworkOptions): Promise<RadioNetwork>;
export async function startNetwork(options: NetworkOptions): Promise<RadioNetwork> {
  // Loaded only if needed: most programs start single radios.
  const { createNetwork } = await import('./create-network.js');
  return createNetwork(options).start();
}
