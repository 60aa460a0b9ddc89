/** A record with a value for each of these names. */
export function recordOf<K extends string, V>(names: readonly K[], valueOf: (name: K) => V): Record<K, V> {
  const record: Partial<Record<K, V>> = {};
  for (const name of names) record[name] = valueOf(name);
  if (isComplete(record, names)) return record;
  throw new Error('a record lacks a name');
}

function isComplete<K extends string, V>(
  record: Partial<Record<K, V>>,
  names: readonly K[],
): record is Record<K, V> {
  return names.every((name) => name in record);
}
