import { expect, test } from 'vitest';
import { readDocument } from '../../src/documents/document.js';
import { folderWith } from '../support/folder.js';

/** A JSON file, read with room for a long one. */
function read(text: string) {
  const folder = folderWith({ 'a.json': text });
  const { tree, issues, locate } = readDocument(`${folder}/a.json`, 'holds nothing', { maxJsonBytes: 1e7 });
  const inFolder = (name: string) => name.replace(`${folder}/`, '');
  return {
    tree,
    issues: issues.map(({ origin, message }) => `${inFolder(origin.name)}: ${message}`),
    at: (...keys: string[]) => inFolder(locate(keys).name),
  };
}

const text = '{\n  "a": { "b": [1, { "c": "x, ]}\\"" }, [] ] },\r\n\t"d\\u0065": null, "": true\n}\n';

test('values and places are those of the text', () => {
  const { tree, issues, at } = read(text);
  expect(tree).toEqual(JSON.parse(text));
  expect(issues).toEqual([]);
  expect(at('a')).toBe('a.json:2:3');
  expect(at('a', 'b')).toBe('a.json:2:10');
  expect(at('a', 'b', '0')).toBe('a.json:2:16');
  expect(at('a', 'b', '1', 'c')).toBe('a.json:2:21');
  expect(at('a', 'b', '2')).toBe('a.json:2:39');
  expect(at('de')).toBe('a.json:3:2');
  expect(at('')).toBe('a.json:3:19');
});

test('of what is not there, the place of the nearest above', () => {
  const { at } = read(text);
  expect(at('x')).toBe('a.json');
  expect(at('a', 'b', '7', 'c')).toBe('a.json:2:10');
  expect(at('de', 'f')).toBe('a.json:3:2');
});

test('YAML has the same places', () => {
  const { at } = read('{ "a": [1, { "b": 2 }] } # no JSON');
  expect([at('a'), at('a', '1'), at('a', '1', 'b')]).toEqual(['a.json:1:3', 'a.json:1:12', 'a.json:1:14']);
  const json = read('{ "a": [1, { "b": 2 }] }');
  expect([json.at('a'), json.at('a', '1'), json.at('a', '1', 'b')]).toEqual([
    'a.json:1:3',
    'a.json:1:12',
    'a.json:1:14',
  ]);
});

test('keys that are there twice, at any level', () => {
  const { issues } = read('{"a": 1, "b": [{"c": "a", "d": {"c": 1}, "c": 2}], "\\u0061": 3}');
  expect(issues).toEqual([
    'a.json:1:42: c: is there twice; allowed: once',
    'a.json:1:52: a: is there twice; allowed: once',
  ]);
});

test('64 levels', () => {
  const nested = (levels: number) => `{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;
  expect(read(nested(64)).issues).toEqual([]);
  expect(read(nested(65))).toMatchObject({ tree: undefined, issues: ['a.json:1:69: is nested too deep'] });
  expect(read(nested(100_000)).issues).toEqual(['a.json:1:69: is nested too deep']);
});

test('a text that is no object', () => {
  expect(read('[1]')).toMatchObject({ tree: undefined, issues: ['a.json: holds nothing'] });
  expect(read('null')).toMatchObject({ tree: undefined, issues: ['a.json: holds nothing'] });
});

test('keys at the beginning and at the end of a line', () => {
  const { at } = read('{\n"a": 1,\n\n"b":\n[\n2,3]}');
  expect([at('a'), at('b'), at('b', '0'), at('b', '1')]).toEqual([
    'a.json:2:1',
    'a.json:4:1',
    'a.json:6:1',
    'a.json:6:3',
  ]);
});
