import type { MethodDeclaration } from '../declaration.js';
import type { Declared } from './declare.js';

/** Specific members of a read-only method; the others have defaults. */
type FactDeclaration = Pick<
  MethodDeclaration,
  'name' | 'family' | 'summary' | 'result' | 'source' | 'trust' | 'read'
> &
  Partial<MethodDeclaration>;

/** Declares a read-only method. */
export function fact<const Name extends string>(
  declaration: FactDeclaration & { readonly name: Name },
): Declared<Name> {
  return {
    access: 'read',
    parameters: () => [],
    settings: [],
    persistence: 'none',
    effect: 'none',
    deadline: 'read',
    ...declaration,
  };
}
