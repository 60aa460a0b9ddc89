import type { MethodDeclaration } from '../declaration.js';

/** A declaration whose type has the method's name. */
export type Declared<Name extends string> = MethodDeclaration & { readonly name: Name };

/** Declares a method, so that its name is part of the types. */
export function declare<const Name extends string>(
  declaration: MethodDeclaration & { readonly name: Name },
): Declared<Name> {
  return declaration;
}
