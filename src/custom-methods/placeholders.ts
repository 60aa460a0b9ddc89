/** A placeholder in a reply: `{{params.0}}`, `{{state.freq}}`, `{{state.freq_bw.1}}`. */
export const placeholder = /\{\{([^{}]*)\}\}/g;

/** Source of a placeholder's value. */
type Meaning =
  | { readonly of: 'params'; readonly index: number }
  | { readonly of: 'state'; readonly method: string; readonly index: number };

/** Parses the text between the braces; undefined if it is no placeholder. */
export function meaningOf(inner: string): Meaning | undefined {
  const [, params, method, index = '0'] =
    /^\s*(?:params\.(\d{1,4})|state\.(\w{1,64})(?:\.(\d{1,4}))?)\s*$/.exec(inner) ?? [];
  if (params !== undefined) return { of: 'params', index: Number(params) };
  return method === undefined ? undefined : { of: 'state', method, index: Number(index) };
}

/** An invalid placeholder, and the reason. */
interface Meaningless {
  readonly text: string;
  readonly message: string;
}

const forms = '{{params.0}}, {{state.freq}}, {{state.gps_coordinates.1}}';

/**
 * The invalid placeholders of a reply.
 * @param params number of parameters
 * @param readable the methods that can be read
 */
export function placeholders(
  reply: unknown,
  params: number,
  readable: ReadonlySet<string>,
): readonly Meaningless[] {
  if (Array.isArray(reply)) return reply.flatMap((each) => placeholders(each, params, readable));
  if (typeof reply === 'object' && reply !== null)
    return Object.values(reply).flatMap((each) => placeholders(each, params, readable));
  if (typeof reply !== 'string') return [];
  return [...reply.matchAll(placeholder)].flatMap(([text, inner = '']) => {
    const message = faultOf(meaningOf(inner), params, readable);
    return message === undefined ? [] : [{ text, message }];
  });
}

function faultOf(
  meaning: Meaning | undefined,
  params: number,
  readable: ReadonlySet<string>,
): string | undefined {
  if (meaning === undefined) return `stands for nothing; allowed: ${forms}`;
  if (meaning.of === 'params')
    return meaning.index < params ? undefined : `stands for no parameter; there are ${params}`;
  return readable.has(meaning.method) ? undefined : `stands for nothing: ${meaning.method} can't be read`;
}
