import { loopTurn } from '../core/time/loop-turn.js';
import type { SharedNetwork } from './network/shared-network.js';
import type { Node } from './node.js';

/**
 * Puts all nodes and their network back to their start, with turns of the event loop between the nodes; then their
 * scenarios begin again, which may be about any of them. Rejects with the first error, after all were reset.
 */
export async function resetAll(nodes: readonly Node[], network: SharedNetwork | undefined): Promise<void> {
  const present = [...nodes];
  for (const node of present) node.clearScenario();
  network?.reset();
  const errors: unknown[] = [];
  for (const node of present) {
    if (node.shutdown.isUnderWay) continue;
    await node.resetRadio().catch((error: unknown) => errors.push(error));
    await loopTurn();
  }
  for (const node of present) node.beginScenarioAgain();
  if (errors.length > 0) throw errors[0];
}
