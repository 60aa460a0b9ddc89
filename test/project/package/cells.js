// What the packed package must do where people are: beside each test runner, in each module format, in each resolution
// of TypeScript. pack.test.ts runs these cells with the present Node.js, matrix.js with others.
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** Projects that the package is installed in, each with the packages beside it. */
export const projects = {
  alone: [],
  'vitest-3': ['vitest@~3.2.0'],
  'vitest-4': [
    ...['vitest@~4.0.0', 'jest@^30.0.0', 'mocha@^11.0.0', 'typescript@~5.9.0', '@types/node@^20.19.0'],
    // The recipe for OpenTelemetry.
    ...['@opentelemetry/api@<1.10', '@opentelemetry/sdk-trace-base@^2.0.0'],
  ],
  'vitest-5': ['vitest@^5.0.0'],
};

/** A test of the package, with the hooks of a runner; the same library must come by `import` and by `require`. */
const testBody = `
let radio;
beforeAll(async () => {
  radio = await startSilvusMock({ clock: virtualClock() });
});
afterAll(() => radio.close());

test('a radio answers, and there is one library', async () => {
  const body = JSON.stringify({ jsonrpc: '2.0', method: 'freq', id: 1 });
  const reply = await (await fetch(radio.http.url, { method: 'POST', body })).json();
  assert.equal(reply.result[0], '4700');
  const refused = await startSilvusMock({ timing: { softBot: 1 } }).catch((error) => error);
  assert.ok(refused instanceof SilvusMockError);
  assert.equal(other.SilvusMockError, SilvusMockError);
  assert.equal(other.startSilvusMock, startSilvusMock);
});
`;

const names = '{ SilvusMockError, startSilvusMock, virtualClock }';

const asModule = (hooks, more = '') => `
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
${hooks}
import ${names} from 'silvus-mock';
const other = createRequire(import.meta.url)('silvus-mock');
${testBody}${more}`;

const asCommonJs = (hooks) => `
const assert = require('node:assert/strict');
${hooks}
const ${names} = require('silvus-mock');
let other;
beforeAll(async () => {
  other = await import('silvus-mock');
});
${testBody}`;

/** Jest loads no ES module in its default set-up, not even by \`import()\`. */
const inJest = `
const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const { createServer } = require('node:net');
const ${names} = require('silvus-mock');
const other = require('silvus-mock');
${testBody}
test.each(['./methods.cjs', './methods.js'])('custom methods come from %s', async (file) => {
  const mock = await startSilvusMock({ methods: require(file).methods });
  const body = JSON.stringify({ jsonrpc: '2.0', method: 'answer', id: 1 });
  const reply = await (await fetch(mock.http.url, { method: 'POST', body })).json();
  await mock.close();
  expect(reply.result).toEqual(['42']);
});

test('Jest itself refuses a module of methods in .mjs', () => {
  expect(() => require('./methods.mjs')).toThrow(/ES Module/);
});

test('the control plane answers, with metrics, documents and the version', async () => {
  const mock = await startSilvusMock({ control: { enabled: true } });
  const paths = ['/status', '/metrics', '/version', '/openapi.json', '/openrpc.json', '/config', '/healthz'];
  const found = await Promise.all(paths.map((path) => fetch(mock.control.url + path)));
  await mock.reload({ timing: { softBoot: '5s' } });
  await mock.close();
  expect(found.map(({ status }) => status)).toEqual(paths.map(() => 200));
});

test('errors of Node.js are told apart', async () => {
  const stranger = createServer();
  await new Promise((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  const { port } = stranger.address();
  const taken = await startSilvusMock({ http: { port } }).catch((error) => error);
  stranger.close();
  expect(taken).toMatchObject({ code: 'PORT_UNAVAILABLE', message: expect.stringMatching(/it is taken$/) });
  const missing = await startSilvusMock({ model: './nowhere.json' }).catch((error) => error);
  expect(missing.message).toMatch(/there is no such file/);
});

test('a state folder that is there is used again', async () => {
  for (const nth of [1, 2]) {
    const mock = await startSilvusMock({ stateDir: __dirname + '/state' });
    expect((await mock.close()).forced).toBe(0);
  }
});
`;

const methods = `[{ name: 'answer', execute: () => ['42'] }]`;
const methodFiles = {
  'jest/methods.cjs': `exports.methods = ${methods};\n`,
  'jest/methods.js': `module.exports.methods = ${methods};\n`,
  'jest/methods.mjs': `export const methods = ${methods};\n`,
};

const program = (body, imported) => `
import { type CloseReport, type CommandEvent, SilvusMock, SilvusMockError, startSilvusMock, virtualClock } from 'silvus-mock';
${imported}
async function main(): Promise<void> {
  const clock = virtualClock();
  const mock: SilvusMock = await startSilvusMock({ clock, timing: { preset: 'fast', softBoot: '50ms' } });
  const methods: string[] = [];
  mock.on('command', ({ method }: CommandEvent) => methods.push(method));
  const port: number = mock.http.port;
  // @ts-expect-error: no such setting
  await startSilvusMock({ timing: { softBot: 1 } }).catch((error: unknown) => {
    if (!(error instanceof SilvusMockError) || error.code !== 'OPTION_INVALID') throw error;
  });
  const report: CloseReport = await mock.close();
  if (port === 0 || report.forced !== 0) throw new Error('not as expected');
}
main().catch((error: unknown) => {
  console.error(error);
  throw error;
});
${body}`;

/** The types of the other entry, which TypeScript finds in each resolution but can't run here. */
const withVitest = program(
  `export const options: RadioOptions = { mode: 'degraded' };\n`,
  `import type { RadioOptions } from 'silvus-mock/vitest';`,
);

const compilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  target: 'es2022',
  lib: ['es2022', 'esnext.disposable'],
  types: ['node'],
};

/**
 * Programs in TypeScript: the folder's package.json says the format, the options the resolution. Only the package itself
 * is imported where vitest's own types don't resolve: node10, and CommonJS, which can't import an ES module.
 */
const resolutions = [
  {
    name: 'node10',
    type: 'commonjs',
    options: { module: 'commonjs', moduleResolution: 'node10', esModuleInterop: true },
    text: program('', ''),
  },
  { name: 'node16, CommonJS', type: 'commonjs', options: { module: 'node16' }, text: program('', '') },
  { name: 'node16, ES module', type: 'module', options: { module: 'node16' }, text: withVitest },
  {
    name: 'bundler',
    type: 'module',
    options: { module: 'esnext', moduleResolution: 'bundler', skipLibCheck: true },
    text: withVitest,
  },
];

const vitestCells = [3, 4, 5].flatMap((major) => {
  const common = {
    runner: `vitest ${major}`,
    project: `vitest-${major}`,
    ...(major === 5 ? { needs: '22.12' } : {}),
  };
  const hooks = `import { afterAll, beforeAll, test } from 'vitest';\nimport { radioTest } from 'silvus-mock/vitest';`;
  const more = `
radioTest('a test has its radio', async ({ radio, clock }) => {
  assert.ok(radio instanceof other.SilvusMock);
  await clock.advance('1s');
  assert.equal(clock.now(), 1_000);
});
`;
  const run = (file) => ['node_modules/vitest/vitest.mjs', 'run', file];
  return [
    {
      ...common,
      format: 'ESM',
      files: { 'radio.test.mjs': asModule(hooks, more) },
      run: [run('radio.test.mjs')],
    },
    {
      ...common,
      format: 'CommonJS',
      files: {
        'radio.test.ts': asModule(hooks, more)
          .replace('let radio;', 'let radio: SilvusMock;')
          .replace('{ SilvusMockError', '{ type SilvusMock, SilvusMockError'),
      },
      run: [run('radio.test.ts')],
    },
  ];
});

const nodeHooks = '{ after: afterAll, before: beforeAll, test }';
const mochaHooks = 'const { after: afterAll, before: beforeAll, it: test } = globalThis;';
const mocha = 'node_modules/mocha/bin/mocha.js';
const jest = 'node_modules/jest/bin/jest.js';

/** The cells, in the order of the table. */
export const cells = [
  ...vitestCells,
  {
    runner: 'Jest',
    project: 'vitest-4',
    format: 'ESM',
    files: { 'jest/module.test.mjs': asModule(`const { afterAll, beforeAll, test } = globalThis;`) },
    run: [['--experimental-vm-modules', jest, 'jest/module.test.mjs']],
  },
  {
    runner: 'Jest',
    project: 'vitest-4',
    format: 'CommonJS',
    files: { 'jest/default.test.js': inJest, ...methodFiles },
    run: [[jest, 'jest/default.test.js']],
  },
  {
    runner: 'mocha',
    project: 'vitest-4',
    format: 'ESM',
    files: { 'mocha.mjs': asModule(mochaHooks) },
    run: [[mocha, 'mocha.mjs']],
  },
  {
    runner: 'mocha',
    project: 'vitest-4',
    format: 'CommonJS',
    files: { 'mocha.cjs': asCommonJs(mochaHooks) },
    run: [[mocha, 'mocha.cjs']],
  },
  {
    runner: 'node:test',
    project: 'alone',
    format: 'ESM',
    files: { 'node.mjs': asModule(`import ${nodeHooks.replaceAll(':', ' as')} from 'node:test';`) },
    run: [['--test', 'node.mjs']],
  },
  {
    runner: 'node:test',
    project: 'alone',
    format: 'CommonJS',
    files: { 'node.cjs': asCommonJs(`const ${nodeHooks} = require('node:test');`) },
    run: [['--test', 'node.cjs']],
  },
  ...resolutions.map(({ name, type, options, text }) => {
    const folder = `typescript/${name.replaceAll(/[ ,]+/g, '-')}`;
    return {
      runner: 'TypeScript',
      project: 'vitest-4',
      format: name,
      files: {
        [`${folder}/package.json`]: JSON.stringify({ type }),
        [`${folder}/program.ts`]: text,
        [`${folder}/tsconfig.json`]: JSON.stringify({
          compilerOptions: { ...compilerOptions, ...options },
          files: ['program.ts'],
        }),
      },
      run: [['node_modules/typescript/bin/tsc', '-p', folder], [`${folder}/program.js`]],
    };
  }),
];

const execute = promisify(execFile);

/** What this process has set for a run by vitest must not reach the runners that it starts. */
const environment = () =>
  Object.fromEntries(
    Object.entries({ ...process.env, NO_COLOR: '1' }).filter(
      ([name]) => !/^(VITEST|NODE_OPTIONS|NODE_ENV|FORCE_COLOR)/.test(name),
    ),
  );

/** Makes an empty project, as \`npm init\` does, and installs the package and what stands beside it. */
export async function install(folder, tarball, beside, { node = process.execPath, npm } = {}) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "name": "empty", "private": true, "type": "commonjs" }\n');
  const args = ['install', '--prefer-offline', '--no-audit', '--no-fund', tarball, ...beside];
  const [program, ...first] = npm === undefined ? ['npm'] : [node, npm];
  const path = [dirname(node), process.env.PATH].join(':');
  await execute(program, [...first, ...args], { cwd: folder, env: { ...environment(), PATH: path } });
}

/** Runs a cell in its project; rejects with what its runner printed. */
export async function runCell({ files, run }, folder, node = process.execPath) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  for (const args of run) await execute(node, args, { cwd: folder, env: environment() });
}

/** True if a cell can run on a version of Node.js. */
export function runsOn({ needs = '0.0' }, version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  const [wantedMajor, wantedMinor] = needs.split('.').map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}
