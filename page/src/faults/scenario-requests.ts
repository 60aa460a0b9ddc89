import { api, sure } from '../api/client.js';
import { type ScenarioStatus, scenarioStatusOf } from './scenario-status.js';

const at = (node: string, signal?: AbortSignal) => ({ params: { path: { node } }, signal: signal ?? null });

/** The last scenario of a radio; undefined where there was none. */
export async function lastScenario(node: string, signal?: AbortSignal): Promise<ScenarioStatus | undefined> {
  return scenarioStatusOf(await sure(api.GET('/nodes/{node}/scenario', at(node, signal))));
}

/** Stops the running scenario. */
export async function stopScenario(node: string): Promise<void> {
  await sure(api.DELETE('/nodes/{node}/scenario', at(node)));
}
