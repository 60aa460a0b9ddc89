import { TaskLimit } from '../core/time/task-limit.js';
import type { Node } from './node.js';

/** Files of flash that are read at the same time: each takes a descriptor. */
const maxFiles = 16;

/**
 * Boots all radios from their files of flash, while `isWanted`. Rejects with the error of the first one that could not
 * be booted; those behind it are left then.
 */
export async function bootNodes(nodes: readonly Node[], isWanted: () => boolean): Promise<void> {
  const limit = new TaskLimit(maxFiles);
  let hasFailed = false;
  const boot = async (node: Node) => {
    if (hasFailed || !isWanted()) return;
    try {
      await node.boot();
    } catch (error) {
      hasFailed = true;
      throw error;
    }
  };
  const ends = await Promise.allSettled(nodes.map((node) => limit.run(() => boot(node))));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
