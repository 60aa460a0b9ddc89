import { versions } from 'node:process';
import { z } from 'zod';
import { packageFacts } from '../../core/process/package-facts.js';
import { type Route, jsonRoute } from './route.js';

/** Name and version of the simulator. */
export function versionRoutes(): readonly Route[] {
  return [
    jsonRoute({
      method: 'GET',
      path: '/version',
      summary: 'Name and version of the simulator, version of Node.js',
      reply: z.strictObject({ name: z.string(), version: z.string(), node: z.string() }),
      handle: () => ({ ...packageFacts(), node: versions.node }),
    }),
  ];
}
