import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';
import { expect, onTestFinished, test } from 'vitest';
import { fencesOf, root, textOf } from '../../support/markdown.js';

const run = promisify(execFile);
const documents = [
  'README.md',
  'docs/faults.md',
  'docs/custom-methods.md',
  'docs/reports.md',
  'docs/fuzzing.md',
];
const programs = documents.flatMap((document) => {
  const fences = fencesOf(textOf(document));
  return fences.flatMap(({ language, text, line }, index) => {
    // What is made for vitest is run by the recipe that is like it.
    if ((language !== 'js' && language !== 'ts') || text.includes('silvus-mock/vitest')) return [];
    const next = fences[index + 1];
    return [{ document, language, text, line, shown: next?.language === 'text' ? next.text : undefined }];
  });
});

/** A project with this checkout installed from its folder, as `npm install ../silvus-mock` does it. */
function project(): string {
  const folder = mkdtempSync(join(tmpdir(), 'readme-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(fileURLToPath(root), join(folder, 'node_modules', 'silvus-mock'), 'dir');
  // What the page about fuzzing has its readers install too.
  const fastCheck = fileURLToPath(new URL('node_modules/fast-check', root));
  symlinkSync(fastCheck, join(folder, 'node_modules', 'fast-check'), 'dir');
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  return folder;
}

/** Compiles strictly; gives all that the compiler has against it. */
function compile(file: string): readonly string[] {
  const program = ts.createProgram([file], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2022.d.ts', 'lib.esnext.disposable.d.ts'],
    types: ['node'],
    typeRoots: [fileURLToPath(new URL('node_modules/@types', root))],
    strict: true,
    skipLibCheck: true,
  });
  const diagnostics = [...ts.getPreEmitDiagnostics(program), ...program.emit().diagnostics];
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

test('the README has a program in JavaScript and one in TypeScript', () => {
  const own = programs.filter(({ document }) => document === 'README.md');
  expect(new Set(own.map(({ language }) => language))).toEqual(new Set(['js', 'ts']));
  expect(programs.filter(({ shown }) => shown !== undefined).length).toBeGreaterThan(0);
});

test.each(programs)(
  'the program at line $line of $document runs against the package',
  async ({ language, text, shown }) => {
    const folder = project();
    const file = join(folder, `program.${language}`);
    writeFileSync(file, text);
    if (language === 'ts') expect(compile(file)).toEqual([]);
    const { stdout } = await run(process.execPath, [join(folder, 'program.js')]);
    if (shown !== undefined) expect(stdout).toBe(shown);
  },
);
