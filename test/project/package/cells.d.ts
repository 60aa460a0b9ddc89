/** A use of the packed package: a test runner with a module format, or a resolution of TypeScript. */
export interface Cell {
  readonly runner: string;
  readonly format: string;
  /** The project that it runs in. */
  readonly project: string;
  /** The Node.js that its runner asks for, where the package asks for less. */
  readonly needs?: string;
  /** Files of its own, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Arguments of Node.js, one list for each command. */
  readonly run: readonly (readonly string[])[];
}

export declare const cells: readonly Cell[];
export declare const projects: Readonly<Record<string, readonly string[]>>;
export declare function install(
  folder: string,
  tarball: string,
  beside: readonly string[],
  with_?: { readonly node?: string; readonly npm?: string },
): Promise<void>;
export declare function runCell(cell: Cell, folder: string, node?: string): Promise<void>;
export declare function runsOn(cell: Cell, version: string): boolean;
