/** What JSON is made of: texts, numbers and words, and the marks between them. */
const token = /"(?:[^"\\]|\\.)*"|[-\w.+]+|[{}[\],]/g;

const paramsKeys: ReadonlySet<unknown> = new Set(['params', 'param', 'api_list']);
/** A value that is refused is told again: `data.detail.value`. */
const resultKeys: ReadonlySet<unknown> = new Set(['result', 'value']);

/**
 * A request's bytes with every text, number and word in its parameters blanked at equal length, whatever their
 * shape and however they are escaped; of what is no JSON, all of them.
 */
export function blanked(bytes: Uint8Array): Uint8Array {
  return blankedUnder(paramsKeys, bytes);
}

/** The same of a reply: its results are blanked, and the values that it refuses. */
export function blankedReply(bytes: Uint8Array): Uint8Array {
  return blankedUnder(resultKeys, bytes);
}

function blankedUnder(keys: ReadonlySet<unknown>, bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  if (!isJson(text)) return Buffer.from(text.replaceAll(/[^ \t\r\n{}[\],:"]/g, '*'), 'latin1');
  const afterToken = /\s*:/y;
  let depth = 0;
  /** How deep the parameters lie that are being blanked. */
  let secretAt: number | undefined;
  const blank = (written: string, at: number) => {
    if (written === '{' || written === '[') depth += 1;
    else if (written === '}' || written === ']') depth -= 1;
    if (secretAt !== undefined && (depth < secretAt || (written === ',' && depth === secretAt)))
      secretAt = undefined;
    afterToken.lastIndex = at + written.length;
    const isKey = written.startsWith('"') && afterToken.test(text);
    if (isKey && secretAt === undefined && keys.has(JSON.parse(written))) secretAt = depth;
    else if (secretAt !== undefined && !isKey) return starred(written);
    return written;
  };
  return Buffer.from(text.replaceAll(token, blank), 'latin1');
}

/** Whether bytes, each as a character, are JSON: those beyond ASCII can stand in its texts alone. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function starred(written: string): string {
  if (written.startsWith('"')) return `"${'*'.repeat(written.length - 2)}"`;
  return /^[{}[\],]$/.test(written) ? written : '*'.repeat(written.length);
}
