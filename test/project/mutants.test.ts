import { existsSync } from 'node:fs';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { applied, appliedIn, root } from '../long/mutants/apply.js';
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

it('each mutant has a name of its own', () => {
  const names = mutants.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(names.length).toBeGreaterThan(0);
});

it.each(mutants)('$name: applies once, changes its file, and its tests exist', (mutant) => {
  const { file, tests } = mutant;
  expect(appliedIn(mutant)).not.toBe(ts.sys.readFile(root + file));
  expect(tests.length).toBeGreaterThan(0);
  expect(tests.filter((test) => !existsSync(root + test))).toEqual([]);
});

it('each mutant compiles', { timeout: 120_000 }, () => {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(`${root}tsconfig.json`, (path) => ts.sys.readFile(path)).config,
    ts.sys,
    root,
  );
  expect(roundsOf(mutants).flatMap((round) => errorsOf(round, options))).toEqual([]);
});

/** Mutants of different files can be compiled together. */
function roundsOf(all: typeof mutants): (typeof mutants)[] {
  const rounds: Map<string, (typeof mutants)[number]>[] = [];
  for (const mutant of all) {
    const free = rounds.find((round) => !round.has(mutant.file));
    if (free === undefined) rounds.push(new Map([[mutant.file, mutant]]));
    else free.set(mutant.file, mutant);
  }
  return rounds.map((round) => [...round.values()]);
}

/** The type errors in the files of these mutants, all applied. */
function errorsOf(round: typeof mutants, options: ts.CompilerOptions): readonly string[] {
  const changed = new Map(round.map((mutant) => [root + mutant.file, appliedIn(mutant)]));
  const host = ts.createCompilerHost(options);
  const read = host.readFile.bind(host);
  host.readFile = (path) => changed.get(path) ?? read(path);
  const original = host.getSourceFile.bind(host);
  host.getSourceFile = (path, ...rest) => {
    const text = changed.get(path);
    if (text !== undefined)
      return ts.createSourceFile(path, text, ...(rest.slice(0, 1) as [ts.ScriptTarget]));
    const known = parsed.get(path) ?? original(path, ...rest);
    if (known !== undefined) parsed.set(path, known);
    return known;
  };
  const program = ts.createProgram([...changed.keys()], options, host, programs.at(-1));
  programs.push(program);
  return [...changed.keys()].flatMap((path) => {
    const source = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
  });
}

/** Files that no mutant changes are parsed once. */
const parsed = new Map<string, ts.SourceFile>();
const programs: ts.Program[] = [];
