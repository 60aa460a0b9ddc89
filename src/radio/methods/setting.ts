import type { DeclarationContext, MethodDeclaration, Parameter } from '../declaration.js';
import type { Declared } from './declare.js';
import type { Domain } from '../values/domain.js';
import type { RadioModel } from '../model.js';

/** Specific members of a setting's method; the others have defaults. */
export interface SettingDeclaration extends Pick<
  MethodDeclaration,
  'name' | 'family' | 'summary' | 'source' | 'trust'
> {
  /** Domain of its only value, or one parameter for each of its values. */
  readonly takes:
    Domain | readonly Parameter[] | ((context: DeclarationContext) => Domain | readonly Parameter[]);
  /** Factory value. */
  readonly factory: readonly string[] | ((model: RadioModel) => readonly string[]);
}

/** Declares a method that reads and writes one setting of the same name. */
export function setting<const Name extends string>(
  { takes, factory, ...declaration }: SettingDeclaration & { readonly name: Name },
  more: Omit<Partial<MethodDeclaration>, 'name'> = {},
): Declared<Name> {
  const factoryOf = typeof factory === 'function' ? factory : () => factory;
  return {
    ...declaration,
    access: 'read-write',
    parameters: (context) => parametersOf(declaration.name, takes, context),
    result: typeof factory === 'function' ? '["…"]' : JSON.stringify(factory).replaceAll(',', ', '),
    settings: [declaration.name],
    factory: factoryOf,
    persistence: 'flash',
    effect: 'none',
    deadline: 'rf-write',
    ...more,
  };
}

/** Declares a method that reads and writes one setting, on which nothing else in the simulator depends yet. */
export function storedSetting<const Name extends string>(
  declaration: SettingDeclaration & { readonly name: Name },
  more: Omit<Partial<MethodDeclaration>, 'name'> = {},
): Declared<Name> {
  return setting(declaration, { storedOnly: true, ...more });
}

function parametersOf(
  name: string,
  takes: SettingDeclaration['takes'],
  context: DeclarationContext,
): readonly Parameter[] {
  const taken = typeof takes === 'function' ? takes(context) : takes;
  return 'holds' in taken ? [{ name, domain: taken }] : taken;
}
