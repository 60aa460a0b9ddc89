import { computed, signal } from '@preact/signals';
import { api, sure } from '../api/client.js';
import type { paths } from '../api/openapi.js';
import { chosenNode } from '../shell/route.js';
import { nodes } from './nodes.js';

/** Everything about one radio, as GET /nodes/{node}/status has it. */
export type Status = paths['/nodes/{node}/status']['get']['responses'][200]['content']['application/json'];

/** A status, and when it came. */
export interface ReceivedStatus {
  readonly status: Status;
  /** Monotonic time of the browser, ms. */
  readonly at: number;
}

const latest = signal<ReceivedStatus | undefined>(undefined);
let requests = 0;
let newest = 0;

/** Last status of the chosen radio; undefined until there is one. */
export const receivedStatus = computed(() => {
  const { value } = latest;
  return value?.status.node === chosenNode.value ? value : undefined;
});

/** As {@link receivedStatus}, without its time. */
export const status = computed(() => receivedStatus.value?.status);

/** Asks for the status of the chosen radio, if the simulator has it. A reply that comes after that to a later request is dropped. */
export async function refreshStatus(signal?: AbortSignal): Promise<void> {
  const node = chosenNode.peek();
  const isKnown = nodes.peek()?.some((each) => each.node === node) === true;
  if (node === undefined || !isKnown) return;
  requests += 1;
  const number = requests;
  const reply = await sure(
    api.GET('/nodes/{node}/status', { params: { path: { node } }, signal: signal ?? null }),
  );
  if (number < newest) return;
  newest = number;
  latest.value = { status: reply, at: performance.now() };
}
