import { describe, expect, test } from 'vitest';
import { createSilvusMock, loadModel, modelNames } from '../../src/index.js';
import { issueLines } from '../support/config.js';
import { workingIn } from '../support/folder.js';
import { textOf } from '../support/markdown.js';
import { running } from '../support/radio.js';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Paths of the members that have no members of their own. */
function leavesOf(members: Record<string, unknown>): readonly string[] {
  return Object.entries(members).flatMap(([name, value]) =>
    isObject(value) ? leavesOf(value).map((inner) => `${name}.${inner}`) : [name],
  );
}

const notMembers = ['name', 'description', 'public', 'assumed'];
const plain = Object.fromEntries(
  Object.entries(loadModel('icd')).filter(([name]) => !notMembers.includes(name)),
);
const leaves = leavesOf(plain);
const isIn = (leaf: string, field: string) => leaf === field || leaf.startsWith(`${field}.`);

/** Keys of the sources in the document, for each key of a row. */
const sourceKeys = textOf('docs/interface.md')
  .split('## 0. Sources')[1]
  ?.split('## A.')[0]
  ?.split('\n')
  .flatMap((line) => line.split('|')[1]?.split(',') ?? [])
  .map((key) => key.trim());

describe.each(modelNames().map((name) => ({ name, model: loadModel(name) })))('model $name', ({ model }) => {
  const facts = model.public ?? [];
  const assumptions = model.assumed ?? [];

  test('says what is public and what is assumed', () => {
    expect(facts.length).toBeGreaterThan(0);
    expect(assumptions.length).toBeGreaterThan(0);
  });

  test('each statement is about members that exist', () => {
    const named = [...facts, ...assumptions].flatMap(({ fields }) => fields);
    expect(named.filter((field) => !leaves.some((leaf) => isIn(leaf, field)))).toEqual([]);
  });

  test('every member is in a statement', () => {
    const named = [...facts, ...assumptions].flatMap(({ fields }) => fields);
    expect(leaves.filter((leaf) => !named.some((field) => isIn(leaf, field)))).toEqual([]);
  });

  test('each source is one of those that interface.md lists', () => {
    const keys = facts.flatMap(({ sources }) => sources);
    expect(keys.filter((key) => sourceKeys?.includes(key) !== true)).toEqual([]);
  });

  test('no fact is written twice', () => {
    const texts = [
      model.description,
      ...[...facts, ...assumptions].map(({ text, fields }) => `${fields.join()} ${text}`),
    ];
    expect(new Set(texts).size).toBe(texts.length);
    expect(model.description).not.toMatch(/public|assum/i);
  });
});

const own = { ...loadModel('s-band'), public: undefined, assumed: undefined };
const statement = { fields: ['power.maxDbm'], text: 'By its label.', sources: ['label'] };

test('a model of the user’s own may leave both out, or have them', async () => {
  for (const more of [
    {},
    { public: [statement] },
    { assumed: [{ fields: ['power'], text: 'It has 4 W.' }] },
  ]) {
    const mock = await running({ model: { ...own, name: 'mine', ...more } });
    expect(mock.model).toBe('mine');
  }
});

test.each<[string, object, RegExp]>([
  [
    'a member that does not exist',
    { public: [{ ...statement, fields: ['power.maxDbm', 'power.maxW'] }] },
    /public\.0\.fields\.1: "power\.maxW" is no member of a model; allowed: identity, .*power\.maxDbm/,
  ],
  [
    'an assumption about the text',
    { assumed: [{ fields: ['description'], text: 'x' }] },
    /assumed\.0\.fields\.0/,
  ],
  [
    'an entry of a list',
    { assumed: [{ fields: ['bandwidths.0'], text: 'x' }] },
    /"bandwidths\.0" is no member/,
  ],
  ['a member of every object', { assumed: [{ fields: ['constructor'], text: 'x' }] }, /"constructor" is no/],
  ['a fact without a source', { public: [{ ...statement, sources: [] }] }, /public\.0\.sources/],
  ['a fact that names no source', { public: [{ fields: ['power'], text: 'x' }] }, /public\.0\.sources/],
  ['an assumption with a source', { assumed: [statement] }, /assumed\.0\.sources: is no member/],
  ['a statement about nothing', { assumed: [{ fields: [], text: 'x' }] }, /assumed\.0\.fields/],
  ['a statement that says nothing', { assumed: [{ fields: ['power'], text: '' }] }, /assumed\.0\.text/],
  [
    'a text of 513 characters',
    { assumed: [{ fields: ['power'], text: 'x'.repeat(513) }] },
    /assumed\.0\.text/,
  ],
  ['65 statements', { public: Array.from({ length: 65 }, () => statement) }, /public: .*64/],
  ['a text in place of a list', { public: 'all of it' }, /public: "all of it"/],
])('a model file with %s is refused with its place', (_, change, expected) => {
  workingIn({
    'mine.json': JSON.stringify({ ...own, ...change }),
    'silvus-mock.yaml': 'model: ./mine.json\n',
  });
  expect(issueLines({})).toEqual([expect.stringMatching(expected)]);
  expect(() => createSilvusMock({ model: { ...own, ...change } })).toThrow(
    expect.objectContaining({ code: 'OPTION_INVALID' }),
  );
});

test('a text of 512 characters and 64 statements are taken', () => {
  const text = 'x'.repeat(512);
  const model = { ...own, public: Array.from({ length: 64 }, () => ({ ...statement, text })) };
  expect(createSilvusMock({ model }).lifecycle).toBe('created');
});
