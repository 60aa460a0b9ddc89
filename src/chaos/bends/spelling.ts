import type { RandomStream } from '../../core/random.js';
import { type Bend, callStages, isHttp, isJson, pick, shuffled } from '../bend.js';
import { type JsonMember, type JsonTree, mapReplies, mapTree, scalar, withMember } from '../json-tree.js';
import { rewriting } from '../rewriting.js';

/** The members in another order. */
export const keyOrder: Bend<'key-order'> = {
  name: 'key-order',
  summary: 'the members of objects are in another order',
  stages: callStages,
  fits: isJson,
  hooks: () =>
    rewriting((tree, draw) =>
      mapTree(tree, (each) =>
        each.kind === 'object' ? { kind: 'object', members: shuffled(draw, each.members) } : each,
      ),
    ),
};

/** Blanks between tokens. */
export const spacing: Bend<'spacing'> = {
  name: 'spacing',
  summary: 'other blanks, tabs and line ends between the tokens, or none',
  stages: callStages,
  fits: isJson,
  hooks: (draw, subject) => {
    const isCompact = draw.real() < 0.25;
    // On the maintenance port a line end is the end of the reply.
    const lineEnds = isHttp(subject) ? ['\n', '\r\n', '\n    '] : [];
    const blank = () => (isCompact ? '' : pick(draw, '', ' ', '  ', '\t', ...lineEnds));
    return rewriting(
      (tree) => tree,
      () => ({ inner: blank, beforeColon: blank, afterColon: blank, afterComma: blank }),
    );
  },
};

/** Members that a client does not know. */
export const extraKeys: Bend<'extra-keys'> = {
  name: 'extra-keys',
  summary: 'replies have further members',
  stages: callStages,
  fits: isJson,
  hooks: () =>
    rewriting((tree, draw) =>
      mapReplies(tree, (members) => {
        const name = pick(draw, 'timestamp', 'version', 'node', 'elapsed', 'warnings', 'extensions');
        const value = pick(draw, '1764453600', '"5.0.1.8"', 'null', '[]', '{"unit": "ms"}', 'true');
        const at = Math.floor(draw.between(0, members.length + 1));
        return [
          ...members.slice(0, at),
          { key: JSON.stringify(name), value: scalar(value) },
          ...members.slice(at),
        ];
      }),
    ),
};

/** Characters as escapes. */
export const escapes: Bend<'escapes'> = {
  name: 'escapes',
  summary: 'characters of texts and keys are written as \\u escapes',
  stages: callStages,
  fits: isJson,
  hooks: () =>
    rewriting((tree, draw) =>
      mapTree(tree, (each) => {
        if (each.kind === 'array') return each;
        if (each.kind === 'scalar') return scalar(escaped(each.text, draw));
        const members = each.members.map(({ key, value }): JsonMember => ({
          key: escaped(key, draw),
          value,
        }));
        return { kind: 'object', members };
      }),
    ),
};

/** A JSON text with a part of its letters as escapes; what is no text stays. */
function escaped(text: string, draw: RandomStream): string {
  if (!text.startsWith('"') || text.includes('\\')) return text;
  const letters = Array.from({ length: text.length - 2 }, (_, index) => {
    const code = text.charCodeAt(index + 1);
    // Half of a pair can't stand alone.
    const isHalf = code >= 0xd800 && code <= 0xdfff;
    if (draw.real() < 0.5 && !isHalf) return text.charAt(index + 1);
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
  return `"${letters.join('')}"`;
}

/** Numbers in another spelling. */
export const numberSpelling: Bend<'number-spelling'> = {
  name: 'number-spelling',
  summary:
    'codes of errors, and numbers of results, are written in another way: -32000 as -3.2e4 or -32000.0',
  stages: callStages,
  fits: isJson,
  hooks: () =>
    rewriting((tree, draw) => {
      const spelled = (value: JsonTree) => mapTree(value, (each) => respelled(each, draw));
      return mapReplies(tree, (members) =>
        withMember(withMember(members, 'error', spelled), 'result', spelled),
      );
    }),
};

function respelled(each: JsonTree, draw: RandomStream): JsonTree {
  if (each.kind !== 'scalar' || !/^-?\d{1,15}$/.test(each.text)) return each;
  const value = Number(each.text);
  return scalar(pick(draw, `${each.text}.0`, `${each.text}e0`, value.toExponential(), `${each.text}E+0`));
}

/** The member of an error that the specification leaves open. */
export const errorData: Bend<'error-data'> = {
  name: 'error-data',
  summary: 'the data of an error is a number, a text, an array, another object, null, or absent',
  stages: callStages,
  fits: isJson,
  hooks: () =>
    rewriting((tree, draw) =>
      mapReplies(tree, (members) =>
        withMember(members, 'error', (error) => {
          if (error.kind !== 'object') return error;
          const others = error.members.filter(({ key }) => key !== '"data"');
          const data = pick(draw, undefined, '-32000', '"BUSY"', '[1, 2]', '{"code": "E42"}', 'null');
          if (data === undefined) return { kind: 'object', members: others };
          return { kind: 'object', members: [...others, { key: '"data"', value: scalar(data) }] };
        }),
      ),
    ),
};

/** Replies of a batch, which a server may return in any order. */
export const batchOrder: Bend<'batch-order'> = {
  name: 'batch-order',
  summary: 'the replies of a batch are in another order',
  stages: callStages,
  fits: ({ isBatch }) => isBatch,
  hooks: () =>
    rewriting((tree, draw) =>
      tree.kind === 'array' ? { kind: 'array', items: shuffled(draw, tree.items) } : tree,
    ),
};
