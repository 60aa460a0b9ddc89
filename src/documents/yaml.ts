import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';

const load: (name: 'yaml') => typeof Yaml = createRequire(__filename);

/** The YAML parser. It is loaded when the first file is read: most simulators start without one. */
export const yaml = (): typeof Yaml => load('yaml');
