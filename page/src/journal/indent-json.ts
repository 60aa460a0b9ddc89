/** Maximum length of an object or array that stays on one line. */
const maxLine = 60;

/** Levels beyond which lines are not moved further in. */
const maxIndent = 20;

/** A JSON string, a structural character, blanks, or a run of anything else. */
const token = /"(?:[^"\\]+|\\.)*"|[{}[\],:]|\s+|[^"{}[\],:\s]+|"/gsy;

/**
 * JSON with line breaks and indentation. All else stays as it was written: the order of keys, keys that are there twice,
 * the spelling of numbers. Undefined for a text that is no JSON.
 */
export function indentJson(text: string): string | undefined {
  return isJson(text) ? indented(text) : undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function indented(text: string): string {
  const tokens = (text.match(token) ?? []).filter((each) => each.trim() !== '');
  let depth = 0;
  let written = '';
  const newLine = () => `\n${'  '.repeat(Math.min(depth, maxIndent))}`;
  for (let index = 0; index < tokens.length; index += 1) {
    const each = tokens[index] ?? '';
    if (each === '{' || each === '[') {
      const short = shortFrom(tokens, index);
      if (short !== undefined) {
        written += short.text;
        index = short.last;
        continue;
      }
      depth += 1;
      written += each + newLine();
    } else if (each === '}' || each === ']') {
      depth -= 1;
      written += newLine() + each;
    } else if (each === ',') written += each + newLine();
    else written += each === ':' ? ': ' : each;
  }
  return written;
}

/** The object or array that begins at `first`, on one line, if it is short and has none in it. */
function shortFrom(
  tokens: readonly string[],
  first: number,
): { readonly text: string; readonly last: number } | undefined {
  let text = tokens[first] ?? '';
  for (let last = first + 1; last < tokens.length && text.length <= maxLine; last += 1) {
    const each = tokens[last] ?? '';
    if (each === '{' || each === '[') return undefined;
    text += each === ',' || each === ':' ? `${each} ` : each;
    if (each === '}' || each === ']') return text.length <= maxLine ? { text, last } : undefined;
  }
  return undefined;
}
