import { expect, test } from 'vitest';
import { createSilvusMock } from '../../src/index.js';
import { issueLines } from '../support/config.js';
import { workingIn } from '../support/folder.js';

const param = (more: object) => [{ name: 'a', kind: 'text', ...more }];

const wrong: readonly [string, object, RegExp][] = [
  [
    'a name with a dot',
    { name: 'rpc.discover', result: [] },
    /0\.name: "rpc\.discover": is no name.*allowed/,
  ],
  [
    'a name of a built-in method',
    { name: 'freq', result: [] },
    /0\.name: "freq": is a built-in.*replaces: true/,
  ],
  [
    'nothing to replace',
    { name: 'own', result: [], replaces: true },
    /0\.replaces: .*no built-in method own/,
  ],
  ['no result', { name: 'own' }, /0.*result/],
  [
    'a result beside a setting',
    { name: 'own', result: [], setting: { factory: 'a' }, params: param({}) },
    /0.*result.*setting; allowed: one of them/,
  ],
  [
    'a setting without a factory value',
    { name: 'own', setting: {}, params: param({}) },
    /0\.setting\.factory: /,
  ],
  ['a setting without parameters', { name: 'own', setting: { factory: [] } }, /0\.params: has no parameter/],
  [
    'a factory value that is not allowed',
    { name: 'own', setting: { factory: 'abcd' }, params: param({ maxLength: 3 }) },
    /0\.setting\.factory: a: "abcd" is not allowed; allowed: a text of at most 3 characters/,
  ],
  [
    'a factory value of too many values',
    { name: 'own', setting: { factory: ['a', 'b'] }, params: param({}) },
    /0\.setting\.factory: own params: "2 given" is not allowed; allowed: 1 \(a\)/,
  ],
  [
    'a factory value that is no text',
    { name: 'own', setting: { factory: true }, params: param({}) },
    /0\.setting\.factory: true: is not allowed; allowed: a text, a number, or a list of them/,
  ],
  [
    'a setting that is only read',
    { name: 'own', access: 'read', setting: { factory: 'a' }, params: param({}) },
    /0\.access: "read": is not allowed for a setting; allowed: read-write/,
  ],
  [
    'a setting instead of one on which others depend',
    { name: 'freq', replaces: true, setting: { factory: 'a' }, params: param({}) },
    /0\.replaces: true: is not allowed for a setting: other methods depend on the setting freq/,
  ],
  [
    'an unknown member of a setting',
    { name: 'own', setting: { factory: 'a', flash: true }, params: param({}) },
    /flash/,
  ],
  ['an unknown access', { name: 'own', result: [], access: 'peek' }, /0\.access: "peek".*read-write/],
  [
    'a read with an effect',
    { name: 'own', result: [], access: 'read', effect: 'reboot' },
    /0\.effect: "reboot"/,
  ],
  ['an unknown effect', { name: 'own', result: [], effect: 'explode' }, /0\.effect: "explode".*soft-boot/],
  [
    'an unknown kind',
    { name: 'own', result: [], params: param({ kind: 'date' }) },
    /0\.params\.0.*integer, decimal/,
  ],
  [
    'one bound',
    { name: 'own', result: [], params: param({ kind: 'integer', min: 1 }) },
    /0\.params\.0\.max: is missing/,
  ],
  [
    'bounds the wrong way round',
    { name: 'own', result: [], params: param({ kind: 'integer', min: 2, max: 1 }) },
    /0\.params\.0.*min is above max/,
  ],
  [
    'a parameter that is needed after one that is not',
    { name: 'own', result: [], params: [...param({ optional: true }), ...param({})] },
    /0\.params: .*optional/,
  ],
  [
    'a placeholder for nothing',
    { name: 'own', result: ['{{freq}}'] },
    /0\.result: "\{\{freq\}\}".*\{\{state\.freq\}\}/,
  ],
  [
    'a placeholder for no parameter',
    { name: 'own', result: { a: '{{params.1}}' }, params: param({}) },
    /there are 1/,
  ],
  ['a placeholder for no setting', { name: 'own', result: '{{state.frek}}' }, /frek can't be read/],
  [
    'a placeholder for what is read with parameters alone',
    { name: 'own', result: '{{state.weakest_link}}' },
    /weakest_link can't be read/,
  ],
  ['an unknown member', { name: 'own', result: [], sumary: 'x' }, /sumary/],
];

test.each(wrong)('%s is refused, from a program and from a file', (_, method, message) => {
  expect(() => createSilvusMock({ methods: [method] as never })).toThrow(
    expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringMatching(message) }),
  );
  workingIn({ 'silvus-mock.yaml': `methods:\n  - ${JSON.stringify(method)}\n` });
  const lines = issueLines({});
  expect(lines).toEqual([expect.stringMatching(/^silvus-mock\.yaml:2:\d+: methods\.0/)]);
  expect(lines.map((line) => line.replace(/^.*?: methods\./, ''))).toEqual([expect.stringMatching(message)]);
});

test('a name that is there twice is refused', () => {
  const own = { name: 'own', result: [] };
  expect(() => createSilvusMock({ methods: [own, own] })).toThrow(/1\.name: "own": is there twice/);
});

test.each([
  ['both', { name: 'own', result: [], execute: () => 1 }],
  ['none', { name: 'own' }],
])('of result and execute, %s are refused', (_, method) => {
  expect(() => createSilvusMock({ methods: [method] as never })).toThrow(/allowed: one of them/);
});

test('a file can hold no function, and says where one is allowed', () => {
  workingIn({ 'silvus-mock.yaml': 'methods:\n  - { name: own, result: [], execute: "() => 1" }\n' });
  expect(issueLines({})).toEqual([expect.stringMatching(/:2:\d+: methods\.0\.execute: .*--methods/)]);
});

test('a program imports its methods by itself', () => {
  expect(() => createSilvusMock({ methodsFile: './mine.js' } as never)).toThrow(
    expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringMatching(/^methodsFile: /) }),
  );
});
