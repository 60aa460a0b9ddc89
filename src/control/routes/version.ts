import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { versions } from 'node:process';
import { z } from 'zod';
import { type Route, jsonRoute } from './route.js';

const packageSchema = z.object({ name: z.string(), version: z.string() });

type PackageFacts = z.output<typeof packageSchema>;

let known: PackageFacts | undefined;

/** Name and version of this package. The file is read once: a process without descriptors can't open it again. */
export function packageFacts(): PackageFacts {
  if (known === undefined) {
    const file: unknown = JSON.parse(readFileSync(join(__dirname, '../../../package.json'), 'utf8'));
    known = packageSchema.parse(file);
  }
  return known;
}

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
