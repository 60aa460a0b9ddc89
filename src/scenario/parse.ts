import { type ConfigFault, faultsOf } from '../config/issue.js';
import { faultLine } from '../config/layer.js';
import { keyExcerpt } from '../core/text.js';
import { readDocument } from '../config/file/document.js';
import { SilvusMockError } from '../core/errors.js';
import { layOut } from './lay-out.js';
import type { Scenario } from './scenario.js';
import { scenarioSchema } from './schema.js';

/** Faults that are told at once. */
const mostFaults = 20;

/** Checks a scenario. Throws `OPTION_INVALID` with all that is wrong. */
export function parseScenario(input: unknown): Scenario {
  const parsed = judge(input);
  if ('scenario' in parsed) return parsed.scenario;
  const lines = parsed.faults.slice(0, mostFaults).map(lineOf);
  throw new SilvusMockError('OPTION_INVALID', `scenario: ${lines.join('; ')}`);
}

/** Reads a scenario from a YAML or JSON file. Throws `OPTION_INVALID` with all that is wrong, a line each. */
export function readScenario(file: string): Scenario {
  const { tree, faults, locate } = readDocument(file, 'holds no scenario: allowed are "name" and "steps"');
  const parsed = tree === undefined ? { faults: [] } : judge(tree);
  if ('scenario' in parsed && faults.length === 0) return parsed.scenario;
  const own = 'scenario' in parsed ? [] : parsed.faults;
  const lines = [
    ...faults,
    ...own.flatMap(({ path, message, unknownKeys = [''] }) =>
      unknownKeys.map((key) => {
        const keys = [...path.map(String), ...(key === '' ? [] : [key])];
        return { origin: locate(keys), message: `${keys.join('.')}: ${message}` };
      }),
    ),
  ].map(faultLine);
  throw new SilvusMockError('OPTION_INVALID', lines.slice(0, mostFaults).join('\n'));
}

function lineOf({ path, message, unknownKeys }: ConfigFault): string {
  const what =
    unknownKeys === undefined
      ? message
      : `${unknownKeys.slice(0, mostFaults).map(keyExcerpt).join(', ')}: is unknown`;
  return `${path.map((key) => keyExcerpt(String(key))).join('.')}: ${what}`;
}

function judge(
  input: unknown,
): { readonly scenario: Scenario } | { readonly faults: readonly ConfigFault[] } {
  const parsed = scenarioSchema.safeParse(input, { reportInput: true });
  return parsed.success ? layOut(parsed.data) : { faults: faultsOf(parsed.error) };
}
