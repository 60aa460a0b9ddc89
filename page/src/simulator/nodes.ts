import { computed, signal } from '@preact/signals';
import { api, sure } from '../api/client.js';
import type { paths } from '../api/openapi.js';

/** Summary of a node, as GET /nodes has it. */
export type NodeSummary = paths['/nodes']['get']['responses'][200]['content']['application/json'][number];

/** All nodes, as they were when last asked; undefined until the first reply. */
export const nodes = signal<readonly NodeSummary[] | undefined>(undefined);

/** The radios that have ports. */
export const servedNodes = computed(() => nodes.value?.filter(({ http }) => http !== undefined) ?? []);

/** Asks for all nodes. */
export async function refreshNodes(signal?: AbortSignal): Promise<void> {
  nodes.value = await sure(api.GET('/nodes', { signal: signal ?? null }));
}
