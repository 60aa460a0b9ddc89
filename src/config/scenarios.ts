import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readDocument } from '../documents/document.js';
import type { ConfigTree } from '../documents/tree.js';
import { fixturesFolder } from './package-folder.js';

/** A scenario that comes with the package. */
interface BundledScenario {
  readonly name: string;
  /** One line. */
  readonly summary: string;
  /** Its file as plain values. */
  readonly document: ConfigTree;
}

const ending = /\.yaml$/;

/** The scenarios that come with the package, by name. */
export function bundledScenarios(): readonly BundledScenario[] {
  const folder = join(fixturesFolder, 'scenarios');
  const files = readdirSync(folder).filter((file) => ending.test(file));
  return files.toSorted().map((file) => {
    // The package's own files are valid.
    const { tree: document = {} } = readDocument(join(folder, file), 'holds no scenario');
    const { description } = document;
    return {
      name: file.replace(ending, ''),
      summary: typeof description === 'string' ? description : '',
      document,
    };
  });
}
