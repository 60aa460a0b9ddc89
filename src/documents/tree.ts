/** A configuration as a tree, before it is checked. */
export interface ConfigTree {
  [key: string]: unknown;
}

/** True for an object with keys. */
export function isTree(value: unknown): value is ConfigTree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A path's keys one by one, or with dots between them; a key that has a dot itself needs the first. */
type Path = string | readonly string[];

/** The keys of a path. */
export function keysOf(path: Path): readonly string[] {
  return typeof path === 'string' ? path.split('.') : path;
}

/** The value at a path such as `worker.queueCapacity` or `maintenance.allowedNetworks.0`, or undefined. */
export function valueAt(tree: ConfigTree, path: Path): unknown {
  let value: unknown = tree;
  for (const key of keysOf(path)) {
    if (isTree(value) && Object.hasOwn(value, key)) value = value[key];
    else value = Array.isArray(value) ? elementOf(value, key) : undefined;
  }
  return value;
}

/** A copy with the value at a path; missing branches are created. */
export function withValue(tree: ConfigTree, path: string, value: unknown): ConfigTree {
  const [key = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...tree, [key]: value };
  const below = tree[key];
  return { ...tree, [key]: withValue(isTree(below) ? below : {}, rest.join('.'), value) };
}

/** A copy without the value at a path, and without branches that become empty. */
export function withoutValue(tree: ConfigTree, path: string): ConfigTree {
  const [key = '', ...rest] = path.split('.');
  const { [key]: below, ...others } = tree;
  if (rest.length === 0 || !isTree(below)) return others;
  const left = withoutValue(below, rest.join('.'));
  return Object.keys(left).length === 0 ? others : { ...others, [key]: left };
}

/** Merges a tree into another: branches are merged, all else is replaced. */
export function mergeTrees(below: ConfigTree, above: ConfigTree): ConfigTree {
  const both = Object.entries(above).map(([key, value]): [string, unknown] => {
    const under = Object.hasOwn(below, key) ? below[key] : undefined;
    return [key, isTree(value) && isTree(under) ? mergeTrees(under, value) : value];
  });
  // Assigning a key named __proto__ would change the prototype.
  return Object.fromEntries([...Object.entries(below), ...both]);
}

function elementOf(list: readonly unknown[], key: string): unknown {
  return list[Number(key)];
}
