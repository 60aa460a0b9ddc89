import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { copyOf, dockerfileStages, letThrough, only, type Stage } from '../../support/dockerfile.js';
import { type Listening, outcome } from '../../support/json-rpc-client.js';
import { root, textOf } from '../../support/markdown.js';

const run = promisify(execFile);

/** Each stage's root folder, side by side; what an image would be, without an engine that builds one. */
const folder = mkdtempSync(join(tmpdir(), 'silvus-mock-image-'));
const context = join(folder, 'context');
const stages = dockerfileStages();
const image = stages.at(-1) ?? { name: undefined, steps: [] };

/** A path inside a stage, as a path of this machine. */
const inside = ({ name = 'image' }: Stage, path: string) => join(folder, name, path);

/** Does what the stage says: its folders, copies and commands. */
async function build(stage: Stage): Promise<void> {
  let workdir = '/';
  for (const step of stage.steps) {
    if (step.keyword === 'WORKDIR') workdir = step.text;
    const here = inside(stage, workdir);
    mkdirSync(here, { recursive: true });
    if (step.keyword === 'RUN')
      await run('sh', ['-c', step.text], {
        cwd: here,
        env: { ...environment(), npm_config_prefer_offline: 'true' },
      });
    if (step.keyword !== 'COPY') continue;
    const { from, sources, target } = copyOf(step);
    const to = target.startsWith('/') ? inside(stage, target) : join(here, target);
    for (const source of sources) {
      const path = from === undefined ? join(context, source) : join(folder, from, source);
      cpSync(path, target.endsWith('/') ? join(to, basename(source)) : to, { recursive: true });
    }
  }
}

/** Variables without those that the npm that runs the tests has set. */
function environment(): NodeJS.ProcessEnv {
  const settings = Object.entries(process.env).filter(
    ([name]) => !/^(npm_(?!config_)|NODE_|VITEST)/.test(name),
  );
  return Object.fromEntries(settings);
}

// It installs all that a build needs: ten seconds, or minutes on a machine that has much else to do.
beforeAll(async () => {
  for (const path of letThrough()) cpSync(new URL(path, root), join(context, path), { recursive: true });
  for (const stage of stages) await build(stage);
}, 600_000);

afterAll(() => rmSync(folder, { recursive: true }));

/** A command of the image: what it names below the root is in the image's folder. */
const commandOf = (keyword: string) =>
  (only(image, keyword).list ?? []).map((each) => (each.startsWith('/') ? inside(image, each) : each));

/** The image's variables; its state is in its folder, and the ports are any that are free. */
function variables(): NodeJS.ProcessEnv {
  const { pairs } = only(image, 'ENV');
  const state = inside(image, pairs['SILVUS_MOCK_STATE_DIR'] ?? '');
  const ports = {
    SILVUS_MOCK_HTTP_PORT: '0',
    SILVUS_MOCK_MAINTENANCE_PORT: '0',
    SILVUS_MOCK_CONTROL_PORT: '0',
  };
  return { ...environment(), ...pairs, SILVUS_MOCK_STATE_DIR: state, ...ports };
}

/** What the image runs, as it would run it. */
async function runImage() {
  const [program = '', ...args] = [...commandOf('ENTRYPOINT'), ...commandOf('CMD')];
  const workdir = image.steps.filter(({ keyword }) => keyword === 'WORKDIR').at(-1)?.text ?? '/';
  const cwd = inside(image, workdir);
  const child = spawn(program, args, { cwd, env: variables(), stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const texts = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.stderr += text));
  const closed = once(child, 'close') as Promise<[number | null]>;
  while (!texts.stdout.includes('\n')) {
    await Promise.race([once(child.stdout, 'data'), closed]);
    if (child.exitCode !== null) throw new Error(`ended: ${texts.stderr}`);
  }
  const listening = JSON.parse(texts.stdout) as Listening & { readonly control: { readonly url: string } };
  return { child, closed, listening, log: () => texts.stderr };
}

/** The image's health check, asked where this run has its control plane: its exit code and what it printed. */
async function health(url: string): Promise<readonly [code: number | null, text: string]> {
  const [program = '', ...args] = commandOf('HEALTHCHECK');
  const check = spawn(program, args, { env: { ...variables(), SILVUS_MOCK_CONTROL_URL: url } });
  let text = '';
  check.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const [code] = (await once(check, 'close')) as [number | null];
  return [code, text];
}

test('what the image holds starts, answers, is healthy, and closes with 0 on SIGTERM', async () => {
  const { child, closed, listening, log } = await runImage();
  expect(await outcome(listening, 'freq')).toEqual(['4700']);
  expect((await health(listening.control.url))[0]).toBe(0);
  child.kill('SIGTERM');
  expect((await closed)[0]).toBe(0);
  for (const line of log().trimEnd().split('\n')) expect(() => JSON.parse(line) as unknown).not.toThrow();
  expect(log()).not.toContain('"level":"warn"');
  const [code, text] = await health(listening.control.url);
  expect([code, text]).toEqual([1, expect.stringContaining('ECONNREFUSED')]);
});

test('no package that only developers need is in the image', () => {
  const { devDependencies } = JSON.parse(textOf('package.json')) as {
    devDependencies: Record<string, string>;
  };
  const packages = inside(image, '/opt/silvus-mock/node_modules');
  expect(existsSync(join(packages, 'zod'))).toBe(true);
  // prom-client brings it.
  const brought = new Set(['@opentelemetry/api']);
  const present = Object.keys(devDependencies).filter((name) => existsSync(join(packages, name)));
  expect(present.filter((name) => !brought.has(name))).toEqual([]);
});

test('the models that the package ships are in the image', async () => {
  const [program = '', ...args] = commandOf('ENTRYPOINT');
  const { stdout } = await run(program, [...args, 'models'], { cwd: fileURLToPath(root) });
  expect(stdout).toMatch(/^s-band /m);
});
