import type { MethodDeclaration } from '../declaration.js';

/** Specific members of a read-only method; the others have defaults. */
type FactDeclaration = Pick<
  MethodDeclaration,
  'name' | 'family' | 'summary' | 'result' | 'source' | 'trust' | 'read'
> &
  Partial<MethodDeclaration>;

/** Declares a read-only method. */
export function fact(declaration: FactDeclaration): MethodDeclaration {
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
