import type { KnownCall } from '../fast-check/case.js';
import type { MethodDeclaration } from '../radio/declaration.js';
import { type SettingsState, changedSettings, fuzzCatalogue } from './settings-state.js';

/** Result of a call of a case. */
export interface CallResult {
  readonly call: KnownCall;
  /** `unknown`: it has no reply, or none that can be read. */
  readonly outcome: 'done' | 'refused' | 'unknown';
  readonly step: number;
}

/** A setting whose value is not as it must be after a case. */
export interface StateFault {
  readonly rule: 'unchanged-by-error' | 'read-after-write';
  readonly setting: string;
  readonly message: string;
  readonly step: number;
  /** Cause of the change, without values: `write`, `read`, `no call`. */
  readonly cause: string;
}

/** Compares the settings before and after a case with what its calls may have changed. */
export function stateFaults(
  before: SettingsState,
  after: SettingsState,
  results: readonly CallResult[],
): readonly StateFault[] {
  return [...unexplained(before, after, results), ...unread(after, results)];
}

/** Settings that changed although no call was carried out that may change them. */
function unexplained(
  before: SettingsState,
  after: SettingsState,
  results: readonly CallResult[],
): readonly StateFault[] {
  const changes = results.filter(({ call, outcome }) => call.kind !== 'read' && outcome !== 'refused');
  const writable = changes.map(({ call }) => settingsChangedBy(call.method));
  if (writable.includes('all')) return [];
  const explained = new Set(writable.flatMap((each) => (each === 'all' ? [] : each)));
  return changedSettings(before, after)
    .filter((name) => !explained.has(name))
    .map((setting) => unexplainedFault(setting, results, shownChange(setting, before, after)));
}

function unexplainedFault(setting: string, results: readonly CallResult[], change: string): StateFault {
  const aboutIt =
    results.find(({ call }) => settingsChangedBy(call.method).includes(setting)) ??
    results.find(({ call }) => settingsChangedBy(call.method) === 'all');
  const message =
    aboutIt === undefined
      ? `${setting} changed${change}, and no call of it was sent`
      : `${aboutIt.call.method} was ${aboutIt.call.kind === 'read' ? 'only read' : 'refused'}, and ${setting} changed${change}`;
  const cause = aboutIt === undefined ? 'no call' : aboutIt.call.kind;
  return { rule: 'unchanged-by-error', setting, message, step: aboutIt?.step ?? 0, cause };
}

/** Settings that don't read as they were written last. */
function unread(after: SettingsState, results: readonly CallResult[]): readonly StateFault[] {
  const written = new Map<string, { readonly text: string; readonly step: number } | undefined>();
  for (const { call, outcome, step } of results) {
    if (call.kind === 'read' || outcome === 'refused') continue;
    const changed = settingsChangedBy(call.method);
    if (changed === 'all') written.clear();
    else for (const name of changed) written.delete(name);
    if (outcome === 'done' && changed !== 'all')
      for (const [name, text] of plainValues(call)) written.set(name, { text, step });
  }
  return [...written].flatMap(([setting, value]) => {
    const now = after.get(setting);
    if (value === undefined || now === undefined || isSameValue(value.text, now)) return [];
    const message = `${setting} was written with ${shown(setting, value.text)}, and reads ${shown(setting, now)}`;
    return [{ rule: 'read-after-write', setting, message, step: value.step, cause: 'write' } as const];
  });
}

/** The settings that a write of a method may change; `all` for a reset and for what has no settings of its own. */
function settingsChangedBy(method: string): readonly string[] | 'all' {
  const declaration = fuzzCatalogue().entry(method)?.declaration;
  if (declaration?.access === 'read') return [];
  return declaration === undefined || declaration.settings.length === 0 ? 'all' : declaration.settings;
}

/** The settings that read as a call has written them, with their texts. */
function plainValues({ method, params }: KnownCall): readonly (readonly [string, string])[] {
  const declaration = fuzzCatalogue().entry(method)?.declaration;
  if (declaration === undefined || params.length === 0 || !readsAsWritten(declaration)) return [];
  const { settings } = declaration;
  if (settings.length === 1) return settings.map((name) => [name, JSON.stringify(params)] as const);
  if (settings.length !== params.length) return [];
  return settings.map((name, index) => [name, JSON.stringify([params[index]])] as const);
}

/** True for a method whose read gives the settings as a write has stored them. */
function readsAsWritten(declaration: MethodDeclaration): boolean {
  const special = (['stores', 'write', 'read', 'asks'] as const).some(
    (name) => declaration[name] !== undefined,
  );
  return !special && declaration.reveals !== true;
}

/** Equal texts, or equal numbers: `"20.0"` may come back as `"20"`. */
function isSameValue(written: string, read: string): boolean {
  if (written === read) return true;
  const [ours, theirs] = [written, read].map((text): unknown => JSON.parse(text));
  if (!Array.isArray(ours) || !Array.isArray(theirs) || ours.length !== theirs.length) return false;
  return ours.every((value: unknown, index) => {
    const other: unknown = theirs[index];
    if (String(value) === String(other)) return true;
    return isNumber(value) && isNumber(other) && Number(value) === Number(other);
  });
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));
}

/** A value for a message. Keys and certificates are not shown. */
function shown(setting: string, text: string): string {
  return fuzzCatalogue().hasSecrets(setting) ? 'a secret, not shown' : text;
}

function shownChange(setting: string, before: SettingsState, after: SettingsState): string {
  return ` from ${shown(setting, before.get(setting) ?? '')} to ${shown(setting, after.get(setting) ?? '')}`;
}
