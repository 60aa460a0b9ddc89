import type { Mutant } from '../mutants/mutants.js';

export const mutants: readonly Omit<Mutant, 'tests'>[];
