import { loopTurn } from '../../core/time/loop-turn.js';

/** Characters that are written or converted in one turn of the event loop. */
const perTurn = 262_144;

/**
 * Writes a value as JSON, byte for byte as `JSON.stringify` does, in pieces. The elements of a long list, alone or as a
 * member of objects, are written in turns of the event loop.
 * @param value plain data, without `toJSON` above the elements of lists
 */
export async function jsonInTurns(value: unknown): Promise<readonly Buffer[]> {
  const pieces: Buffer[] = [];
  let text = '';
  for (const part of partsOf(value)) {
    text += part;
    if (text.length < perTurn) continue;
    pieces.push(Buffer.from(text));
    text = '';
    await loopTurn();
  }
  return [...pieces, Buffer.from(text)];
}

/** Converts the elements of a list in turns of the event loop. */
export async function mapInTurns<T, U>(
  list: readonly T[],
  map: (element: T) => U,
  lengthOf: (element: U) => number,
): Promise<U[]> {
  const mapped: U[] = [];
  let length = 0;
  for (const element of list) {
    const one = map(element);
    mapped.push(one);
    length += lengthOf(one);
    if (length < perTurn) continue;
    length = 0;
    await loopTurn();
  }
  return mapped;
}

/** The JSON of a value in parts, of which each is made when it is asked for. */
function* partsOf(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    yield* listParts(value);
    return;
  }
  if (typeof value !== 'object' || value === null) {
    yield JSON.stringify(value);
    return;
  }
  let before = '{';
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    yield `${before}${JSON.stringify(key)}:`;
    yield* partsOf(member);
    before = ',';
  }
  yield before === '{' ? '{}' : '}';
}

function* listParts(list: readonly unknown[]): Generator<string> {
  let before = '[';
  for (const element of list) {
    yield `${before}${element === undefined ? 'null' : JSON.stringify(element)}`;
    before = ',';
  }
  yield before === '[' ? '[]' : ']';
}
