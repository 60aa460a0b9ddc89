import type { z } from 'zod';
import { anyObject } from '../../documents/collections.js';
import { type ScenarioControl, checkInTurns } from '../../simulator/scenario-control.js';
import { scenarioSchema } from '../../simulator/snapshot.js';
import { nodeRoute } from './route.js';

/** Status of the last scenario as JSON. */
export function scenarioJson({ status }: Pick<ScenarioControl, 'status'>): z.input<typeof scenarioSchema> {
  if (status === undefined) return null;
  const { idle, ...rest } = status;
  return { ...rest, ...(idle === undefined ? {} : { idle: [...idle] }) };
}

const path = '/scenario';
const reply = scenarioSchema;

/** The scenario of a node. */
export const scenarioRoutes = [
  nodeRoute({
    method: 'GET',
    path,
    summary: 'Status of the last scenario, or null',
    reply,
    handle: ({ node: { scenario } }) => scenarioJson(scenario),
  }),
  nodeRoute({
    method: 'PUT',
    path,
    summary: 'Start a scenario',
    body: anyObject.describe('a scenario in the form of a scenario file, as JSON'),
    reply,
    errors: ['CONFLICT'],
    handle: async ({ node: { scenario }, body }) => {
      await checkInTurns(body);
      scenario.run(body);
      return scenarioJson(scenario);
    },
  }),
  nodeRoute({
    method: 'DELETE',
    path,
    summary: 'Stop the running scenario; its effects so far stay',
    reply,
    handle: ({ node: { scenario } }) => {
      scenario.stop();
      return scenarioJson(scenario);
    },
  }),
];
