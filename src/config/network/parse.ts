import { dirname } from 'node:path';
import { SilvusMockError } from '../../core/errors.js';
import { keyExcerpt } from '../../core/text.js';
import { unknownMember } from '../../documents/check.js';
import { readDocument } from '../../documents/document.js';
import { type Issue, maxIssues } from '../../documents/issue.js';
import { bounded, inOrderOfLines, once } from '../../documents/issue-order.js';
import type { LocatedIssue, Origin } from '../../documents/located-issue.js';

import { isTree, valueAt } from '../../documents/tree.js';
import { ConfigurationError } from '../configuration-error.js';
import { maxJsonBytes } from './bounds.js';
import { type CheckOptions, checkNetwork } from './check/check.js';
import type { OtherPort } from './check/ports.js';
import { type RadioKind, defaultRadioKind } from './radio-kind.js';
import type { ResolvedNetwork } from './resolved.js';
import { type NetworkDocument, networkSchema } from './schema/document.js';
import { motionSchemas } from './schema/motion.js';

/** Options of reading a network. */
export interface NetworkOptions {
  /** Its radios, which decide what settings are allowed; default: those of a configuration without any settings. */
  readonly radio?: RadioKind | undefined;
  /** Seed of a document without one (1). */
  readonly seed?: number | undefined;
  /** Ports that its radios must not have: those of other settings. */
  readonly otherPorts?: readonly OtherPort[] | undefined;
}

const defaultSeed = 1;

/** Checks a network that a program gives. Throws `OPTION_INVALID` with all that is wrong. */
export function networkOf(input: NetworkDocument, options: NetworkOptions = {}): ResolvedNetwork {
  const checked = checkNetwork(input, checkOptions(options, '.'));
  if ('network' in checked) return checked.network;
  const parts = checked.issues.flatMap((issue) => partsOf(issue, input));
  const lines = parts.slice(0, maxIssues).map(lineOf);
  const more = parts.length > maxIssues ? [`and ${parts.length - maxIssues} more`] : [];
  throw new SilvusMockError('OPTION_INVALID', `network: ${[...lines, ...more].join('; ')}`);
}

/** Reads a network from a YAML or JSON file. Throws `ConfigurationError` with all that is wrong, and its places. */
export function readNetwork(file: string, options: NetworkOptions = {}): ResolvedNetwork {
  const content = 'holds no network: allowed are "nodes", "generate" and what else docs/networks.md has';
  const { tree, issues, locate } = readDocument(file, content, { maxJsonBytes });
  if (tree === undefined) throw new ConfigurationError(issues);
  const checked = checkNetwork(tree, checkOptions(options, dirname(file)));
  if ('network' in checked && issues.length === 0) return checked.network;
  const [wrong, files] = 'network' in checked ? [[], []] : [checked.issues, checked.files];
  const located = wrong.flatMap((issue) => partsOf(issue, tree)).map((part) => locatedIssue(part, locate));
  throw new ConfigurationError(bounded(inOrderOfLines(once([...issues, ...located]), [file, ...files])));
}

function checkOptions(
  { radio = defaultRadioKind(), seed = defaultSeed, otherPorts }: NetworkOptions,
  folder: string,
): CheckOptions {
  return { radio, seed, folder, otherPorts };
}

/** One line of a message: an issue, or one of the unknown keys of an issue. */
interface Part {
  readonly keys: readonly string[];
  readonly message: string;
  readonly file?: string | undefined;
}

function partsOf({ path, message, unknownKeys, file }: Issue, input: unknown): readonly Part[] {
  const keys = path.map(String);
  if (unknownKeys === undefined) return [{ keys, message, file }];
  return unknownKeys.map((key) => ({ keys: [...keys, key], message: unknownKey(keys, key, input) }));
}

function unknownKey(above: readonly string[], key: string, input: unknown): string {
  const kind = above.at(-1) === 'motion' && isTree(input) ? valueAt(input, [...above, 'kind']) : undefined;
  const [, motion] = Object.entries(motionSchemas).find(([name]) => name === kind) ?? [];
  return motion === undefined ? unknownMember(networkSchema, above, key) : unknownMember(motion, [], key);
}

function lineOf({ keys, message, file }: Part): string {
  const where = file ?? keyPath(keys);
  return where === '' ? message : `${where}: ${message}`;
}

const keyPath = (keys: readonly string[]) => (keys.length === 0 ? '' : keyExcerpt(keys.join('.')));

function locatedIssue(
  { keys, message, file }: Part,
  locate: (keys: readonly string[]) => Origin,
): LocatedIssue {
  if (file !== undefined) return { origin: { kind: 'file', name: file }, message };
  const key = keyPath(keys);
  return { origin: locate(keys), message: key === '' ? message : `${key}: ${message}`, key };
}
