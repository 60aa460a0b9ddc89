import { z } from 'zod';
import { type Route, jsonRoute } from './route.js';
import type { ControlTarget, TargetScenario } from '../target.js';

/** What is known of the last scenario, or null. */
export const scenarioSchema = z
  .looseObject({})
  .nullable()
  .describe('what is known of the last scenario, or null where there was none');

/** What is known of the last scenario, as JSON. */
export function scenarioJson({ status }: TargetScenario): z.input<typeof scenarioSchema> {
  return status === undefined ? null : { ...status };
}

/** What plays scenarios. */
export function scenarioRoutes({ scenario }: ControlTarget): readonly Route[] {
  const path = '/scenario';
  const reply = scenarioSchema;
  return [
    jsonRoute({
      method: 'GET',
      path,
      summary: 'Where the last scenario is, or null',
      reply,
      handle: () => scenarioJson(scenario),
    }),
    jsonRoute({
      method: 'PUT',
      path,
      summary: 'Begin a scenario',
      body: z.looseObject({}).describe('a scenario as in a file, as JSON'),
      reply,
      refusals: ['CONFLICT'],
      handle: ({ body }) => {
        scenario.run(body);
        return scenarioJson(scenario);
      },
    }),
    jsonRoute({
      method: 'DELETE',
      path,
      summary: 'Stop the scenario that plays; what it has done stays',
      reply,
      handle: () => {
        scenario.stop();
        return scenarioJson(scenario);
      },
    }),
  ];
}
