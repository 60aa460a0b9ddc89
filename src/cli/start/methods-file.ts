import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CheckedMethod } from '../../custom-methods/schema.js';
import type { LoadedConfig } from '../../config/load.js';
import { checkMethods } from '../../custom-methods/check-methods.js';
import { SilvusMockError } from '../../core/errors.js';
import { CliError, exitCodes } from '../exit-codes.js';

/** Adds the methods that the `methodsFile` exports. Throws a `CliError` with exit code 3 for issues of that file. */
export async function withMethodsFile(loaded: LoadedConfig): Promise<LoadedConfig> {
  const { config } = loaded;
  const { methodsFile: file } = config;
  if (file === undefined) return loaded;
  const methods = checkedMethods(await importMethods(file), file);
  const duplicate = methods.find(({ name }) => config.methods.some((each) => each.name === name));
  if (duplicate !== undefined)
    throw invalid(`${file}: name: "${duplicate.name}" is also in the configuration; allowed: each name once`);
  return { ...loaded, config: { ...config, methods: [...config.methods, ...methods] } };
}

/** The export `methods` of a module, or its default export. */
async function importMethods(file: string): Promise<unknown> {
  let module: unknown;
  try {
    module = await import(pathToFileURL(resolve(file)).href);
  } catch (error) {
    throw invalid(`${file}: can't be loaded: ${reasonOf(error)}`);
  }
  if (typeof module === 'object' && module !== null) {
    if ('methods' in module) return module.methods;
    if ('default' in module) return module.default;
  }
  throw invalid(`${file}: exports no methods; allowed: a list, exported as "methods" or as default`);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function checkedMethods(methods: unknown, file: string): readonly CheckedMethod[] {
  try {
    return checkMethods(methods, file);
  } catch (error) {
    if (error instanceof SilvusMockError) throw invalid(error.message);
    throw error;
  }
}

function invalid(message: string): CliError {
  return new CliError(exitCodes.configuration, message);
}
