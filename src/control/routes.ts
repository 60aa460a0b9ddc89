import { z } from 'zod';
import type { LoopDelay } from '../observe/loop-delay.js';
import type { Followers } from './followers.js';
import { openApiDocument } from './openapi.js';
import { type Route, jsonRoute } from './route.js';
import { blackoutRoutes } from './routes/blackout.js';
import { clockRoutes } from './routes/clock.js';
import { configurationRoutes } from './routes/configuration.js';
import { eventRoutes } from './routes/events.js';
import { faultRoutes } from './routes/faults.js';
import { logRoutes } from './routes/log.js';
import { journalRoutes } from './routes/journal.js';
import { metricsRoutes } from './routes/metrics.js';
import { modeRoutes } from './routes/mode.js';
import { probeRoutes } from './routes/probes.js';
import { openRpcRoutes } from './routes/openrpc.js';
import { resetRoutes } from './routes/reset.js';
import { scenarioRoutes } from './routes/scenario.js';
import { stateRoutes } from './routes/state.js';
import { statusRoutes } from './routes/status.js';
import { versionRoutes } from './routes/version.js';
import { workerRoutes } from './routes/worker.js';
import type { LogControl } from '../log-control.js';
import type { ControlTarget } from './target.js';

/** What the routes are made from. */
export interface RoutesOptions {
  readonly target: ControlTarget;
  readonly followers: Followers;
  readonly loop: LoopDelay;
  readonly needsToken: boolean;
  /** The log, if it can be driven. */
  readonly log: LogControl | undefined;
}

/** Every route of the control plane. */
export function routesOf({ target, followers, loop, needsToken, log }: RoutesOptions): readonly Route[] {
  const routes: Route[] = [
    ...versionRoutes(),
    ...statusRoutes(target),
    ...probeRoutes(target, loop),
    ...metricsRoutes(target, loop),
    ...stateRoutes(target),
    ...modeRoutes(target),
    ...blackoutRoutes(target),
    ...workerRoutes(target),
    ...faultRoutes(target),
    ...journalRoutes(target),
    ...scenarioRoutes(target),
    ...clockRoutes(target),
    ...openRpcRoutes(target),
    ...resetRoutes(target),
    ...configurationRoutes(target),
    ...eventRoutes(followers),
    ...logRoutes(log),
  ];
  // Made once: to derive it takes longer than all other answers.
  let document: ReturnType<typeof openApiDocument> | undefined;
  const openApi = jsonRoute({
    method: 'GET',
    path: '/openapi.json',
    summary: 'This document',
    reply: z.looseObject({ openapi: z.string() }),
    handle: () => ({ ...(document ??= openApiDocument(routes, needsToken)), openapi: '3.1.0' }),
  });
  routes.push(openApi);
  return routes;
}
