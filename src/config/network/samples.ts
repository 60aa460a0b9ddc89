import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SilvusMockError } from '../../core/errors.js';
import { nearestHint } from '../../core/nearest.js';
import { valueExcerpt } from '../../core/text.js';
import { fixturesFolder } from '../package-folder.js';
import { type NetworkOptions, readNetwork } from './parse.js';
import type { ResolvedNetwork } from './resolved.js';

const folder = join(fixturesFolder, 'networks');

const ending = /\.yaml$/;

/** Names of the networks that come with the package. */
export function networkNames(): readonly string[] {
  return readdirSync(folder)
    .filter((file) => ending.test(file))
    .map((file) => file.replace(ending, ''))
    .sort();
}

/**
 * Loads a network by its name, or from a file if the name ends in `.json`, `.yaml` or `.yml` or contains a slash.
 * Throws `OPTION_INVALID` for an unknown name, `ConfigurationError` with all issues for a file that is not valid.
 */
export function loadNetwork(name: string, options: NetworkOptions = {}): ResolvedNetwork {
  if (typeof name !== 'string') {
    const message = `network: ${valueExcerpt(name)} is not allowed; allowed: a name or a file`;
    throw new SilvusMockError('OPTION_INVALID', message);
  }
  if (/[/\\]|\.(json|ya?ml)$/.test(name)) return readNetwork(name, options);
  const names = networkNames();
  if (names.includes(name)) return readNetwork(join(folder, `${name}.yaml`), options);
  const message = `network: there is no ${valueExcerpt(name)}; allowed: ${names.join(', ')}, or a file${nearestHint(name, names)}`;
  throw new SilvusMockError('OPTION_INVALID', message);
}
