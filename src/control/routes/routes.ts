import { z } from 'zod';
import type { LoopDelay } from '../../core/process/loop-delay.js';
import type { Followers } from '../server/followers.js';
import { openApiDocument } from './openapi.js';
import { type Route, jsonRoute } from './route.js';
import type { RadioCalls } from '../radio-call/radio-calls.js';
import { blackoutRoutes } from './blackout.js';
import { callRoutes } from './call.js';
import { clockRoutes } from './clock.js';
import { closeRoutes } from './close.js';
import { configurationRoutes } from './configuration.js';
import { eventRoutes } from './events.js';
import { faultRoutes } from './faults.js';
import { logRoutes } from './log.js';
import { journalRoutes } from './journal.js';
import { metricsRoutes } from './metrics.js';
import { modeRoutes } from './mode.js';
import { pageRoutes } from './page.js';
import { probeRoutes } from './probes.js';
import { openRpcRoutes } from './openrpc.js';
import { resetRoutes } from './reset.js';
import { bundledScenarioRoutes, scenarioRoutes } from './scenario.js';
import { stateRoutes } from './state.js';
import { networkEventRoutes } from './network-events.js';
import { networkRoutes } from './network.js';
import { nodeLifeRoutes } from './nodes.js';
import { nodesRoutes, statusRoutes } from './status.js';
import { versionRoutes } from './version.js';
import { receivedRoutes } from './received.js';
import { workerRoutes } from './worker.js';
import type { Simulator } from '../../simulator/simulator.js';
import { mountNodeRoutes } from './node-routes.js';

/** Options of the routes. */
interface RoutesOptions {
  readonly simulator: Simulator;
  readonly followers: Followers;
  readonly calls: RadioCalls;
  readonly loop: LoopDelay;
  readonly needsToken: boolean;
  /** Folder of the page for browsers; undefined where there is none. */
  readonly pageFolder: string | undefined;
}

/** Routes about one node, at `/nodes/{node}/...`; with a single node also at their short paths. */
const nodeRoutes = [
  ...statusRoutes,
  ...stateRoutes,
  ...modeRoutes,
  ...blackoutRoutes,
  ...workerRoutes,
  ...receivedRoutes,
  ...faultRoutes,
  ...journalRoutes,
  ...scenarioRoutes,
  ...clockRoutes,
  ...openRpcRoutes,
  ...resetRoutes,
];

/** All routes of the control plane. */
export function routesOf(options: RoutesOptions): readonly Route[] {
  const { simulator, followers, calls, loop, needsToken, pageFolder } = options;
  const routes: Route[] = [
    ...pageRoutes(pageFolder),
    ...versionRoutes(),
    ...probeRoutes(simulator, loop),
    ...metricsRoutes(simulator, loop),
    ...nodesRoutes(simulator),
    ...nodeLifeRoutes(simulator),
    ...networkRoutes(simulator),
    ...networkEventRoutes(simulator, followers),
    ...bundledScenarioRoutes(),
    ...mountNodeRoutes([...nodeRoutes, ...callRoutes(calls)], simulator),
    ...configurationRoutes(simulator),
    ...closeRoutes(simulator),
    ...eventRoutes(simulator, followers),
    ...logRoutes(simulator.log),
  ];
  const openApi = jsonRoute({
    method: 'GET',
    path: '/openapi.json',
    summary: 'This document',
    reply: z.looseObject({ openapi: z.string() }),
    isConstant: true,
    handle: () => ({ ...openApiDocument(routes, needsToken), openapi: '3.1.0' }),
  });
  routes.push(openApi);
  return routes;
}
