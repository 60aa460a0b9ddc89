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

/** Time for a module to load, ms: its top-level `await`, or a promise that it exports, may never settle. */
const loadTimeout = 10_000;

/** The export `methods` of a module, or its default export; a promise there is waited for. */
async function importMethods(file: string): Promise<unknown> {
  let exported: { readonly methods: unknown } | undefined;
  try {
    const module: unknown = await settledInTime(
      import(pathToFileURL(resolve(file)).href),
      'its top-level await',
    );
    exported = exportOf(module);
    if (exported !== undefined)
      return await settledInTime(Promise.resolve(exported.methods), 'the promise that it exports');
  } catch (error) {
    throw invalid(`${file}: can't be loaded: ${reasonOf(error)}`);
  }
  throw invalid(`${file}: exports no methods; allowed: a list, exported as "methods" or as default`);
}

function exportOf(module: unknown): { readonly methods: unknown } | undefined {
  if (typeof module !== 'object' || module === null) return undefined;
  // In an object: a promise that is returned from an `async` function would be waited for without a limit.
  if ('methods' in module) return { methods: module.methods };
  return 'default' in module ? { methods: module.default } : undefined;
}

/** Rejects after the time, or as soon as nothing is left that could still settle the promise. */
async function settledInTime(loading: Promise<unknown>, what: string): Promise<unknown> {
  let giveUp: (reason: string) => void = () => undefined;
  const givenUp = new Promise<never>((_, reject) => {
    giveUp = (reason) => reject(new Error(`${what} ${reason}`));
  });
  const timer = setTimeout(() => giveUp(`has not settled within ${loadTimeout / 1_000}s`), loadTimeout);
  // A timer that holds the event loop would hide that the loop is empty.
  timer.unref();
  const onEmptyLoop = () => giveUp('never settles');
  process.once('beforeExit', onEmptyLoop);
  try {
    return await Promise.race([loading, givenUp]);
  } finally {
    clearTimeout(timer);
    process.off('beforeExit', onEmptyLoop);
  }
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
