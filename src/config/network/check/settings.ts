import { nearestHint } from '../../../core/nearest.js';
import { excerpt, valueExcerpt } from '../../../core/text.js';
import type { ErrorDetail } from '../../../core/errors.js';
import type { Issue } from '../../../documents/issue.js';
import { checkValues, type PatchValues } from '../../../radio/patch.js';
import type { NetworkParts } from '../parts.js';
import { type RadioKind, refusalOf } from '../radio-kind.js';
import { settingsOf } from '../resolved.js';

/** Checks that the network's radios take the settings, each by itself and all of a node together. */
export function settingIssues(parts: NetworkParts, radio: RadioKind): readonly Issue[] {
  const common = valueIssues(['settings'], parts.settings, radio);
  const together = common.length > 0 ? undefined : refusalOf(parts.settings, radio);
  if (together !== undefined) common.push(issueOf(['settings'], together));
  const own = parts.nodes.flatMap((node, index) => {
    const issues = ownIssues(node, ['nodes', index], radio);
    if (issues.length > 0 || common.length > 0 || node.settings === undefined) return issues;
    const refusal = refusalOf(settingsOf(parts, { settings: node.settings }), radio);
    return refusal === undefined ? [] : [issueOf(['nodes', index, 'settings'], refusal)];
  });
  return [...common, ...own];
}

const nameSetting = 'system_name';

function ownIssues(
  { name, settings = {} }: NetworkParts['nodes'][number],
  path: readonly PropertyKey[],
  radio: RadioKind,
): Issue[] {
  const issues = valueIssues([...path, 'settings'], settings, radio);
  if (name === undefined) return issues;
  const checked = checkValues(radio.catalogue, nameSetting, [name]);
  if ('rejection' in checked) issues.push(issueOf([...path, 'name'], checked.rejection));
  if (Object.hasOwn(settings, nameSetting)) {
    const message = `${valueExcerpt(name)}: is ${nameSetting}, which settings has too; allowed: one of the two`;
    issues.push({ path: [...path, 'name'], message });
  }
  return issues;
}

function valueIssues(path: readonly PropertyKey[], values: PatchValues, radio: RadioKind): Issue[] {
  return Object.entries(values).flatMap(([name, each]) => {
    const entry = radio.catalogue.entry(name);
    if (entry?.isSettable !== true) {
      const settable = radio.catalogue.entries().filter(({ isSettable }) => isSettable);
      const hint = nearestHint(
        name,
        settable.map(({ declaration }) => declaration.name),
      );
      const message = `is ${entry === undefined ? 'no method' : 'no setting'} of the radio; allowed: a method that has a setting${hint}`;
      return [{ path: [...path, name], message }];
    }
    const checked = checkValues(radio.catalogue, name, each);
    return 'rejection' in checked ? [issueOf([...path, name], checked.rejection)] : [];
  });
}

function issueOf(path: readonly PropertyKey[], { field = '', value = '', allowed = '' }: ErrorDetail): Issue {
  const what = field === path.at(-1) || field === nameSetting || field === '' ? '' : `${field}: `;
  return { path, message: `${what}"${excerpt(value)}": is not allowed; allowed: ${allowed}` };
}
