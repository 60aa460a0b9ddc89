import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CheckedMethod } from '../../custom-methods/schema.js';
import type { LoadedConfig } from '../../config/load.js';
import { checkMethods } from '../../custom-methods/check-methods.js';
import { SilvusMockError } from '../../core/errors.js';
import { CliError, exitCodes } from '../exit-codes.js';

/** The configuration with the methods that its `methodsFile` exports. What is wrong with that file ends with 3. */
export async function withMethodsFile(loaded: LoadedConfig): Promise<LoadedConfig> {
  const { config } = loaded;
  const { methodsFile: file } = config;
  if (file === undefined) return loaded;
  const methods = checked(await exported(file), file);
  const twice = methods.find(({ name }) => config.methods.some((each) => each.name === name));
  if (twice !== undefined)
    throw wrong(`${file}: name: "${twice.name}" is in the configuration too; allowed: each name once`);
  return { ...loaded, config: { ...config, methods: [...config.methods, ...methods] } };
}

/** What a module exports: `methods`, or its default. */
async function exported(file: string): Promise<unknown> {
  let module: unknown;
  try {
    module = await import(pathToFileURL(resolve(file)).href);
  } catch (fault) {
    throw wrong(`${file}: can't be loaded: ${reasonOf(fault)}`);
  }
  if (typeof module === 'object' && module !== null) {
    if ('methods' in module) return module.methods;
    if ('default' in module) return module.default;
  }
  throw wrong(`${file}: exports no methods; allowed: a list, as "methods" or as the default`);
}

function reasonOf(fault: unknown): string {
  return fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault);
}

function checked(methods: unknown, file: string): readonly CheckedMethod[] {
  try {
    return checkMethods(methods, file);
  } catch (fault) {
    if (fault instanceof SilvusMockError) throw wrong(fault.message);
    throw fault;
  }
}

function wrong(message: string): CliError {
  return new CliError(exitCodes.configuration, message);
}
