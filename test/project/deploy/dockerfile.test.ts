import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { copyOf, dockerfileStages, letThrough, only } from '../../support/dockerfile.js';
import { root, textOf } from '../../support/markdown.js';

const stages = dockerfileStages();
const [build, image] = stages;
if (build === undefined || image === undefined) throw new Error('the Dockerfile has two stages');

const { version, license } = JSON.parse(textOf('package.json')) as { version: string; license: string };
const copies = stages.flatMap(({ steps }) => steps.filter(({ keyword }) => keyword === 'COPY').map(copyOf));
const fromContext = copies.filter(({ from }) => from === undefined).flatMap(({ sources }) => sources);

test('every file that it copies is there', () => {
  expect(fromContext.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
});

test('.dockerignore lets through what it copies, and nothing else', () => {
  expect([...letThrough()].sort()).toEqual([...new Set(fromContext)].sort());
});

test('what the copied build scripts import is copied too', () => {
  const scripts = fromContext.filter((path) => /^[\w-]+\.js$/.test(path));
  const imported = scripts.flatMap((path) =>
    [...textOf(path).matchAll(/(?:from|import\() ?'\.\/([^']+)'/g)].map(([, file = '']) => file),
  );
  expect(imported).toContain('build-command.js');
  const isCopied = (path: string) => fromContext.some((each) => path === each || path.startsWith(`${each}/`));
  expect(imported.filter((path) => !isCopied(path))).toEqual([]);
});

test('it copies from a stage that there is', () => {
  const names = copies.flatMap(({ from }) => (from === undefined ? [] : [from]));
  expect(new Set(names)).toEqual(new Set([build.name]));
});

/** What the package ships for people who install it. */
const forReading = /^!?(docs|examples|deploy)\b|^CONTRIBUTING\.md$/;

test('what the package ships is in the image, but for documents and examples', () => {
  const shipped = (JSON.parse(textOf('package.json')) as { files: string[] }).files;
  const files = shipped.filter((path) => !forReading.test(path) && !path.startsWith('!'));
  expect(files).toEqual(
    expect.arrayContaining(['bin', 'dist', 'fixtures/models', 'fixtures/networks', 'fixtures/scenarios']),
  );
  const targets = image.steps
    .filter(({ keyword }) => keyword === 'COPY')
    .flatMap((step) => copyOf(step).sources);
  expect(files.filter((path) => !targets.some((each) => each === path || each === `/build/${path}`))).toEqual(
    [],
  );
});

test('it runs as a user by number that is not root, and owns its state', () => {
  expect(only(image, 'USER').text).toBe('1000:1000');
  const state = image.steps.find(
    (step) => step.keyword === 'COPY' && copyOf(step).target === only(image, 'VOLUME').text,
  );
  expect(state?.flags['chown']).toBe('1000:1000');
  expect(only(image, 'ENV').pairs['SILVUS_MOCK_STATE_DIR']).toBe(only(image, 'VOLUME').text);
});

test('signals reach Node.js: no shell stands before it', () => {
  expect(only(image, 'ENTRYPOINT').list?.[0]).toBe('node');
  expect(only(image, 'CMD').list).toEqual(['start']);
  expect(only(image, 'HEALTHCHECK').list?.[0]).toBe('node');
});

test('all stages have the same Node.js, of a version that the package runs on', () => {
  expect(textOf('deploy/docker/Dockerfile').match(/^FROM \S+/gm)).toEqual(
    Array<string>(2).fill('FROM node:${NODE_VERSION}-slim'),
  );
  const [, major] = /^ARG NODE_VERSION=(\d+)$/m.exec(textOf('deploy/docker/Dockerfile')) ?? [];
  expect(Number(major)).toBeGreaterThanOrEqual(20);
});

test('its labels tell the version and licence of the package', () => {
  expect(only(image, 'LABEL').pairs).toMatchObject({
    'org.opencontainers.image.version': version,
    'org.opencontainers.image.licenses': license,
  });
});

test('it exposes the default ports', () => {
  expect(only(image, 'EXPOSE').text.split(' ')).toEqual(['8080', '50000', '8081']);
});
