import { fuzzCatalogue } from './settings-state.js';
import type { FuzzCase } from './fuzz-case.js';

/** Settings that have a radio send reports by UDP, to whatever address stands in another setting. */
const reportSwitches: ReadonlySet<string> = new Set(['rssi_report_enable', 'temp_reporting_mode']);

/** True where a case switches on reports by UDP, which would leave the machine of the target. */
export function sendsReports({ steps }: FuzzCase): boolean {
  return steps.some(({ request }) =>
    request.calls.some(
      ({ method, kind, outcome }) =>
        reportSwitches.has(method) && kind !== 'read' && outcome.kind !== 'error',
    ),
  );
}

const decoder = new TextDecoder();

/**
 * True where none of these bytes can write a setting, save, reset, or do anything else that lasts, however leniently a
 * radio reads them: it may apply what it refuses, take the first of two members of a name, or read a text that is no
 * JSON.
 */
export function isSafe({ steps }: FuzzCase): boolean {
  return steps.every(({ request }) => isSafeText(decoder.decode(request.bytes)));
}

function isSafeText(text: string): boolean {
  const names = namesIn(text);
  if (names.actions) return false;
  if (!names.writable) return true;
  // Only a text that can be read in one way alone shows which of its names have parameters.
  const json = parsed(text);
  if (json === undefined || !isPlain(text, json.value)) return false;
  const calls: readonly unknown[] = Array.isArray(json.value) ? json.value : [json.value];
  return calls.every(isSafeCall);
}

/** Names of methods in a text, written in any case and with any escapes. */
function namesIn(text: string): { readonly actions: boolean; readonly writable: boolean } {
  const unescaped = text.replace(/\\u([0-9a-f]{4})/gi, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  const words = new Set(unescaped.toLowerCase().match(/\w+/g));
  const declarations = fuzzCatalogue()
    .entries()
    .map(({ declaration }) => declaration)
    .filter(({ name }) => words.has(name.toLowerCase()));
  return {
    actions:
      words.has('api_list') || declarations.some(({ access }) => access === 'action' || access === 'write'),
    writable: declarations.some(({ access }) => access === 'read-write'),
  };
}

/** A call that only reads, with no call of its own in it. */
function isSafeCall(call: unknown): boolean {
  if (Array.isArray(call)) return call.every(isSafeCall);
  if (typeof call !== 'object' || call === null) return true;
  const { method, params, param, ...others }: Readonly<Record<string, unknown>> = { ...call };
  if (JSON.stringify(others).includes('"method"')) return false;
  if (isEmpty(params) && isEmpty(param)) return true;
  return typeof method === 'string' && fuzzCatalogue().entry(method)?.declaration.access === 'read';
}

function isEmpty(params: unknown): boolean {
  if (params === undefined || params === null) return true;
  return typeof params === 'object' && Object.keys(params).length === 0;
}

/** True where a text is JSON as it is usually written: no member stands in it twice. */
function isPlain(text: string, value: unknown): boolean {
  const unspaced = (json: string) =>
    json.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_all, quoted?: string) => quoted ?? '');
  return unspaced(text) === JSON.stringify(value);
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
