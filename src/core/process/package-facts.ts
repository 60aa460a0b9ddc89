import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Name and version of a package. */
interface PackageFacts {
  readonly name: string;
  readonly version: string;
}

let known: PackageFacts | undefined;

/**
 * Name and version of this package, from the `package.json` above this file, however deep a build has put it. The file
 * is read once: a process without descriptors can't open it again. Throws if there is none.
 */
export function packageFacts(): PackageFacts {
  known ??= factsAbove(__dirname);
  return known;
}

function factsAbove(folder: string): PackageFacts {
  const file = join(folder, 'package.json');
  const facts = existsSync(file) ? factsOf(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
  if (facts !== undefined) return facts;
  const above = dirname(folder);
  if (above === folder) throw new Error('the package has no package.json with its name and version');
  return factsAbove(above);
}

/** Undefined for a file that only tells the format of a folder. */
function factsOf(json: unknown): PackageFacts | undefined {
  if (typeof json !== 'object' || json === null || !('name' in json) || !('version' in json))
    return undefined;
  return { name: String(json.name), version: String(json.version) };
}
