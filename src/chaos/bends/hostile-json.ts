import type { RandomStream } from '../../core/random.js';
import { type Bend, type BendHooks, callStages, isJson, pick, spread, wholeBetween } from '../bend.js';
import { type JsonMember, mapReplies, scalar, withMember } from '../json-tree.js';
import { rewriting } from '../rewriting.js';

/** A further member before the others or behind them: the value that a client looks for stays the true one. */
function withExtra(draw: RandomStream, text: string): BendHooks {
  const add = adding(draw, text);
  return rewriting((tree) => mapReplies(tree, add));
}

/** A result of a type that no method has; an error gets a further member. */
function withResult(draw: RandomStream, text: string): BendHooks {
  const add = adding(draw, text);
  return rewriting((tree) =>
    mapReplies(tree, (members) =>
      members.some(({ key }) => key === '"result"')
        ? withMember(members, 'result', () => scalar(text))
        : add(members),
    ),
  );
}

function adding(draw: RandomStream, text: string): (members: readonly JsonMember[]) => readonly JsonMember[] {
  const extra: JsonMember = { key: pick(draw, '"extra"', '"data"', '"debug"'), value: scalar(text) };
  const isFirst = draw.real() < 0.5;
  return (members) => (isFirst ? [extra, ...members] : [...members, extra]);
}

/** Arrays in arrays. */
export const deepNesting: Bend<'deep-nesting'> = {
  name: 'deep-nesting',
  summary: 'the result, or a further member, is 200 to 200,000 arrays or objects deep',
  stages: callStages,
  fits: isJson,
  hooks: (draw) => {
    const depth = spread(draw, 200, 200_000);
    const [open, close] = pick(draw, ['[', ']'] as const, ['{"a":', '}'] as const);
    const text = `${open.repeat(depth)}1${close.repeat(depth)}`;
    return draw.real() < 0.5 ? withResult(draw, text) : withExtra(draw, text);
  },
};

/** Numbers that no type holds. */
export const hugeNumber: Bend<'huge-number'> = {
  name: 'huge-number',
  summary:
    'the result, or a further member, is a number that no type holds: 1e400, 20,000 digits, 2^63, a fraction of 5,000',
  stages: callStages,
  fits: isJson,
  hooks: (draw) => {
    const number = pick(
      draw,
      '1e400',
      '-1e400',
      '9'.repeat(wholeBetween(draw, 400, 20_000)),
      '9223372036854775808',
      '18446744073709551616',
      '1e-400',
      `0.${'3'.repeat(5_000)}`,
      '1E+99999999999',
    );
    return draw.real() < 0.5 ? withResult(draw, number) : withExtra(draw, number);
  },
};

/** A text of megabytes. */
export const hugeString: Bend<'huge-string'> = {
  name: 'huge-string',
  summary: 'the reply has a further member, a text of 64 KiB to 4 MiB',
  stages: callStages,
  fits: isJson,
  hooks: (draw) => {
    const length = spread(draw, 65_536, 4_194_304);
    const letter = pick(draw, 'a', '\\u0000', '\\ud83d\\ude00', 'é');
    return withExtra(draw, `"${letter.repeat(Math.ceil(length / letter.length))}"`);
  },
};

/** More members than anyone expects. */
export const manyMembers: Bend<'many-members'> = {
  name: 'many-members',
  summary: 'the reply has a further member, an array or an object of 1,000 to 100,000 members',
  stages: callStages,
  fits: isJson,
  hooks: (draw) => {
    const count = spread(draw, 1_000, 100_000);
    const isObject = draw.real() < 0.5;
    const members = Array.from({ length: count }, (_, index) => (isObject ? `"k${index}":"1"` : '"1"'));
    return withExtra(draw, isObject ? `{${members.join(',')}}` : `[${members.join(',')}]`);
  },
};

/** Members that are there twice. */
export const duplicateKeys: Bend<'duplicate-keys'> = {
  name: 'duplicate-keys',
  summary: 'the members result and id are there twice, with different values',
  stages: callStages,
  fits: isJson,
  hooks: (draw) => {
    const isFirst = draw.real() < 0.5;
    const others: readonly JsonMember[] = [
      { key: '"result"', value: scalar('["0"]') },
      { key: '"id"', value: scalar('-1') },
    ];
    return rewriting((tree) =>
      mapReplies(tree, (members) => (isFirst ? [...others, ...members] : [...members, ...others])),
    );
  },
};

/** Keys that mean something to a language. */
export const strangeKeys: Bend<'strange-keys'> = {
  name: 'strange-keys',
  summary:
    'the reply, its result and its error have members such as __proto__, constructor, and an empty name',
  stages: callStages,
  fits: isJson,
  hooks: (draw) => {
    const strange: readonly JsonMember[] = ['__proto__', 'constructor', 'prototype', 'toString', 'length', '']
      .filter(() => draw.real() < 0.7)
      .concat('__class__')
      .map((key) => ({
        key: JSON.stringify(key),
        value: scalar(pick(draw, '{"isAdmin": true, "result": ["0"]}', '"x"', 'null', '[]')),
      }));
    return rewriting((tree) =>
      mapReplies(tree, (members) => [
        ...withMember(members, 'error', (error) =>
          error.kind === 'object' ? { kind: 'object', members: [...strange, ...error.members] } : error,
        ),
        ...strange,
      ]),
    );
  },
};

/** Half of a pair of UTF-16, which no text may hold. */
export const loneSurrogate: Bend<'lone-surrogate'> = {
  name: 'lone-surrogate',
  summary: 'the reply has a further member, a text with half of a UTF-16 pair as an escape',
  stages: callStages,
  fits: isJson,
  hooks: (draw) => withExtra(draw, pick(draw, '"\\ud800"', '"\\udfff2220"', '"22\\udc0020"')),
};
