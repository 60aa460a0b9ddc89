import { readFileSync, readdirSync } from 'node:fs';
import { z } from 'zod';
import { SilvusMockError } from '../errors.js';
import { type RadioModel, radioModelSchema } from '../radio/model.js';

const folder = new URL('../../fixtures/models/', import.meta.url);

/** Names of the radio models that come with the package. */
export function modelNames(): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

/**
 * Loads a radio model by its name, or from a file if the name ends in `.json` or holds a slash.
 * Throws `OPTION_INVALID` for a name that is none, `MODEL_INVALID` for a file that is no model.
 */
export function loadModel(name: string): RadioModel {
  const isFile = name.includes('/') || name.endsWith('.json');
  if (!isFile && !modelNames().includes(name)) {
    throw new SilvusMockError(
      'OPTION_INVALID',
      `model: there is no "${name}"; allowed: ${modelNames().join(', ')}, or a file`,
    );
  }
  const file = isFile ? name : new URL(`${name}.json`, folder);
  const parsed = radioModelSchema.safeParse(readJson(file, name));
  if (parsed.success) return parsed.data;
  const faults = z.flattenError(parsed.error);
  throw new SilvusMockError('MODEL_INVALID', `model ${name}: ${JSON.stringify(faults)}`);
}

function readJson(file: string | URL, name: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new SilvusMockError('MODEL_INVALID', `model ${name}: ${why}`, { cause });
  }
}
