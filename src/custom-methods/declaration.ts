import { deepFreeze } from '../core/freeze.js';
import { methodDeclarations } from '../radio/catalogue.js';
import type { MethodDeclaration, Parameter } from '../radio/declaration.js';
import { parameterOf } from './parameter.js';
import type { CheckedMethod } from './schema.js';

/** Longer replies are cut in lists of methods. */
const maxShown = 200;

/** The declaration of a custom method in the catalogue. */
export function declared(method: CheckedMethod): MethodDeclaration {
  const { name, summary = 'Custom method', effect, servedOn, result, setting } = method;
  const access =
    setting === undefined ? (method.access ?? (effect === 'none' ? 'read' : 'action')) : 'read-write';
  const parameters = method.params.map(parameterOf);
  const declaration: MethodDeclaration = {
    name,
    family: 'custom',
    summary,
    access,
    parameters: () => parameters,
    result: result === undefined ? 'what its function gives' : JSON.stringify(result).slice(0, maxShown),
    settings: [],
    persistence: 'none',
    effect,
    deadline: method.deadline ?? (access === 'read' ? 'read' : 'rf-write'),
    servedOn,
    ...levelsOf(method),
    source: 'custom',
    trust: 'own',
  };
  return setting === undefined ? declaration : asSetting(declaration, setting.factory, parameters);
}

/** Its own level; else that of the built-in method in whose place it is. */
function levelsOf({ name, level }: CheckedMethod): Pick<MethodDeclaration, 'levels'> {
  if (level !== undefined) return { levels: { read: level, write: level } };
  const levels = methodDeclarations.find((each) => each.name === name)?.levels;
  return levels === undefined ? {} : { levels };
}

/** The declaration of a method that reads and writes a setting of its name. The radio does the rest, as for its own. */
function asSetting(
  declaration: MethodDeclaration,
  values: readonly string[],
  parameters: readonly Parameter[],
): MethodDeclaration {
  const factory = deepFreeze([...values]);
  const isSecret = parameters.some(({ secret }) => secret === true);
  return {
    ...declaration,
    result: isSecret ? '["…"]' : JSON.stringify(factory).replaceAll('","', '", "').slice(0, maxShown),
    settings: [declaration.name],
    factory: () => factory,
    persistence: 'flash',
    storedOnly: true,
    ...(isSecret ? { reveals: true } : {}),
  };
}
