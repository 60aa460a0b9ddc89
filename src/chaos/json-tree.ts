/** JSON as it is written: members keep their order and may repeat, scalars and keys keep their spelling. */
export type JsonTree =
  | { readonly kind: 'object'; readonly members: readonly JsonMember[] }
  | { readonly kind: 'array'; readonly items: readonly JsonTree[] }
  | { readonly kind: 'scalar'; readonly text: string };

/** A member of an object; the key is a JSON string, with its quotes. */
export interface JsonMember {
  readonly key: string;
  readonly value: JsonTree;
}

/** Text between two tokens of JSON. */
export interface Spacing {
  /** After `{` and `[`, and before `}` and `]`. */
  readonly inner: () => string;
  /** @param isOuter true for a member of a reply itself */
  readonly beforeColon: (isOuter: boolean) => string;
  readonly afterColon: () => string;
  readonly afterComma: () => string;
}

const nothing = () => '';

/** As a radio prints replies: blanks on both sides of the colons of a reply's own members (interface.md A.4). */
const radioSpacing: Spacing = {
  inner: nothing,
  beforeColon: (isOuter) => (isOuter ? ' ' : ''),
  afterColon: () => ' ',
  afterComma: () => ' ',
};

const compactSpacing: Spacing = {
  inner: nothing,
  beforeColon: nothing,
  afterColon: nothing,
  afterComma: nothing,
};

/** The spacing of a reply. */
export function spacingOf(text: string): Spacing {
  return /^[[{]*"\w+" : /.test(text) ? radioSpacing : compactSpacing;
}

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** Parses the JSON of a reply; undefined if it is none. */
export function jsonTree(text: string): JsonTree | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  return new TreeReader(text.match(tokens) ?? []).read();
}

/** Reads tokens that are known to be JSON. */
class TreeReader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(found: readonly string[]) {
    this.#tokens = found;
  }

  read(): JsonTree {
    const token = this.#next();
    if (token === '{') return { kind: 'object', members: this.#list('}', () => this.#member()) };
    if (token === '[') return { kind: 'array', items: this.#list(']', () => this.read()) };
    return { kind: 'scalar', text: token };
  }

  #member(): JsonMember {
    const key = this.#next();
    this.#at += 1;
    return { key, value: this.read() };
  }

  #list<T>(end: string, readOne: () => T): readonly T[] {
    const list: T[] = [];
    while (this.#tokens[this.#at] !== end) {
      list.push(readOne());
      if (this.#tokens[this.#at] === ',') this.#at += 1;
    }
    this.#at += 1;
    return list;
  }

  #next(): string {
    const token = this.#tokens[this.#at] ?? 'null';
    this.#at += 1;
    return token;
  }
}

/** The text of a tree. */
export function treeText(tree: JsonTree, spacing: Spacing = compactSpacing, isOuter = true): string {
  const { inner, beforeColon, afterColon, afterComma } = spacing;
  const join = (parts: readonly string[]) =>
    parts.reduce((text, part) => (text === '' ? part : `${text},${afterComma()}${part}`), '');
  switch (tree.kind) {
    case 'scalar':
      return tree.text;
    case 'array':
      return `[${inner()}${join(tree.items.map((item) => treeText(item, spacing, isOuter)))}${inner()}]`;
    case 'object': {
      const members = tree.members.map(
        ({ key, value }) => `${key}${beforeColon(isOuter)}:${afterColon()}${treeText(value, spacing, false)}`,
      );
      return `{${inner()}${join(members)}${inner()}}`;
    }
  }
}

/** The replies in a text: the only one, or those of a batch or of the nodes of a broadcast. */
export function mapReplies(
  tree: JsonTree,
  change: (members: readonly JsonMember[]) => readonly JsonMember[],
): JsonTree {
  if (tree.kind === 'array')
    return { kind: 'array', items: tree.items.map((item) => mapReplies(item, change)) };
  return tree.kind === 'object' ? { kind: 'object', members: change(tree.members) } : tree;
}

/** Changes each value of a tree, from the leaves up. */
export function mapTree(tree: JsonTree, change: (tree: JsonTree) => JsonTree): JsonTree {
  switch (tree.kind) {
    case 'scalar':
      return change(tree);
    case 'array':
      return change({ kind: 'array', items: tree.items.map((item) => mapTree(item, change)) });
    case 'object': {
      const members = tree.members.map(({ key, value }) => ({ key, value: mapTree(value, change) }));
      return change({ kind: 'object', members });
    }
  }
}

/** Replaces the value of a member; the others stay. */
export function withMember(
  members: readonly JsonMember[],
  name: string,
  change: (value: JsonTree) => JsonTree,
): readonly JsonMember[] {
  return members.map((member) =>
    member.key === JSON.stringify(name) ? { key: member.key, value: change(member.value) } : member,
  );
}

/** Changes the members of each error that is an object, into what stands in its place. */
export function mapErrors(
  tree: JsonTree,
  change: (members: readonly JsonMember[], error: JsonTree) => JsonTree,
): JsonTree {
  return mapReplies(tree, (members) =>
    withMember(members, 'error', (error) => (error.kind === 'object' ? change(error.members, error) : error)),
  );
}

/** A value of the same kind that is not the true one: numbers and texts that are numbers are one higher. */
export function falseValue(value: JsonTree): JsonTree {
  if (value.kind === 'array' && value.items.length > 0)
    return { kind: 'array', items: value.items.map(falseValue) };
  if (value.kind === 'object') return value;
  if (value.kind === 'array') return { kind: 'array', items: [scalar('"0"')] };
  const [, quote = '', number] = /^("?)(-?\d{1,15}(?:\.\d{1,6})?)"?$/.exec(value.text) ?? [];
  if (number !== undefined) return scalar(`${quote}${Number(number) + 1}${quote}`);
  return scalar(value.text === '"1"' ? '"0"' : '"1"');
}

/** A scalar by its JSON text. */
export function scalar(text: string): JsonTree {
  return { kind: 'scalar', text };
}
