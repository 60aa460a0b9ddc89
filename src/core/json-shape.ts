/** Bounds of parsed JSON. */
export interface JsonBounds {
  /** Maximum number of values and members in all. */
  readonly values: number;
  /** Maximum number of levels of arrays and objects. */
  readonly levels: number;
  /** Maximum length of all texts, and of keys, together, characters; default: unlimited. */
  readonly characters?: number;
  /** True if an object may have an own member `__proto__`. */
  readonly takesProto?: true;
}

/** Count of what has been visited. */
interface Count {
  values: number;
  characters: number;
}

/**
 * The issue of parsed JSON's shape: its size, its depth, or an own member `__proto__`, which zod would not report as
 * unknown; undefined if there is none. It stops at the first excess, so that it takes no more time than a value at the bounds does.
 */
export function shapeIssue(value: unknown, bounds: JsonBounds): string | undefined {
  return visit(value, bounds, 0, { values: 0, characters: 0 });
}

function visit(value: unknown, bounds: JsonBounds, level: number, count: Count): string | undefined {
  count.values += 1;
  if (count.values > bounds.values) return `has too many values; allowed: at most ${bounds.values} in all`;
  if (typeof value === 'string') count.characters += value.length;
  if (count.characters > (bounds.characters ?? Infinity))
    return `is too long; allowed: at most ${bounds.characters} characters`;
  if (!isContainer(value)) return undefined;
  if (level === bounds.levels) return `is nested too deep; allowed: at most ${bounds.levels} levels`;
  return Array.isArray(value)
    ? visitElements(value, bounds, level + 1, count)
    : visitMembers(value, bounds, level + 1, count);
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function visitElements(list: readonly unknown[], bounds: JsonBounds, level: number, count: Count) {
  for (const element of list) {
    const issue = visit(element, bounds, level, count);
    if (issue !== undefined) return issue;
  }
  return undefined;
}

/** Where keys are numbers, a loop over the object itself looks each of them up once more. */
function visitMembers(
  object: Readonly<Record<string, unknown>>,
  bounds: JsonBounds,
  level: number,
  count: Count,
) {
  for (const key of Object.keys(object)) {
    if (key === '__proto__' && bounds.takesProto !== true)
      return '"__proto__" is unknown; allowed: any other key';
    count.characters += key.length;
    const issue = visit(object[key], bounds, level, count);
    if (issue !== undefined) return issue;
  }
  return undefined;
}
