import { api, sure } from '../api/client.js';
import { send } from '../api/send.js';
import { type ScenarioStatus, scenarioStatusOf } from './scenario-status.js';

const at = (node: string, signal?: AbortSignal) => ({ params: { path: { node } }, signal: signal ?? null });

/** The last scenario of a radio; undefined where there was none. */
export async function lastScenario(node: string, signal?: AbortSignal): Promise<ScenarioStatus | undefined> {
  return scenarioStatusOf(await sure(api.GET('/nodes/{node}/scenario', at(node, signal))));
}

/** Starts a scenario, as YAML or JSON. */
export async function startScenario(node: string, text: string): Promise<void> {
  await send('PUT', `/nodes/${encodeURIComponent(node)}/scenario`, 'application/yaml', text);
}

/** Stops the running scenario. */
export async function stopScenario(node: string): Promise<void> {
  await sure(api.DELETE('/nodes/{node}/scenario', at(node)));
}

/** A scenario of the package. */
export interface BundledScenario {
  readonly name: string;
  readonly summary: string;
  /** As JSON. */
  readonly text: string;
}

/** The scenarios of the package. */
export async function bundledScenarios(signal?: AbortSignal): Promise<readonly BundledScenario[]> {
  const scenarios = await sure(api.GET('/scenarios', { signal: signal ?? null }));
  return scenarios.map(({ name, summary, document }) => ({
    name,
    summary,
    text: JSON.stringify(document, undefined, 2),
  }));
}
