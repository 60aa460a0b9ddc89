import { type Bend, callStages, isJson, pick, spread, wholeBetween } from '../bend.js';
import { type JsonMember, mapReplies, scalar, withMember } from '../json-tree.js';
import { rewriting } from '../rewriting.js';

/** A reply with this result; an error becomes one too. */
function withResult(members: readonly JsonMember[], text: string): readonly JsonMember[] {
  const others = members.filter(({ key }) => key !== '"error"' && key !== '"result"');
  return [{ key: '"result"', value: scalar(text) }, ...others];
}

/** Arrays in arrays. */
export const deepNesting: Bend<'deep-nesting'> = {
  name: 'deep-nesting',
  summary: 'the result is 200 to 200,000 arrays or objects deep',
  stages: callStages,
  fits: isJson,
  hooks: (draw) => {
    const depth = spread(draw, 200, 200_000);
    const [open, close] = pick(draw, ['[', ']'] as const, ['{"a":', '}'] as const);
    const text = `${open.repeat(depth)}1${close.repeat(depth)}`;
    return rewriting((tree) => mapReplies(tree, (members) => withResult(members, text)));
  },
};

/** Numbers that no type holds. */
export const hugeNumber: Bend<'huge-number'> = {
  name: 'huge-number',
  summary:
    'the result has numbers that no type holds: 1e400, 20,000 digits, 2^63, a fraction with 5,000 digits',
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
      '-0',
      `0.${'3'.repeat(5_000)}`,
      '1E+99999999999',
    );
    const text = draw.real() < 0.5 ? `[${number}]` : `["${number}"]`;
    return rewriting((tree) => mapReplies(tree, (members) => withResult(members, text)));
  },
};

/** A text of megabytes. */
export const hugeString: Bend<'huge-string'> = {
  name: 'huge-string',
  summary: 'the result is a text of 64 KiB to 4 MiB',
  stages: callStages,
  fits: isJson,
  hooks: (draw) => {
    const length = spread(draw, 65_536, 4_194_304);
    const letter = pick(draw, 'a', '\\u0000', '\\ud83d\\ude00', 'é');
    const text = `["${letter.repeat(Math.ceil(length / letter.length))}"]`;
    return rewriting((tree) => mapReplies(tree, (members) => withResult(members, text)));
  },
};

/** More members than anyone expects. */
export const manyMembers: Bend<'many-members'> = {
  name: 'many-members',
  summary: 'the result is an array or an object of 1,000 to 100,000 members',
  stages: callStages,
  fits: isJson,
  hooks: (draw) => {
    const count = spread(draw, 1_000, 100_000);
    const isObject = draw.real() < 0.5;
    const members = Array.from({ length: count }, (_, index) => (isObject ? `"k${index}":"1"` : '"1"'));
    const text = isObject ? `{${members.join(',')}}` : `[${members.join(',')}]`;
    return rewriting((tree) => mapReplies(tree, (all) => withResult(all, text)));
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
  summary: 'the result is a text with half of a UTF-16 pair as an escape',
  stages: callStages,
  fits: isJson,
  hooks: (draw) => {
    const text = pick(draw, '["\\ud800"]', '["\\udfff2220"]', '["22\\udc0020"]');
    return rewriting((tree) => mapReplies(tree, (members) => withResult(members, text)));
  },
};
