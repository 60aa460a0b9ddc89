import { z } from 'zod';
import { methodDeclarations } from '../radio/catalogue.js';
import { parseParameters } from '../radio/values/parameters.js';
import { parameterOf } from './parameter.js';
import type { CheckedParameter } from './parameter-schema.js';

/** No method has more parameters, so no setting has more values. */
const maxValues = 64;

const value = z.union([z.string(), z.number().transform(String)], {
  error: 'is not allowed; allowed: a text or a number',
});

const values = z.union([value.transform((only) => [only]), z.array(value).max(maxValues)], {
  error: 'is not allowed; allowed: a text, a number, or a list of them',
});

/** Schema of a setting that a custom method reads and writes. */
export const settingSchema = z.strictObject({
  /** Factory value: one value for each parameter. */
  factory: values,
});

/** The members of a custom method that matter for its setting. */
interface SettingMethod {
  readonly name: string;
  readonly access?: string | undefined;
  readonly params: readonly CheckedParameter[];
  readonly replaces: boolean;
  readonly setting?: z.output<typeof settingSchema> | undefined;
}

/** An issue of a method, at one of its members. */
interface MemberIssue {
  readonly key: string;
  readonly input: unknown;
  readonly message: string;
}

/** Built-in methods whose settings other parts of the radio depend on. */
const dependedOn = new Set(
  methodDeclarations
    .filter(({ settings, storedOnly }) => settings.length > 0 && storedOnly !== true)
    .map(({ name }) => name),
);

/** The issues of a method that is a setting; none for another method. */
export function settingIssues({
  name,
  access,
  params,
  replaces,
  setting,
}: SettingMethod): readonly MemberIssue[] {
  if (setting === undefined) return [];
  const issues: MemberIssue[] = [];
  const report = (key: string, input: unknown, message: string) => issues.push({ key, input, message });
  if (name === '__proto__') report('name', name, 'is no name of a setting; allowed: any other');
  if (access !== undefined && access !== 'read-write')
    report('access', access, 'is not allowed for a setting; allowed: read-write');
  if (replaces && dependedOn.has(name))
    report('replaces', true, `is not allowed for a setting: other methods depend on the setting ${name}`);
  if (params.length === 0) {
    report('params', params, 'has no parameter; allowed for a setting: one for each of its values');
    return issues;
  }
  const parsed = parseParameters(name, params.map(parameterOf), setting.factory);
  if ('rejection' in parsed) {
    const { field = '', value: given = '', allowed = '' } = parsed.rejection;
    report('setting.factory', undefined, `${field}: "${given}" is not allowed; allowed: ${allowed}`);
  }
  return issues;
}
