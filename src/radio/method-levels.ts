import type { AccessLevel } from '../core/access-level.js';
import type { MethodDeclaration } from './declaration.js';

/** Levels that a user needs for a method: for its reads, and for its writes and actions; undefined where it has none. */
interface NeededLevels {
  readonly read: AccessLevel | undefined;
  readonly write: AccessLevel | undefined;
}

/** The levels of a method, declared or not (interface.md A.6, H.4; which method needs which is an assumption). */
export function levelsOf({ access, levels }: Pick<MethodDeclaration, 'access' | 'levels'>): NeededLevels {
  const reads = access === 'read' || access === 'read-write';
  const writes = access !== 'read';
  return {
    read: reads ? (levels?.read ?? 'basic') : undefined,
    write: writes ? (levels?.write ?? 'advanced') : undefined,
  };
}
