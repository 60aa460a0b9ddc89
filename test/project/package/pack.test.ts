import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Listening, outcome } from '../../support/json-rpc-client.js';
import { recipes, runRecipe } from '../../support/recipes.js';
import { cells, install, projects, runCell, runsOn } from './cells.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../', import.meta.url));
const inRoot = (path: string) => join(root, path);
const filesUnder = (path: string) =>
  readdirSync(inRoot(path), { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)));

/** A folder with the tarball, and the empty projects beside it that it is installed in. */
const folder = mkdtempSync(join(tmpdir(), 'silvus-mock-package-'));
const inFolder = (name: string) => join(folder, name);
/** Nothing but the package is installed there. */
const project = inFolder('alone');
/** The one with the runners that the recipes need. */
const withRunners = inFolder('vitest-4');
let tarball = '';
let packed: readonly string[] = [];

beforeAll(async () => {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: root });
  // The build prints before it.
  const [pack] = JSON.parse(stdout.slice(stdout.lastIndexOf('\n[\n') + 1)) as [
    { filename: string; files: { path: string }[] },
  ];
  tarball = inFolder(pack.filename);
  packed = pack.files.map(({ path }) => path);
  const all = Object.entries(projects).map(([name, beside]) => install(inFolder(name), tarball, beside));
  await Promise.all(all);
  cpSync(join(withRunners, 'node_modules/silvus-mock/examples'), join(withRunners, 'examples'), {
    recursive: true,
  });
});

afterAll(() => rmSync(folder, { recursive: true }));

test('the package holds what it needs, and nothing else', () => {
  const besideDist = packed.filter((path) => !path.startsWith('dist/'));
  const ofThisProject = ['examples/run.js', 'examples/recipes.json'];
  const folders = ['examples', 'fixtures/models', 'fixtures/networks', 'fixtures/scenarios']
    .flatMap(filesUnder)
    .filter((path) => !ofThisProject.includes(path));
  const documents = filesUnder('docs').filter((path) => path.endsWith('.md'));
  // The image is built from the sources.
  const deployed = filesUnder('deploy').filter((path) => !path.startsWith('deploy/docker/'));
  const single = [
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'LICENSE',
    'README.md',
    'bin/silvus-mock.js',
    'package.json',
  ];
  expect([...besideDist].sort()).toEqual([...single, ...folders, ...documents, ...deployed].sort());
});

test('dist is what the sources of today compile to', () => {
  const formats = ['dist/package.json', 'dist/vitest/package.json'];
  const strays = packed.filter((path) => {
    if (/^dist\/(?:command|page)\//.test(path)) return false;
    const source = path.replace(/^dist\//, 'src/').replace(/(?:\.d)?\.(?:ts|js|(m)(?:ts|js))$/, '.$1ts');
    return path.startsWith('dist/') && !existsSync(inRoot(source));
  });
  expect(strays.sort()).toEqual(formats.sort());
});

test('the bundle of the command has the licence of every package in it', () => {
  const licences = readFileSync(inRoot('dist/command/LICENSES.txt'), 'utf8');
  const entries = licences.split(/^(?=[@a-z][^ \n]* \d+\.\d+\.\d+ \()/m);
  const names = entries.map((entry) => entry.slice(0, entry.indexOf(' ')));
  expect(names).toEqual(
    expect.arrayContaining(['commander', 'pino', 'pino-pretty', 'prom-client', 'json-rpc-2.0', 'zod']),
  );
  expect(entries.filter((entry) => entry.length < 200)).toEqual([]);
});

test('the page is in it, small, and with the licence of every package in it', () => {
  const page = packed.filter((path) => path.startsWith('dist/page/'));
  expect(page).toEqual(expect.arrayContaining(['dist/page/index.html', 'dist/page/page/licenses.md']));
  expect(page.filter((path) => /\.(?:map|tsx?|png)$/.test(path))).toEqual([]);
  const compressed = page.map((path) => gzipSync(readFileSync(inRoot(path))).length);
  expect(compressed.reduce((sum, size) => sum + size)).toBeLessThan(250 * 1_024);
  const entries = readFileSync(inRoot('dist/page/page/licenses.md'), 'utf8')
    .split(/^(?=## )/m)
    .slice(1);
  const names = entries.map((entry) => /^## (\S+) - /.exec(entry)?.[1]);
  expect(names).toEqual(expect.arrayContaining(['preact', '@preact/signals', '@preact/signals-core', 'zod']));
  expect(entries.filter((entry) => !/copyright \(c\)/i.test(entry))).toEqual([]);
});

test('npx silvus-mock --version prints the version of the package', async () => {
  const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as { version: string };
  const { stdout } = await run('npx', ['--no-install', 'silvus-mock', '--version'], { cwd: project });
  expect(stdout).toBe(`${version}\n`);
});

test('npx silvus-mock start says where it listens, answers, and closes with 0', async () => {
  const args = [
    '--no-install',
    'silvus-mock',
    'start',
    '--http-port',
    '0',
    '--maintenance-port',
    '0',
    '--no-control',
  ];
  const child = spawn('npx', args, { cwd: project, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close') as Promise<[number | null]>;
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => (text += more));
  while (!text.includes('\n')) await once(child.stdout, 'data');
  const listening = JSON.parse(text) as Listening & { readonly pid: number };
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  expect(await outcome(listening, 'freq')).toEqual(['4700']);
  process.kill(listening.pid, 'SIGTERM');
  expect((await closed)[0]).toBe(0);
});

test('the installed library serves the page that is in it', async () => {
  const script = `
    const { startSilvusMock } = require('silvus-mock');
    startSilvusMock({ control: { enabled: true } }).then(async (mock) => {
      console.log((await fetch(mock.control.url)).status, await (await fetch(mock.control.url)).text());
      await mock.close();
    });`;
  const { stdout } = await run(process.execPath, ['-e', script], { cwd: project });
  expect(stdout).toBe(`200 ${readFileSync(inRoot('dist/page/index.html'), 'utf8')}\n`);
});

test('npx silvus-mock models finds its models', async () => {
  const { stdout } = await run('npx', ['--no-install', 'silvus-mock', 'models'], { cwd: project });
  expect(stdout).toMatch(/^s-band /m);
});

const program = `
import { type CloseReport, type CommandEvent, SilvusMock, SilvusMockError, startSilvusMock, virtualClock } from 'silvus-mock';

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
if (port === 0 || report.forced !== 0) throw new Error('not as told');
`;

/** Without the types of Node.js what our own types name must still be known; with them, all of it is checked. */
const bare = { types: [], skipLibCheck: true };
const full = { types: ['node'], typeRoots: [inRoot('node_modules/@types')], skipLibCheck: false };

test.each([
  ['node16', 'node16', bare],
  ['node16', 'node16', full],
  ['esnext', 'bundler', bare],
])(
  'a program in TypeScript compiles with module %s and resolution %s, and runs',
  async (module, moduleResolution, own) => {
    const compilerOptions = {
      ...own,
      module,
      moduleResolution,
      strict: true,
      exactOptionalPropertyTypes: true,
      target: 'es2022',
      lib: ['es2022', 'esnext.disposable'],
    };
    const cwd = join(project, 'modules');
    mkdirSync(cwd, { recursive: true });
    writeFileSync(join(cwd, 'package.json'), '{ "type": "module" }\n');
    writeFileSync(join(cwd, 'program.ts'), program);
    writeFileSync(join(cwd, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['program.ts'] }));
    const compiled = run(process.execPath, [inRoot('node_modules/typescript/bin/tsc'), '-p', '.'], { cwd });
    expect(await compiled.catch((error: unknown) => error)).toMatchObject({ stdout: '' });
    expect(await run(process.execPath, ['program.js'], { cwd })).toEqual({ stdout: '', stderr: '' });
  },
);

test('nothing but its entry is exported', async () => {
  const script = `import('silvus-mock/dist/simulator.js').catch(({ code }) => console.log(code))`;
  const { stdout } = await run(process.execPath, ['-e', script], { cwd: project });
  expect(stdout).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED\n');
});

test('publint has nothing against it', async () => {
  const { stdout } = await run(
    process.execPath,
    [inRoot('node_modules/publint/src/cli.js'), 'run', tarball, '--strict'],
    {
      cwd: folder,
    },
  );
  expect(stdout).toContain('All good!');
});

test('attw finds its types right in each resolution; the entry for vitest is an ES module, as vitest is', async () => {
  const attw = inRoot('node_modules/@arethetypeswrong/cli/dist/index.js');
  const ours = ['--format', 'json', '--ignore-rules', 'cjs-resolves-to-esm'];
  const { stdout } = await run(process.execPath, [attw, tarball, ...ours], { cwd: folder });
  const { analysis } = JSON.parse(stdout) as {
    analysis: {
      types: { kind: string };
      entrypoints: Record<string, unknown>;
      problems: { kind: string; resolutionKind?: string; entrypoint?: string }[];
    };
  };
  expect(analysis.types.kind).toBe('included');
  expect(Object.keys(analysis.entrypoints).sort()).toEqual([
    '.',
    './fast-check',
    './package.json',
    './reports',
    './vitest',
  ]);
  expect(
    analysis.problems.map(({ kind, entrypoint, resolutionKind }) => [kind, entrypoint, resolutionKind]),
  ).toEqual([['CJSResolvesToESM', './vitest', 'node16-cjs']]);
});

test('by import and by require come the same names', async () => {
  const script = `
    const required = Object.keys(require('silvus-mock'));
    import('silvus-mock').then((imported) => console.log(JSON.stringify([required.sort(), Object.keys(imported).sort()])));`;
  const { stdout } = await run(process.execPath, ['-e', script], { cwd: project });
  const [required, imported] = JSON.parse(stdout) as [string[], string[]];
  expect(imported).toEqual(required);
  expect(imported).toContain('startSilvusMock');
});

const runnable = cells.filter((cell) => runsOn(cell, process.version));
test.each(runnable)('$runner, $format: installed, imported, a radio started, a test passed', async (cell) => {
  await expect(runCell(cell, inFolder(cell.project))).resolves.toBeUndefined();
});

const others = cells.filter((cell) => !runsOn(cell, process.version));
test.each(others)(
  '$runner, $format: asks for Node.js $needs; beside it the package is installed and imported',
  async (cell) => {
    const args = ['-e', `import('silvus-mock').then(({ modes }) => console.log(modes.length))`];
    expect((await run(process.execPath, args, { cwd: inFolder(cell.project) })).stdout).toBe('3\n');
  },
);

test.each(recipes)('the recipe $file runs in a project that has installed the package', async (recipe) => {
  const { code, stdout, stderr } = await runRecipe(recipe, withRunners);
  expect(code, `${stdout}${stderr}`).toBe(0);
});

/** Documents for people who use the package; CONTRIBUTING.md is about a clone. */
const isForUsers = (path: string) => path.endsWith('.md') && path !== 'CONTRIBUTING.md';

test('every link between the documents of the package leads to a file of it', () => {
  const dead = packed.filter(isForUsers).flatMap((document) =>
    [...readFileSync(join(project, 'node_modules/silvus-mock', document), 'utf8').matchAll(/\]\(([^)\s#]+)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !/^[a-z]+:/.test(link))
      .map((link) => posix.join(posix.dirname(document), link))
      .filter(
        (path) => !packed.some((each) => each === path || each.startsWith(`${path.replace(/\/$/, '')}/`)),
      )
      // Screenshots are in the checkout alone.
      .filter((path) => !path.endsWith('.png') || !existsSync(inRoot(path)))
      .map((path) => `${document}: ${path}`),
  );
  expect(packed.filter(isForUsers).length).toBeGreaterThan(10);
  expect(dead).toEqual([]);
});

test('the installed package runs no script of its own at install', () => {
  const file = join(project, 'node_modules/silvus-mock/package.json');
  const { scripts = {} } = JSON.parse(readFileSync(file, 'utf8')) as { scripts?: Record<string, string> };
  expect(Object.keys(scripts)).not.toEqual(expect.arrayContaining(['install', 'preinstall', 'postinstall']));
  for (const name of ['install', 'preinstall', 'postinstall']) expect(scripts).not.toHaveProperty(name);
});
