import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli, cliIn, stackTrace } from '../support/cli.js';
import { issueLines, loaded } from '../support/config.js';
import { type Files, folderWith, workingIn } from '../support/folder.js';

const times = (text: string, count: number) => text.repeat(count);

/** Each level holds nine of the one below. */
function aliasBomb(): string {
  const levels = 'a b c d e f g h i j k l'.split(' ');
  const nine = (item: string) => `[${Array.from({ length: 9 }, () => item).join(',')}]`;
  return levels
    .map((name, index) => `${name}: &${name} ${nine(index === 0 ? 'x' : `*${levels[index - 1]}`)}`)
    .join('\n');
}

/** Bytes of all kinds without order, the same on every run. */
const garbage = (size: number) =>
  Uint8Array.from({ length: size }, (_, index) => Math.imul(index + 1, 0x9e37_79b1) >>> 21);

const keys = (count: number) => Array.from({ length: count }, (_, index) => `key${index}: 1\n`).join('');

/** What the file is, its bytes, and what is said of it. */
const hostile: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
  ['nothing', '', /^file: is empty$/],
  ['blanks', ' \n\t\n', /^file: is empty$/],
  [
    '10 MiB of YAML',
    times('key: value\n', 953_251),
    /^file: has 104\d{5} bytes; at most 1048576 are allowed$/,
  ],
  ['one byte more than allowed', times('#', 1_048_577), /1048577 bytes/],
  ['an alias bomb', aliasBomb(), /alias/],
  ['a merge bomb', `a: &a {x: 1}\n${times('b: {<<: *a}\n', 200)}`, /^file/],
  ['brackets 200,000 deep', times('[', 200_000), /deep/],
  ['braces 100,000 deep', `${times('{a: ', 100_000)}1${times('}', 100_000)}`, /deep/],
  ['JSON 100,000 deep', `${times('{"a":', 100_000)}1${times('}', 100_000)}`, /deep/],
  [
    'blocks 1,400 deep',
    Array.from({ length: 1_400 }, (_, depth) => `${times(' ', depth)}k:\n`).join(''),
    /deep/,
  ],
  ['10,000 keys that are none', keys(10_000), /is no setting/],
  ['80,000 keys that are none', keys(80_000), /too many parts; allowed: 50000 /],
  ['one key 10,000 times', times('seed: 1\n', 10_000), /twice/],
  ['one key 100,000 times', times('seed: 1\n', 100_000), /too many parts/],
  ['1 MB of brackets', times('[', 1_000_000), /1:64: is nested too deep/],
  ['1 MB of braces', times('{', 1_000_000), /1:64: is nested too deep/],
  ['1 MB of brackets, a line each', times('[\n', 500_000), /64:1: is nested too deep/],
  ['1 MB of dashes', times('- ', 500_000), /1:\d+: is nested too deep/],
  ['1 MB of closing brackets', times(']', 1_000_000), /too many parts/],
  ['1 MB of empty lists', times('[]', 500_000), /too many parts/],
  ['1 MB of commas', `[${times(',', 1_000_000)}`, /too many parts/],
  ['1 MB of tags', times('!a ', 300_000), /too many parts/],
  ['1 MB of anchors', times('&a ', 300_000), /too many parts/],
  ['1 MB of quotes', times('"a" ', 250_000), /too many parts/],
  ['1 MB of directives', times('%a b\n', 200_000), /too many parts/],
  ['1 MB of comments', times('# x\n', 250_000), /too many parts/],
  ['1 MB of keys in keys', times('a: ', 300_000), /too many parts/],
  ['100,000 lines of nonsense', times('%}] :\n', 100_000), /^file/],
  ['binary garbage', garbage(65_536), /^file/],
  ['zeros', new Uint8Array(65_536), /^file/],
  ['a text of 1 MiB', `mode: ${times('z', 1_000_000)}`, /mode/],
  ['a key of 1 MiB', `${times('z', 1_000_000)}: 1`, /is no setting|key/],
];

/** Processor time of this process, which does not grow while the machine does other work, ms. */
function cpuMsSince(begun: NodeJS.CpuUsage): number {
  return process.cpuUsage(begun).user / 1_000;
}

describe.each(hostile)('a file that holds %s', (_, content, words) => {
  test('is told in time, in few and short lines', () => {
    workingIn({ file: content });
    const begun = process.cpuUsage();
    const lines = issueLines({ file: 'file' });
    expect(cpuMsSince(begun)).toBeLessThan(2_000);
    expect(lines.join('\n')).toMatch(words);
    expect(lines.length).toBeLessThanOrEqual(101);
    for (const line of lines) expect(line.length).toBeLessThan(500);
  });

  test('is told alike of a JSON file', () => {
    workingIn({ file: content, 'file.json': content });
    const begun = process.cpuUsage();
    const asJson = issueLines({ file: 'file.json' });
    expect(cpuMsSince(begun)).toBeLessThan(2_000);
    expect(asJson).toEqual(issueLines({ file: 'file' }).map((line) => line.replace(/^file\b/, 'file.json')));
  });
});

test('no fault brings control characters to the terminal', () => {
  workingIn({
    'silvus-mock.yaml':
      '"\\e[31mred": 1\nmode: "\\e]0;title\\a\\u009b1m"\nseed: "\\u202eabc"\n"\\u009bkey": 1\n',
  });
  const lines = issueLines({});
  expect(lines).toHaveLength(4);
  expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
});

test('a file that is not UTF-8 is told as such', () => {
  workingIn({ 'silvus-mock.yaml': Buffer.from('host: caf\xe9\n', 'latin1') });
  expect(issueLines({})).toEqual([expect.stringMatching(/^silvus-mock\.yaml: .*UTF-8/)]);
});

test('a folder is no file', () => {
  const folder = workingIn();
  mkdirSync(join(folder, 'silvus-mock.yaml'));
  expect(issueLines({})).toEqual(['silvus-mock.yaml: is a folder, not a file']);
});

test.each(['/dev/null', '/dev/zero'])('a device is no file: %s', (file) => {
  workingIn();
  expect(issueLines({ file })).toEqual([`${file}: is no plain file`]);
});

test.each([
  ['__proto__', '{"__proto__": {"mode": "offline"}}'],
  ['constructor', 'constructor: { prototype: { mode: offline } }'],
  ['toString', 'toString: 1'],
])('a key named %s is a key like any other, and none of ours', (name, text) => {
  workingIn({ 'silvus-mock.yaml': text });
  expect(issueLines({})).toEqual([expect.stringContaining(`${name}: is no setting`)]);
  expect('mode' in {}).toBe(false);
});

test('a key that is no text is told, and nothing else is printed', async () => {
  const cwd = folderWith({ 'silvus-mock.yaml': '? [a, b]\n: 1\n1: 2\n' });
  const { code, stderr } = await cliIn({ cwd }, 'config', 'check').ended;
  expect(code).toBe(3);
  for (const line of stderr.trimEnd().split('\n')) expect(line).toMatch(/^error: silvus-mock\.yaml/);
});

test('a file of exactly the largest size is read', () => {
  const text = 'seed: 1\n';
  workingIn({ 'silvus-mock.yaml': text + times('#', 1_048_576 - text.length) });
  expect(loaded({}).config.seed).toBe(1);
});

const comments = (parts: number) => `key: 1\n${times('#\n', parts - 3)}`;
const nested = (levels: number) => `${times('{a: ', levels)}1${times('}', levels)}`;
const aliases = (count: number) => `a: &a 1\nb: [${times('*a,', count)}]`;

test.each([
  // The value in them is one more.
  ['63 levels of braces', nested(63), nested(64), /nested too deep; allowed: 64 levels/],
  ['50,000 parts', comments(50_000), comments(50_001), /too many parts; allowed: 50000/],
  ['99 aliases of one value', aliases(99), aliases(100), /alias/],
])('a file with %s is read, one with one more is not', (_, most, more, words) => {
  workingIn({ most, more });
  for (const line of issueLines({ file: 'most' })) expect(line).toMatch(/is no setting/);
  expect(issueLines({ file: 'more' }).join('\n')).toMatch(words);
});

/** These might block or bring down a process, so each has one of its own. */
const ways: readonly (readonly [string, Files, (folder: string) => string])[] = [
  [
    'a pipe that nobody writes to',
    {},
    (folder) => {
      const pipe = join(folder, 'pipe');
      execFileSync('mkfifo', [pipe]);
      return pipe;
    },
  ],
  ['braces 100,000 deep', { deep: times('{a: ', 100_000) }, (folder) => join(folder, 'deep')],
  ['binary garbage', { garbage: garbage(4_096) }, (folder) => join(folder, 'garbage')],
];

test.each(ways)('start with %s ends with 3 and a message, and listens nowhere', async (_, files, make) => {
  const file = make(folderWith(files));
  const run = cli('start', '--http-port', '0', '--maintenance-port', '0', '--config', file);
  const { code, stdout, stderr } = await run.ended;
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toContain(file);
  expect(stderr).not.toMatch(stackTrace);
});
