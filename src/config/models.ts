import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SilvusMockError } from '../core/errors.js';
import { nearestHint } from '../core/nearest.js';
import { keyExcerpt, valueExcerpt } from '../core/text.js';
import { deepFreeze } from '../core/freeze.js';
import { readDocument } from '../documents/document.js';
import { type Issue, issuesOf, withInput } from '../documents/issue.js';
import { yaml } from '../documents/yaml.js';
import { type RadioModel, radioModelSchema } from '../radio/model.js';
import { fixturesFolder } from './package-folder.js';

const folder = join(fixturesFolder, 'models');

const ending = /\.(json|yaml)$/;

const modelFiles = () => readdirSync(folder).filter((file) => ending.test(file));

/** Names of the radio models that come with the package. */
export function modelNames(): readonly string[] {
  return modelFiles()
    .map((file) => file.replace(ending, ''))
    .sort();
}

/**
 * Loads a radio model by its name, or from a file if the name ends in `.json` or `.yaml` or contains a slash.
 * Throws `OPTION_INVALID` for an unknown name, `MODEL_INVALID` for a file without a valid model.
 */
export function loadModel(name: string): RadioModel {
  if (typeof name !== 'string') {
    const message = `model: ${valueExcerpt(name)} is not allowed; allowed: a name or a file`;
    throw new SilvusMockError('OPTION_INVALID', message);
  }
  const read = readModel(name);
  if ('model' in read) return read.model;
  const isFile = read.issues.some(({ file }) => file !== undefined);
  throw isFile
    ? modelInvalid(name, read.issues)
    : new SilvusMockError('OPTION_INVALID', read.issues.map(line).join('; '));
}

/** A model, or the issues for which there is none. */
export type ModelOrIssues = { readonly model: RadioModel } | { readonly issues: readonly Issue[] };

/** Models that come with the package, by name, once read: they never change, and every simulator needs one. */
const shipped = new Map<string, ModelOrIssues>();

/** Reads a model by its name, or from a file. */
export function readModel(name: string): ModelOrIssues {
  const known = shipped.get(name);
  if (known !== undefined) return known;
  if (name.includes('/') || /\.(json|ya?ml)$/.test(name)) return readModelFile(name);
  const names = modelNames();
  const file = modelFiles().find((each) => each.replace(ending, '') === name);
  if (file !== undefined) {
    // The package's own files are valid. Only YAML needs the YAML parser; the default model is JSON.
    const text = readFileSync(join(folder, file), 'utf8');
    const tree: unknown = file.endsWith('.json') ? JSON.parse(text) : yaml().parse(text);
    const read = { model: deepFreeze(radioModelSchema.parse(tree)) };
    shipped.set(name, read);
    return read;
  }
  const message = `there is no ${valueExcerpt(name)}; allowed: ${names.join(', ')}, or a file${nearestHint(name, names)}`;
  return { issues: [{ path: ['model'], message }] };
}

function readModelFile(name: string): ModelOrIssues {
  const { tree, issues, locate } = readDocument(name, 'is no model: allowed is an object');
  const inFile = (file: string, message: string): Issue => ({ path: ['model'], message, file });
  const found = issues.map(({ origin, message }) => inFile(origin.name, message));
  if (tree === undefined) return { issues: found };
  const parsed = radioModelSchema.safeParse(tree, withInput);
  if (parsed.success) return found.length > 0 ? { issues: found } : { model: parsed.data };
  const wrong = issuesOf(parsed.error).flatMap(({ path, message, unknownKeys }) => {
    const keys = path.map(String);
    if (unknownKeys === undefined)
      return [inFile(locate(keys).name, keys.length === 0 ? message : `${keys.join('.')}: ${message}`)];
    return unknownKeys.map((key) => {
      const theirs = [...keys, key];
      return inFile(locate(theirs).name, `${keyExcerpt(theirs.join('.'))}: is no member of a model`);
    });
  });
  return { issues: [...found, ...wrong] };
}

const line = ({ path, message, file }: Issue) => `${file ?? path.join('.')}: ${message}`;

/** The error for a model that is not valid, or does not go with the settings. */
export function modelInvalid(name: string, issues: readonly Issue[]): SilvusMockError {
  return new SilvusMockError('MODEL_INVALID', `model ${name}: ${issues.map(line).join('; ')}`);
}
