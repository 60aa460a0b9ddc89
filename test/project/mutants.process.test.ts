import { existsSync } from 'node:fs';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { applied, appliedIn, root } from '../long/mutants/apply.js';
import { mutants as fuzzMutants } from '../long/fuzz/mutants.js';
import { mutants } from '../long/mutants/mutants.js';

const sample = {
  file: 'sample.ts',
  member: 'Sample.#next',
  find: '$left.size < this.limit',
  replace: '$left.size <= this.limit',
};
const classWith = (member: string) => `class Sample { other() { return a.size < this.limit; } ${member} }`;

it.each([
  ['as it is', 'return this.#a.size < this.limit;', 'return this.#a.size <= this.limit;'],
  ['in other lines', 'return this.#a\n.size\n< this.limit;', 'return this.#a.size <= this.limit;'],
  ['with comments', 'return b.size /* 1 */ <\n// 2\nthis.limit;', 'return b.size <= this.limit;'],
  [
    'moved into a block',
    'if (c) { if (d.size < this.limit) e(); }',
    'if (c) { if (d.size <= this.limit) e(); }',
  ],
])('a mutant finds its code %s', (_, body, expected) => {
  expect(applied(sample, classWith(`#next() { ${body} }`))).toBe(classWith(`#next() { ${expected} }`));
});

it.each([
  ['is gone', '#next() { return true; }'],
  ['is there twice', '#next() { return a.size < this.limit || b.size < this.limit; }'],
  ['is in another member', 'previous() { return a.size < this.limit; }'],
])('a mutant does not apply where its code %s', (_, member) => {
  expect(() => applied(sample, classWith(member))).toThrow(
    'sample.ts, Sample.#next: expected one place, found',
  );
});

const lists = [
  ['of the tests', mutants],
  ['of the hunt with generated calls', fuzzMutants],
] as const;

it.each(lists)('each mutant %s has a name of its own', (_, list) => {
  const names = list.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(names.length).toBeGreaterThan(0);
});

it.each(mutants)('$name: applies once, changes its file, and its tests exist', (mutant) => {
  const { file, tests } = mutant;
  expect(appliedIn(mutant)).not.toBe(ts.sys.readFile(root + file));
  expect(tests.length).toBeGreaterThan(0);
  expect(tests.filter((test) => !existsSync(root + test))).toEqual([]);
});

it.each(fuzzMutants)('$name: applies once, changes its file', (mutant) => {
  expect(appliedIn(mutant)).not.toBe(ts.sys.readFile(root + mutant.file));
});

// One program for all: types that several files use are checked once.
it.each(lists)('the sources compile with all mutants %s applied', { timeout: 120_000 }, (_, list) => {
  const changed = new Map<string, string>();
  for (const mutant of list) {
    const path = root + mutant.file;
    changed.set(path, applied(mutant, changed.get(path) ?? ts.sys.readFile(path) ?? ''));
  }
  expect(errorsIn(changed)).toEqual([]);
});

it('a mutant that does not compile is found', { timeout: 120_000 }, () => {
  const path = `${root}src/core/random.ts`;
  const changed = `${ts.sys.readFile(path) ?? ''}\nconst none: number = 'one';`;
  expect(errorsIn(new Map([[path, changed]]))).toEqual([
    `${path}: Type 'string' is not assignable to type 'number'.`,
  ]);
});

/** Errors of the compiler in these files, with these texts. */
function errorsIn(changed: ReadonlyMap<string, string>): readonly string[] {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, root);
  const host = ts.createCompilerHost(options);
  const read = host.readFile.bind(host);
  host.readFile = (path) => changed.get(path) ?? read(path);
  const program = ts.createProgram([...changed.keys()], options, host);
  return [...changed.keys()].flatMap((path) => {
    const source = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
  });
}
