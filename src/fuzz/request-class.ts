/** Class of the bytes of a request, as far as a defect may depend on it. */
export type RequestClass =
  | 'no JSON'
  | 'nested batch'
  | 'deep nesting'
  | 'empty batch'
  | 'batch'
  | 'call'
  | 'notification'
  | 'no object';

/** Nesting that no call of a radio has. */
const deep = 16;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads what a request is. */
export function requestClassOf(bytes: Uint8Array): RequestClass {
  const json = parsed(bytes);
  if (json === undefined) return 'no JSON';
  if (levelsOf(json.value) > deep) return 'deep nesting';
  if (Array.isArray(json.value)) return batchClassOf(json.value);
  if (typeof json.value !== 'object' || json.value === null) return 'no object';
  return 'id' in json.value ? 'call' : 'notification';
}

function batchClassOf(batch: readonly unknown[]): RequestClass {
  if (batch.length === 0) return 'empty batch';
  return batch.some(Array.isArray) ? 'nested batch' : 'batch';
}

function parsed(bytes: Uint8Array): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(utf8.decode(bytes)) };
  } catch {
    return undefined;
  }
}

/** Levels of arrays and objects, without recursion: a fuzzed text may have more than a stack takes. */
function levelsOf(json: unknown): number {
  let level = 0;
  for (let values: readonly unknown[] = [json]; values.length > 0 && level <= deep + 1;) {
    const containers = values.filter((value): value is object => typeof value === 'object' && value !== null);
    if (containers.length > 0) level += 1;
    values = containers.flatMap((container): readonly unknown[] => Object.values(container));
  }
  return level;
}
