import { unknownMember } from '../documents/check.js';
import { type Issue, issuesOf, maxIssues, withInput } from '../documents/issue.js';
import { type Origin, issueLine } from '../documents/located-issue.js';
import { keyExcerpt } from '../core/text.js';
import { parseDocument, readDocument } from '../documents/document.js';
import { SilvusMockError } from '../core/errors.js';
import { shapeIssue } from '../core/json-shape.js';
import { type WorkInParts, atOnce, inTurns, stepsPerTurn } from '../core/time/parts.js';
import { checkInTurns } from './check-in-turns.js';
import { layOut } from './lay-out.js';
import type { Scenario } from './scenario.js';
import { scenarioSchema } from './schema.js';

/** Checks a scenario, or reads and checks a file with one. Throws `OPTION_INVALID` with all that is wrong. */
export function loadScenario(scenario: string | object): Scenario {
  return typeof scenario === 'string' ? readScenario(scenario) : atOnce(parseScenario(scenario));
}

/** As `loadScenario`, of a scenario that nobody changes from here on, with turns of the event loop for others. */
export async function loadInTurns(scenario: object): Promise<Scenario> {
  await checkInTurns(scenario);
  return await inTurns(parseScenario(scenario));
}

/** Checks a scenario. Throws `OPTION_INVALID` with all that is wrong. */
function* parseScenario(input: unknown): WorkInParts<Scenario> {
  const parsed = yield* check(input);
  if ('scenario' in parsed) return parsed.scenario;
  const lines = parsed.issues.slice(0, maxIssues).map(lineOf);
  throw new SilvusMockError('OPTION_INVALID', `scenario: ${lines.join('; ')}`);
}

/** Reads a scenario from a YAML or JSON file. Throws `OPTION_INVALID` with all that is wrong, a line each. */
export function readScenario(file: string): Scenario {
  return atOnce(scenarioIn(readDocument(file, noScenario)));
}

/**
 * Reads a scenario from YAML or JSON text, with turns of the event loop for others where it is long. Rejects with
 * `OPTION_INVALID` with all that is wrong, a line each.
 * @param name place of the text in messages
 */
export async function readScenarioText(text: string, name: string): Promise<Scenario> {
  const document = parseDocument(name, text, noScenario);
  const { tree } = document;
  if (tree === undefined) return atOnce(scenarioIn(document));
  const issue = shapeIssue(tree, textBounds);
  if (issue !== undefined) throw new SilvusMockError('OPTION_INVALID', `${name}: ${issue}`);
  await checkInTurns(tree);
  return await inTurns(scenarioIn(document));
}

const noScenario = 'holds no scenario: allowed are "name" and "steps"';

/** Aliases can make a short text a large tree. */
const textBounds = { values: 10_000, levels: 64 };

function* scenarioIn({ tree, issues, locate }: ReturnType<typeof readDocument>): WorkInParts<Scenario> {
  const parsed = tree === undefined ? { issues: [] } : yield* check(tree);
  if ('scenario' in parsed && issues.length === 0) {
    places.set(parsed.scenario, locate);
    return parsed.scenario;
  }
  const own = 'scenario' in parsed ? [] : parsed.issues.slice(0, maxIssues);
  const lines = [
    ...issues,
    ...own.flatMap(partsOf).map(({ keys, message }) => ({
      origin: locate(keys),
      message: `${keys.join('.')}: ${message}`,
    })),
  ].map(issueLine);
  throw new SilvusMockError('OPTION_INVALID', lines.slice(0, maxIssues).join('\n'));
}

/** Where the steps of scenarios stand that were read from files, by their keys. */
const places = new WeakMap<Scenario, (keys: readonly string[]) => Origin>();

/** Throws `OPTION_INVALID` with issues that are found once a scenario is to run, each with its place; nothing for none. */
export function rejectIssues(scenario: Scenario, issues: readonly Issue[]): void {
  if (issues.length === 0) return;
  const locate = places.get(scenario);
  const lines = issues.slice(0, maxIssues).map(({ path, message }) => {
    const keys = path.map(String);
    const line = `${keys.map(keyExcerpt).join('.')}: ${message}`;
    return locate === undefined ? line : issueLine({ origin: locate(keys), message: line });
  });
  const message = locate === undefined ? `scenario: ${lines.join('; ')}` : lines.join('\n');
  throw new SilvusMockError('OPTION_INVALID', message);
}

function lineOf(issue: Issue): string {
  return partsOf(issue)
    .map(({ keys, message }) => `${keys.map(keyExcerpt).join('.')}: ${message}`)
    .join('; ');
}

/** An issue by its keys; an unknown key is an issue of its own. */
function partsOf({ path, message, unknownKeys }: Issue): readonly {
  readonly keys: readonly string[];
  readonly message: string;
}[] {
  const keys = path.map(String);
  if (unknownKeys === undefined) return [{ keys, message }];
  return unknownKeys
    .slice(0, maxIssues)
    .map((key) => ({ keys: [...keys, key], message: unknownMember(scenarioSchema, keys, key) }));
}

function* check(
  input: unknown,
): WorkInParts<{ readonly scenario: Scenario } | { readonly issues: readonly Issue[] }> {
  const parsed = scenarioSchema.safeParse(input, withInput);
  if (!parsed.success) return { issues: issuesOf(parsed.error) };
  // A long list has taken most of a turn.
  if (parsed.data.steps.length >= stepsPerTurn) yield stepsPerTurn;
  return yield* layOut(parsed.data);
}
