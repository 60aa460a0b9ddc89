import type { DeclarationContext, MethodDeclaration, Parameter } from '../declaration.js';
import type { Domain } from '../values/domain.js';
import type { RadioModel } from '../model.js';

/** What is told of a setting that has nothing special; the rest is as most settings have it. */
export interface OwnSetting extends Pick<
  MethodDeclaration,
  'name' | 'family' | 'summary' | 'source' | 'trust'
> {
  /** What its one value takes, or what each of its values does. */
  readonly takes: Domain | ((context: DeclarationContext) => Domain) | readonly Parameter[];
  /** Its value at the factory. */
  readonly factory: readonly string[] | ((model: RadioModel) => readonly string[]);
}

/** A setting of its own that is read, written, saved and patched, and that nothing else depends on. */
export function setting(
  { takes, factory, ...own }: OwnSetting,
  more: Partial<MethodDeclaration> = {},
): MethodDeclaration {
  const factoryOf = typeof factory === 'function' ? factory : () => factory;
  return {
    ...own,
    access: 'read-write',
    parameters: (context) => parametersOf(own.name, takes, context),
    result: typeof factory === 'function' ? '["…"]' : JSON.stringify(factory).replaceAll(',', ', '),
    settings: [own.name],
    factory: factoryOf,
    persistence: 'flash',
    effect: 'none',
    deadline: 'rf-write',
    ...more,
  };
}

function parametersOf(
  name: string,
  takes: OwnSetting['takes'],
  context: DeclarationContext,
): readonly Parameter[] {
  if (typeof takes === 'function') return [{ name, domain: takes(context) }];
  return 'holds' in takes ? [{ name, domain: takes }] : takes;
}
