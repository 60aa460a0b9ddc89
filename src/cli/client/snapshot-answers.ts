import { z } from 'zod';
import {
  blackoutSchema,
  clockSchema,
  nodeSummarySchema,
  scenarioSchema,
  statsSchema,
  statusSchema,
  workerSchema,
} from '../../simulator/snapshot.js';

// The answers of the control plane as the commands read them: the snapshot's schemas, with members that this version
// does not know ignored. Commands load this file with their action.

/** State of the blackout. */
export const blackoutAnswerSchema = blackoutSchema.unwrap().strip().nullable();

/** State of the worker. */
export const workerAnswerSchema = workerSchema.strip();

/** State of a clock; earlier versions have no scale. */
export const clockAnswerSchema = clockSchema.strip().partial({ scale: true });

/** State of the last scenario; earlier versions do not say when it began. */
export const scenarioAnswerSchema = scenarioSchema.unwrap().strip().partial({ startedAtMs: true }).nullable();

const { shape } = statusSchema.omit({ node: true });

/** The members of a status that commands use. */
export const statusAnswerSchema = z.object({
  ...shape,
  clock: clockAnswerSchema,
  worker: workerAnswerSchema,
  blackout: blackoutAnswerSchema,
  scenario: scenarioAnswerSchema,
  health: shape.health.strip(),
  stats: statsSchema
    .pick({ requests: true, commands: true, blackouts: true, ranMs: true, queueCapacity: true })
    .strip(),
});

const summary = nodeSummarySchema.shape;

/** The list of nodes, as far as commands use it. */
export const nodesAnswerSchema = z.array(
  z.object({ ...summary, blackout: blackoutAnswerSchema, health: summary.health.strip() }),
);

/** An answer with the list of nodes. */
export type NodesAnswer = z.output<typeof nodesAnswerSchema>;

/** An answer with the blackout. */
export type BlackoutAnswer = z.output<typeof blackoutAnswerSchema>;

/** An answer with the worker's state. */
export type WorkerAnswer = z.output<typeof workerAnswerSchema>;

/** An answer with the clock. */
export type ClockAnswer = z.output<typeof clockAnswerSchema>;

/** An answer with the scenario's state. */
export type ScenarioAnswer = z.output<typeof scenarioAnswerSchema>;

/** An answer with the status. */
export type StatusAnswer = z.output<typeof statusAnswerSchema>;
