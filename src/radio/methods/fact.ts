import type { MethodDeclaration } from '../declaration.js';

/** What is told of a method that only reads; the rest is as all of them have it. */
export type OwnFact = Pick<
  MethodDeclaration,
  'name' | 'family' | 'summary' | 'result' | 'source' | 'trust' | 'read'
> &
  Partial<MethodDeclaration>;

/** A method that only reads. */
export function fact(own: OwnFact): MethodDeclaration {
  return {
    access: 'read',
    parameters: () => [],
    settings: [],
    persistence: 'none',
    effect: 'none',
    deadline: 'read',
    ...own,
  };
}
