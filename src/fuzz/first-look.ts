import type { MethodDeclaration } from '../radio/declaration.js';
import { formatDuration } from '../core/time/duration.js';
import {
  type SettingsState,
  SettingsReader,
  type StateSource,
  fuzzCatalogue,
  isSetting,
  listedSettings,
} from './settings-state.js';
import type { Answer } from './sender.js';
import { type Called, type Target, isOutage, isUnknownMethod } from './target.js';

/** A target as the first look found it. */
export interface TargetFacts {
  readonly nodeid?: string;
  readonly model?: string;
  readonly version?: string;
  /** Methods of the catalogue that the target does not have. */
  readonly notSupported: readonly string[];
  /** Reads of its settings. */
  readonly settingsFrom: StateSource;
  /** Number of settings that are compared. */
  readonly settings: number;
  /** Settings that are not as from the factory: of an earlier run, or of a user. */
  readonly changedBefore: readonly string[];
  /** Time for which the target was in a blackout before the run, ms. */
  readonly blackoutMs: number;
}

/** Result of the first look, or why the target can't be fuzzed. */
type FirstLook =
  | { readonly facts: TargetFacts; readonly reader: SettingsReader; readonly settings: SettingsState }
  | { readonly refusal: string };

/** Families of settings that each radio has its own of from the factory: keys, certificates, names. */
const ownFamilies: ReadonlySet<string> = new Set(['security', 'identity']);

/** Code of a radio that asks for a login. */
const loginNeeded: readonly unknown[] = [-32002, 'Authentication error'];

/**
 * Looks at a target before it is fuzzed: whether it answers, is in a blackout, asks for a login, which methods it has,
 * and how its settings are read. Changes nothing.
 * @param limit how long a blackout may last, ms
 */
export async function firstLook(target: Target, limit: number, signal?: AbortSignal): Promise<FirstLook> {
  const first = await target.probe();
  const refusal = refusalOf(first);
  if (refusal !== undefined) return { refusal };
  const isAway = first.kind === 'error' && isOutage(first);
  const blackoutMs = isAway || first.kind === 'none' ? await target.untilBack(limit, signal) : 0;
  if (blackoutMs === undefined)
    return { refusal: `it was in a blackout, and did not come back within ${formatDuration(limit)}` };
  const reads = await readEverything(target);
  if ('refusal' in reads) return reads;
  return lookAtSettings(target, reads.called, blackoutMs);
}

/** Why the first answer shows that there is no radio to be fuzzed; undefined for one that may be in a blackout. */
function refusalOf(called: Called): string | undefined {
  if (called.kind === 'result') return undefined;
  if (called.kind === 'error') {
    const asksForLogin = loginNeeded.includes(called.code) || loginNeeded.includes(called.message);
    return asksForLogin ? 'it asks for a login, and fuzz has no session' : undefined;
  }
  const { kind, status } = called.answer;
  if (kind === 'refused') return 'it refuses connections';
  if (kind === 'silent') return 'it accepts a connection and does not answer';
  if (kind === 'answered' && status !== 503)
    return `it does not answer as a radio does${status === undefined ? '' : `: HTTP ${status}`}`;
  return undefined;
}

/** Calls every method that reads without parameters. */
async function readEverything(
  target: Target,
): Promise<{ readonly called: ReadonlyMap<string, Called> } | { readonly refusal: string }> {
  const called = new Map<string, Called>();
  for (const { declaration } of fuzzCatalogue().entries()) {
    const { name, access } = declaration;
    if (!access.startsWith('read') || !readsAlone(declaration)) continue;
    const each = await target.call(name);
    if (each.kind === 'none' && !isAnswered(each.answer))
      return { refusal: `it did not answer ${name} while it was looked at` };
    called.set(name, each);
  }
  return { called };
}

/** True for a method that can be read without a parameter. */
function readsAlone(declaration: MethodDeclaration): boolean {
  return (declaration.asks?.() ?? []).every(({ optional }) => optional === true);
}

function isAnswered({ kind }: Answer): boolean {
  return kind === 'answered';
}

async function lookAtSettings(
  target: Target,
  called: ReadonlyMap<string, Called>,
  blackoutMs: number,
): Promise<FirstLook> {
  const catalogue = fuzzCatalogue();
  const settings = new Map<string, string>();
  for (const { declaration } of catalogue.entries()) {
    const read = called.get(declaration.name);
    if (read?.kind === 'result' && isSetting(declaration))
      settings.set(declaration.name, JSON.stringify(read.result));
  }
  const source = await sourceOf(target, settings, called.get('print_all_settings'));
  const reader = new SettingsReader(target, settings.keys(), source);
  const factory = catalogue.factorySettings();
  const facts: TargetFacts = {
    ...identityOf(called),
    notSupported: [...called].filter(([, each]) => isUnknownMethod(each)).map(([name]) => name),
    settingsFrom: source,
    settings: settings.size,
    changedBefore: [...settings].flatMap(([name, value]) => {
      const isOwn = ownFamilies.has(catalogue.entry(name)?.declaration.family ?? '');
      return isOwn || !factory.has(name) || JSON.stringify(factory.get(name)) === value ? [] : [name];
    }),
    blackoutMs,
  };
  return { facts, reader, settings };
}

function identityOf(called: ReadonlyMap<string, Called>): Pick<TargetFacts, 'nodeid' | 'model' | 'version'> {
  const facts: { nodeid?: string; model?: string; version?: string } = {};
  for (const name of ['nodeid', 'model', 'version'] as const) {
    const each = called.get(name);
    const value: unknown = each?.kind === 'result' && Array.isArray(each.result) ? each.result[0] : undefined;
    if (typeof value === 'string') facts[name] = value;
  }
  return facts;
}

/** The way that takes fewest requests and gives the same values as single calls. */
async function sourceOf(
  target: Target,
  settings: SettingsState,
  listing: Called | undefined,
): Promise<StateSource> {
  if (settings.size === 0) return 'single calls';
  const listed = listing?.kind === 'result' ? listedSettings(listing.result) : new Map<string, string>();
  if ([...settings].every(([name, value]) => listed.get(name) === value)) return 'print_all_settings';
  const names = [...settings.keys()];
  const batch = await target.readAll(names);
  const isSame = batch?.every(
    (each, index) =>
      each.kind === 'result' && JSON.stringify(each.result) === settings.get(names[index] ?? ''),
  );
  return isSame === true ? 'a batch' : 'single calls';
}
