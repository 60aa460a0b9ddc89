import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { root } from '../../support/markdown.js';
import { manifests } from '../../support/manifests.js';

/** Where the type of each kind stands. */
const modules: Readonly<Record<string, string>> = {
  v1: 'core/v1',
  'apps/v1': 'apps/v1',
  'networking.k8s.io/v1': 'networking/v1',
  'policy/v1': 'policy/v1',
};

/** A compiler starts in each, ms. */
const deadline = 60_000;

/** What the compiler has against values of these kinds: literals, so that keys that are none are seen too. */
function issuesOf(
  values: readonly { apiVersion: string; kind: string; content: unknown }[],
): readonly string[] {
  const file = fileURLToPath(new URL('test/project/deploy/manifests-as-values.ts', root));
  const text = values
    .map(({ apiVersion, kind, content }, index) => {
      const type = `import('kubernetes-types/${modules[apiVersion] ?? apiVersion}.js').${kind}`;
      return `export const value${index}: ${type} = ${JSON.stringify(content)};`;
    })
    .join('\n');
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    // Without the browser's: the compiler reads them all.
    lib: ['lib.es5.d.ts'],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version) =>
    name === file ? ts.createSourceFile(name, text, version) : read(name, version);
  const program = ts.createProgram([file], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

test('every object has the keys and values that the API of Kubernetes knows', { timeout: deadline }, () => {
  expect(issuesOf(manifests())).toEqual([]);
});

test('a key that is none is seen, and a value of another type', { timeout: deadline }, () => {
  const wrong = (spec: unknown) => issuesOf([{ apiVersion: 'v1', kind: 'Service', content: { spec } }]);
  expect(wrong({ ports: [{ port: 8080, targetport: 'http' }] })[0]).toContain(
    `'"targetport"' does not exist`,
  );
  expect(wrong({ ports: [{ port: '8080' }] })[0]).toContain("'string' is not assignable to type 'number'");
});
