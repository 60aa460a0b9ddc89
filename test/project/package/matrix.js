// The table of where the package works: each test runner, module format and resolution of TypeScript, on each Node.js
// with the npm that comes with it. `npm run test:package:nodes`; majors of Node.js as arguments are tried instead. It
// takes a package registry and some minutes.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { arch, platform } from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cells, install, projects, runCell, runsOn } from './cells.js';

/** Each Node.js with the major of the npm that it brings. */
const npmOf = { 20: 10, 22: 10, 24: 11, 26: 11 };
const majors = process.argv.length > 2 ? process.argv.slice(2) : ['20', '22', '24'];
const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'silvus-mock-nodes-'));
const execute = promisify(execFile);

async function installNodes() {
  const npms = [...new Set(majors.map((major) => npmOf[major] ?? 11))];
  const cwd = mkdtempSync(join(folder, 'tools-'));
  writeFileSync(join(cwd, 'package.json'), '{ "private": true }\n');
  await execute(
    'npm',
    [
      'install',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      ...majors.map((major) => `node-${major}@npm:node-${platform}-${arch}@^${major}.0.0`),
      ...npms.map((major) => `npm-${major}@npm:npm@^${major}.0.0`),
    ],
    { cwd },
  );
  return majors.map((major) => ({
    node: join(cwd, `node_modules/node-${major}/bin/node`),
    npm: join(cwd, `node_modules/npm-${npmOf[major] ?? 11}/bin/npm-cli.js`),
  }));
}

/** What became of each cell on one Node.js. */
async function column({ node, npm }, tarball) {
  const { stdout } = await execute(node, ['--version']);
  const version = stdout.trim();
  const home = mkdtempSync(join(folder, 'node-'));
  const failed = new Map();
  for (const [name, beside] of Object.entries(projects))
    await install(join(home, name), tarball, beside, { node, npm }).catch((error) => failed.set(name, error));
  const results = [];
  for (const cell of cells) results.push(await result(cell, { home, node, version, failed }));
  rmSync(home, { recursive: true });
  return { title: `${version}, npm ${versionOf(npm)}`, results };
}

async function result(cell, { home, node, version, failed }) {
  if (failed.has(cell.project)) return report(cell, version, failed.get(cell.project), 'not installed');
  if (!runsOn(cell, version)) return `asks for ${cell.needs}`;
  try {
    await runCell(cell, join(home, cell.project), node);
    return 'ok';
  } catch (error) {
    return report(cell, version, error, 'FAILED');
  }
}

function report({ runner, format }, version, error, text) {
  process.exitCode = 1;
  console.error(
    `${runner}, ${format}, ${version}: ${text}\n${error.stdout ?? ''}${error.stderr ?? error.stack}`,
  );
  return text;
}

function versionOf(npm) {
  return JSON.parse(readFileSync(join(npm, '../../package.json'), 'utf8')).version;
}

try {
  const { stdout } = await execute('npm', ['pack', '--json', '--pack-destination', folder], { cwd: root });
  const [{ filename }] = JSON.parse(stdout.slice(stdout.lastIndexOf('\n[\n') + 1));
  const columns = [];
  for (const each of await installNodes()) columns.push(await column(each, join(folder, filename)));
  const row = (texts) => `| ${texts.join(' | ')} |`;
  console.log(row(['', '', ...columns.map(({ title }) => title)]));
  console.log(row(['---', '---', ...columns.map(() => '---')]));
  for (const [index, { runner, format }] of cells.entries())
    console.log(row([runner, format, ...columns.map(({ results }) => results[index])]));
} finally {
  rmSync(folder, { recursive: true });
}
