import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli, cliIn, stackTrace, started } from '../../support/cli.js';
import { folderWith } from '../../support/folder.js';
import { call, outcome } from '../../support/json-rpc-client.js';

const module = `
export const methods = [
  { name: 'add', params: ['a', 'b'].map((name) => ({ name, kind: 'integer', min: 0, max: 9 })),
    execute: ({ params }) => [String(Number(params[0]) + Number(params[1]))] },
  { name: 'never', execute: () => new Promise(() => undefined) },
  { name: 'broken', execute: () => { throw new Error('a text of mine'); } },
];`;

test('start --methods serves them; one that throws or never ends costs its own command alone', async () => {
  const file = join(folderWith({ 'mine.js': module }), 'mine.js');
  const run = await started('--methods', file, '--read-deadline', '200ms');
  expect(await outcome(run, 'add', ['4', '5'])).toEqual(['9']);
  expect(await outcome(run, 'broken')).toBe('INTERNAL');
  expect((await call(run, 'never')).error).toMatchObject({
    message: 'INTERNAL',
    data: { detail: { reason: 'the deadline of the command has passed' } },
  });
  expect(await outcome(run, 'add', ['1', '1'])).toEqual(['2']);
  run.child.kill('SIGTERM');
  const { code, stderr } = await run.ended;
  expect(code).toBe(0);
  expect(stderr).toContain('a text of mine');
  expect(stderr).toMatch(/"unended":\["never"\]/);
});

test('methods of the configuration and of a module stand beside each other', async () => {
  const cwd = folderWith({
    'silvus-mock.yaml':
      'methodsFile: ./mine.mjs\nmethods:\n  - { name: rack, summary: Where it is, result: ["7"] }\n',
    'mine.mjs':
      "export default [{ name: 'hall', params: [{ name: 'n', kind: 'text', optional: true }], execute: () => 1 }];",
  });
  const { code, stdout } = await cliIn({ cwd }, 'methods').ended;
  expect(code).toBe(0);
  expect(stdout).toMatch(/^rack +read +Where it is$/m);
  expect(stdout).toMatch(/^hall +read +\[n\] +Custom method$/m);
  const checked = await cliIn({ cwd }, 'config', 'check').ended;
  expect(checked).toMatchObject({ code: 0, stderr: '' });
});

test.each([
  ['is not there', undefined, /can't be loaded: .*Cannot find module/],
  ['is no JavaScript', 'export const', /can't be loaded: SyntaxError/],
  ['throws', "throw new Error('on loading')", /can't be loaded: Error: on loading/],
  [
    'exports a promise that is rejected',
    "export const methods = Promise.reject(new Error('as a promise'));",
    /can't be loaded: Error: as a promise/,
  ],
  [
    'exports what throws when it is looked at',
    "export const methods = new Proxy([], { get() { throw new Error('as a trap'); } });",
    /can't be loaded: Error: as a trap/,
  ],
  ['exports nothing', 'export const other = 1;', /exports no methods; allowed: a list/],
  ['exports no list', 'export default 7;', /array/],
  [
    'declares a built-in method',
    "export default [{ name: 'freq', result: [] }];",
    /0\.name: "freq".*replaces: true/,
  ],
  [
    'declares one of the configuration',
    "export default [{ name: 'rack', result: [] }];",
    /"rack" is also in the configuration/,
  ],
])('a module that %s ends with 3, and is named', async (_, text, message) => {
  const cwd = folderWith({
    'silvus-mock.yaml': 'methods: [{ name: rack, result: [] }]\n',
    ...(text === undefined ? {} : { 'mine.js': text, 'package.json': '{"type":"module"}' }),
  });
  const { code, stdout, stderr } = await cliIn({ cwd }, 'config', 'check', '--methods', './mine.js').ended;
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toMatch(/^error: \.\/mine\.js: /);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(stackTrace);
});

test.each(['start', 'methods'])('%s takes no module that is wrong', async (command) => {
  const cwd = folderWith({ 'mine.mjs': 'export default 7;' });
  const { code, stderr } = await cliIn({ cwd }, command, '--methods', './mine.mjs').ended;
  expect(code).toBe(3);
  expect(stderr).toMatch(/^error: \.\/mine\.mjs: /);
});

test('a name that no module can have ends with 2', async () => {
  const { code, stderr } = await cli('start', '--methods', './mine.yaml').ended;
  expect(code).toBe(2);
  expect(stderr).toMatch(/--methods: .*"\.\/mine\.yaml".*\.js or \.mjs/);
});
