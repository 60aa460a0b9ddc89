import { z } from 'zod';
import { schemaKey } from './config-file.js';
import { configSchema } from './schema.js';
import { settings, variableOf } from './settings.js';
import { type ConfigTree, isTree } from '../documents/tree.js';

/** The JSON Schema of a configuration file, each setting described as in help. */
export function configJsonSchema(): ConfigTree {
  const schema: ConfigTree = { ...z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' }) };
  for (const setting of settings) {
    const node = setting.path.split('.').reduce<unknown>((above, key) => below(above, key), schema);
    if (isTree(node)) node['description'] = `${setting.summary}; ${setting.flag}, ${variableOf(setting)}`;
  }
  const profiles = below(schema, 'frequencyProfiles');
  if (isTree(profiles)) profiles['description'] = "frequency profiles instead of the model's";
  const methods = below(schema, 'methods');
  if (isTree(methods)) methods['description'] = 'methods of your own with fixed replies';
  const properties = schema['properties'];
  if (isTree(properties)) {
    const description = 'where an editor finds this schema; it sets nothing';
    schema['properties'] = { [schemaKey]: { description, type: 'string' }, ...properties };
  }
  return { ...schema, title: 'Configuration of silvus-mock' };
}

function below(schema: unknown, key: string): unknown {
  const properties = isTree(schema) ? schema['properties'] : undefined;
  return isTree(properties) ? properties[key] : undefined;
}
