import { z } from 'zod';
import { type Issue, issuesOf } from '../../documents/issue.js';
import { keyExcerpt } from '../../core/text.js';
import { isTree } from '../../documents/tree.js';
import { ControlError } from '../server/control-error.js';

/** Maximum number of issues in one message. */
const maxIssues = 20;

/** Checks a part of a request. Throws `OPTION_INVALID` with all issues. */
export function checked<S extends z.ZodType>(where: string, schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input, { reportInput: true });
  if (parsed.success) return parsed.data;
  const lines = issuesOf(parsed.error).flatMap((issue) => linesOf(issue, schema));
  const more = lines.length > maxIssues ? [`and ${lines.length - maxIssues} more`] : [];
  throw new ControlError('OPTION_INVALID', `${where}: ${[...lines.slice(0, maxIssues), ...more].join('; ')}`);
}

function linesOf({ path, message, unknownKeys }: Issue, schema: z.ZodType): readonly string[] {
  const keys = path.map(String);
  if (unknownKeys === undefined) return [[...keys.map(keyExcerpt), message].join(': ')];
  const allowed = allowedKeys(schema, keys);
  return unknownKeys.map((key) => `${keyExcerpt([...keys, key].join('.'))}: is unknown; allowed: ${allowed}`);
}

/** The keys that are allowed at a path. */
function allowedKeys(schema: z.ZodType, path: readonly string[]): string {
  const root: unknown = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const node = path.reduce<unknown>((above, key) => propertiesOf(above)[key], root);
  const keys = Object.keys(propertiesOf(node));
  return keys.length === 0 ? 'none' : keys.join(', ');
}

function propertiesOf(node: unknown): Readonly<Record<string, unknown>> {
  const properties = isTree(node) ? node['properties'] : undefined;
  return isTree(properties) ? properties : {};
}
