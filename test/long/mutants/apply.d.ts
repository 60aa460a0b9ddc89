import type { Mutant } from './mutants.js';

/** Path of the checkout, with a slash at its end. */
export const root: string;

/** The source with a mutant applied. Throws unless its pattern is found exactly once in its member. */
export function applied(mutant: Pick<Mutant, 'file' | 'member' | 'find' | 'replace'>, source: string): string;

/** The same, for the file in a folder. */
export function appliedIn(mutant: Omit<Mutant, 'tests'>, folder?: string): string;
