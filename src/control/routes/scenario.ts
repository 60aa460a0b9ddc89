import { z } from 'zod';
import { bundledScenarios } from '../../config/scenarios.js';
import { type WorkInParts, inTurns } from '../../core/time/parts.js';
import { isTree } from '../../documents/tree.js';
import type { ScenarioControl, UncheckedScenarioControl } from '../../simulator/scenario-control.js';
import { scenarioSchema } from '../../simulator/snapshot.js';
import { YamlText } from '../server/request-body.js';
import { type Route, jsonRoute, nodeRoute } from './route.js';

/** Maximum number of steps on a time line. */
const maxTimeline = 1_000;

const stepSchema = z.strictObject({
  step: z.string().describe('path in the scenario: steps.2.repeat.steps.0'),
  action: z.string(),
  text: z.string().describe('what it does, in a few words'),
  at: z
    .number()
    .nullable()
    .describe(
      'when it begins, ms from the beginning of the scenario; in a repetition, in the round that runs',
    ),
  end: z.number().nullable().describe('when it is over; null for a repetition without end'),
  state: z.enum(['done', 'running', 'waiting']),
});

const reply = scenarioSchema
  .unwrap()
  .extend({
    timeline: z.array(stepSchema).describe(`the first ${maxTimeline} steps, those of a repetition behind it`),
  })
  .nullable();

/** Status of the last scenario as JSON. */
export function scenarioJson({ status }: Pick<ScenarioControl, 'status'>): z.input<typeof scenarioSchema> {
  if (status === undefined) return null;
  const { idle, endedAtMs = null, ...rest } = status;
  return { ...rest, endedAtMs, ...(idle === undefined ? {} : { idle: [...idle] }) };
}

/** The same with its time line. */
async function replyOf(scenario: UncheckedScenarioControl): Promise<z.input<typeof reply>> {
  const status = scenarioJson(scenario);
  return status === null ? null : { ...status, timeline: await inTurns(timelineOf(scenario)) };
}

function* timelineOf(scenario: UncheckedScenarioControl): WorkInParts<z.input<typeof stepSchema>[]> {
  const timeline: z.input<typeof stepSchema>[] = [];
  for (const { end, ...step } of scenario.timeline()) {
    if (timeline.length === maxTimeline) break;
    timeline.push({ ...step, end: Number.isFinite(end) ? end : null });
    yield 1;
  }
  return timeline;
}

/** A scenario as an object, or its file as text. */
const scenarioBody = z
  .custom<Readonly<Record<string, unknown>> | YamlText>((body) => body instanceof YamlText || isTree(body), {
    error: ({ input }) =>
      `is ${input === undefined ? 'missing' : 'not allowed'}; allowed: an object, or YAML`,
  })
  .meta({ type: 'object', additionalProperties: {} })
  .describe('a scenario in the form of a scenario file');

const path = '/scenario';

/** The scenario of a node. */
export const scenarioRoutes = [
  nodeRoute({
    method: 'GET',
    path,
    summary: 'Status of the last scenario with its time line, or null',
    reply,
    handle: ({ node: { scenario } }) => replyOf(scenario),
  }),
  nodeRoute({
    method: 'PUT',
    path,
    summary: 'Start a scenario, given as JSON or as a file in YAML',
    body: scenarioBody,
    takesYaml: true,
    takesTurns: true,
    reply: scenarioSchema,
    errors: ['CONFLICT'],
    handle: async ({ node: { scenario }, body }) => {
      const isText = body instanceof YamlText;
      return scenarioJson({
        status: await (isText ? scenario.runText(body.text, 'body') : scenario.runInTurns(body)),
      });
    },
  }),
  nodeRoute({
    method: 'DELETE',
    path,
    summary: 'Stop the running scenario; its effects so far stay',
    reply: scenarioSchema,
    handle: ({ node: { scenario } }) => {
      scenario.stop();
      return scenarioJson(scenario);
    },
  }),
];

const bundledSchema = z.strictObject({
  name: z.string(),
  summary: z.string(),
  document: z.record(z.string(), z.unknown()).describe('as PUT /scenario takes it'),
});

/** The scenarios that come with the package. */
export function bundledScenarioRoutes(): readonly Route[] {
  return [
    jsonRoute({
      method: 'GET',
      path: '/scenarios',
      summary: 'The scenarios that come with the package',
      reply: z.array(bundledSchema),
      isConstant: true,
      handle: () => bundledScenarios(),
    }),
  ];
}
