/** A known way to break the sources. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  /** Path of declared names in the file: `Class.member`. */
  readonly member: string;
  /** An expression or a statement in the member; `$name` stands for any code. */
  readonly find: string;
  readonly replace: string;
  /** Test files of which at least one must fail. */
  readonly tests: readonly string[];
}

export const mutants: readonly Mutant[];
