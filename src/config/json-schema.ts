import { schemaKey } from './config-file.js';
import { configSchema } from './schema.js';
import { fileSummaries, renamedSettings, settings, variableOf } from './settings/settings.js';
import { inputSchemaOf } from '../documents/input-schema.js';
import { type ConfigTree, isTree, keysOf } from '../documents/tree.js';

/** The JSON Schema of a configuration file, each setting described as in help. */
export function configJsonSchema(): ConfigTree {
  const schema: ConfigTree = { ...inputSchemaOf(configSchema) };
  for (const setting of settings) {
    const node = nodeAt(schema, keysOf(setting.path));
    if (isTree(node)) node['description'] = `${setting.summary}; ${setting.flag}, ${variableOf(setting)}`;
  }
  for (const [path, summary] of fileSummaries) {
    const node = nodeAt(schema, keysOf(path));
    if (isTree(node)) node['description'] = summary;
  }
  for (const { path, olderPath } of renamedSettings) addOlder(schema, keysOf(path), keysOf(olderPath));
  const properties = schema['properties'];
  if (isTree(properties)) {
    const description = 'where an editor finds this schema; it sets nothing';
    schema['properties'] = { [schemaKey]: { description, type: 'string' }, ...properties };
  }
  return { ...schema, title: 'Configuration of silvus-mock' };
}

/** A renamed setting is allowed under its older name too, marked as deprecated. */
function addOlder(schema: ConfigTree, path: readonly string[], older: readonly string[]): void {
  const node = nodeAt(schema, path);
  const section = nodeAt(schema, older.slice(0, -1));
  const properties = isTree(section) ? section['properties'] : undefined;
  const [name = ''] = older.slice(-1);
  if (!isTree(node) || !isTree(properties)) return;
  properties[name] = { ...node, description: `older name of ${path.join('.')}`, deprecated: true };
}

const nodeAt = (schema: unknown, keys: readonly string[]) => keys.reduce<unknown>(below, schema);

function below(schema: unknown, key: string): unknown {
  const properties = isTree(schema) ? schema['properties'] : undefined;
  return isTree(properties) ? properties[key] : undefined;
}
