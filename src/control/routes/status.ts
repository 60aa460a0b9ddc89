import type { Simulator } from '../../simulator/simulator.js';
import {
  type Health,
  type Stats,
  healthSchema,
  nodeSummarySchema,
  type statsSchema,
  statusSchema,
} from '../../simulator/snapshot.js';
import { z } from 'zod';
import { blackoutJson } from './blackout.js';
import { clockJson } from './clock.js';
import { type Route, type Subject, jsonRoute, nodeRoute } from './route.js';
import { scenarioJson } from './scenario.js';
import { workerJson } from './worker.js';

/** Status and readiness of one node. */
export const statusRoutes = [
  nodeRoute({
    method: 'GET',
    path: '/status',
    summary: 'Full status: addresses, activities, readiness, counts',
    reply: statusSchema,
    handle: statusJson,
  }),
  nodeRoute({
    method: 'GET',
    path: '/health',
    summary: 'Readiness of the radio: 200, else 503',
    reply: healthSchema,
    statuses: [200, 503],
    statusOf: ({ ready }) => (ready ? 200 : 503),
    handle: ({ simulator, node }) => healthJson(simulator.healthOf(node)),
  }),
];

/** The list of nodes. */
export function nodesRoutes(simulator: Simulator): readonly Route[] {
  return [
    jsonRoute({
      method: 'GET',
      path: '/nodes',
      summary: 'Summary of all nodes; every path of a single node also exists as /nodes/{node}/...',
      reply: z.array(nodeSummarySchema),
      handle: () => simulator.nodes.map((node) => summaryJson({ simulator, node })),
    }),
  ];
}

function summaryJson({ simulator, node }: Subject): z.input<typeof nodeSummarySchema> {
  const { ready, reasons, lifecycle } = simulator.healthOf(node);
  return {
    node: node.id,
    lifecycle,
    model: node.model.name,
    mode: node.mode,
    ...(node.hasAddresses ? node.addresses : {}),
    blackout: blackoutJson(node.blackout.current),
    health: { ready, reasons: [...reasons] },
  };
}

function statusJson({ simulator, node }: Subject): z.input<typeof statusSchema> {
  return {
    ...summaryJson({ simulator, node }),
    seed: node.seed,
    clock: clockJson(node.clock),
    worker: workerJson(node.worker),
    faults: node.faults.list().length,
    scenario: scenarioJson(node.scenario),
    stats: statsJson(simulator.statsOf(node)),
  };
}

function healthJson({ reasons, blackout, ...health }: Health): z.input<typeof healthSchema> {
  return { ...health, reasons: [...reasons], blackout: blackoutJson(blackout) };
}

function statsJson({ waits, runs, ...stats }: Stats): z.input<typeof statsSchema> {
  return { ...stats, waits: durationsJson(waits), runs: durationsJson(runs) };
}

function durationsJson({ boundsMs, counts, sumMs }: Stats['waits']): z.input<typeof statsSchema>['waits'] {
  return { boundsMs: [...boundsMs], counts: [...counts], sumMs };
}
