import type { z } from 'zod';
import { SilvusMockError } from '../core/errors.js';
import { nearestHint } from '../core/nearest.js';
import { keyExcerpt } from '../core/text.js';
import { inputSchemaOf } from './input-schema.js';
import { type Issue, issuesOf, maxIssues, withInput } from './issue.js';
import { isTree } from './tree.js';

/**
 * Checks what a program or a client gave. Throws `OPTION_INVALID` with all issues.
 * @param where what it is, for the message: `query`
 */
export function checked<S extends z.ZodType>(where: string, schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input, withInput);
  if (parsed.success) return parsed.data;
  const parts = issuesOf(parsed.error).flatMap(partsOf);
  const lines = parts.slice(0, maxIssues).map((part) => lineOf(part, schema));
  const more = parts.length > maxIssues ? [`and ${parts.length - maxIssues} more`] : [];
  throw new SilvusMockError('OPTION_INVALID', `${where}: ${[...lines, ...more].join('; ')}`);
}

/** One line of a message: an issue, or one of the unknown keys of an issue. */
type Part = Pick<Issue, 'path' | 'message'> & { readonly unknownKey?: string };

function partsOf({ path, message, unknownKeys }: Issue): readonly Part[] {
  return unknownKeys?.map((unknownKey) => ({ path, message, unknownKey })) ?? [{ path, message }];
}

function lineOf({ path, message, unknownKey }: Part, schema: z.ZodType): string {
  const keys = path.map(String);
  if (unknownKey === undefined) return [...keys.map(keyExcerpt), message].join(': ');
  return `${keyExcerpt([...keys, unknownKey].join('.'))}: ${unknownMember(schema, keys, unknownKey)}`;
}

/** The message for an unknown member of an object: the members that are allowed, and the nearest. */
export function unknownMember(schema: z.ZodType, path: readonly string[], key: string): string {
  const keys = allowedKeys(schema, path);
  return `is unknown; allowed: ${keys.length === 0 ? 'none' : keys.join(', ')}${nearestHint(key, keys)}`;
}

/** The keys that are allowed at a path. */
function allowedKeys(schema: z.ZodType, path: readonly string[]): readonly string[] {
  const root = jsonSchemaOf(schema);
  const nodes = path.reduce<readonly unknown[]>(
    (above, key) => above.flatMap((node) => below(node, key)),
    [root],
  );
  return [
    ...new Set(nodes.flatMap((node) => branchesOf(node)).flatMap((node) => Object.keys(propertiesOf(node)))),
  ];
}

/** JSON Schemas that have been made: making one takes longer than the check. */
const jsonSchemas = new WeakMap<z.ZodType, unknown>();

function jsonSchemaOf(schema: z.ZodType): unknown {
  const known = jsonSchemas.get(schema);
  if (known !== undefined) return known;
  const made = inputSchemaOf(schema);
  jsonSchemas.set(schema, made);
  return made;
}

/** The schemas at a key, or of the elements of an array. */
function below(node: unknown, key: string): readonly unknown[] {
  return branchesOf(node).flatMap((branch) => {
    const properties = propertiesOf(branch);
    if (Object.hasOwn(properties, key)) return [properties[key]];
    const items = isTree(branch) && /^\d+$/.test(key) ? branch['items'] : undefined;
    return items === undefined ? [] : [items];
  });
}

/** A schema, or the alternatives of a union. */
function branchesOf(node: unknown): readonly unknown[] {
  const branches: unknown = isTree(node) ? (node['anyOf'] ?? node['oneOf']) : undefined;
  return Array.isArray(branches) ? branches.flatMap((branch: unknown) => branchesOf(branch)) : [node];
}

function propertiesOf(node: unknown): Readonly<Record<string, unknown>> {
  const properties = isTree(node) ? node['properties'] : undefined;
  return isTree(properties) ? properties : {};
}
