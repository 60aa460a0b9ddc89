import { expect, onTestFinished, test } from 'vitest';
import { exitCodes } from '../../../src/cli/exit-codes.js';
import { type Fence, fencesOf, textOf } from '../../support/markdown.js';
import { ReadmeShell, type StartedRadio } from '../../support/readme-shell.js';

const readme = textOf('README.md');
const reference = textOf('docs/commands.md');
const fences = fencesOf(readme);

/** Installing has happened before any test runs; the rest is the checks themselves. */
const notRun = /^(npm ci|npm test|npm run \w+)$/;
const startsRadio = /^(npm start|node bin\/silvus-mock\.js start)/;

/** A block of commands with what the README shows as its output. */
interface Step {
  readonly line: number;
  readonly commands: string;
  readonly shown: string | undefined;
}

function stepsOf(all: readonly Fence[]): readonly Step[] {
  return all.flatMap(({ language, text, line }, index) => {
    if (language !== 'sh') return [];
    const commands = text.split('\n').filter((command) => command !== '' && !notRun.test(command));
    const next = all[index + 1];
    const shown = next?.language === 'text' ? next.text : undefined;
    return commands.length === 0 ? [] : [{ line, commands: commands.join('\n'), shown }];
  });
}

/** What differs from run to run. */
function steady(output: string): string {
  return output.replaceAll(/"retryAfterMs": \d+/g, '"retryAfterMs": 1');
}

test('the commands of the README, typed one after the other, print what it shows', async () => {
  const newcomer = new ReadmeShell();
  onTestFinished(() => newcomer.leave());
  const radios: StartedRadio[] = [];
  const stopAll = async () => {
    for (const radio of radios.splice(0)) expect(await radio.stop()).toBe(exitCodes.ok);
  };
  const steps = stepsOf(fences);
  expect(steps.filter(({ shown }) => shown !== undefined).length).toBeGreaterThan(5);
  for (const { line, commands, shown } of steps) {
    const where = `README.md:${line}\n${commands}`;
    let printed: string;
    if (startsRadio.test(commands)) {
      // One with a port file of its own runs beside those before it.
      if (!commands.includes('--port-file')) await stopAll();
      const started = await newcomer.startRadio(commands);
      radios.push(started);
      printed = started.announced;
    } else {
      const { stdout, stderr, exitCode } = await newcomer.run(commands);
      expect(stderr, where).toMatch(/^(simulator: 127\.0\.0\.1:\d+(, pid \d+)?\n)*$/);
      const endsInError = /^\{"error"/m.test(shown?.trimEnd().split('\n').at(-1) ?? '');
      expect(exitCode, where).toBe(endsInError ? exitCodes.unexpected : exitCodes.ok);
      printed = stdout;
    }
    if (shown !== undefined) expect(steady(printed).trimEnd(), where).toBe(steady(shown).trimEnd());
  }
  expect(radios.length).toBe(2);
  await stopAll();
});

test.each(fences.filter(({ language }) => language === 'yaml'))(
  'the configuration at line $line of the README is right',
  async ({ text }) => {
    const newcomer = new ReadmeShell();
    onTestFinished(() => newcomer.leave());
    const file = newcomer.write('silvus-mock.yaml', text);
    const { stdout, exitCode } = await newcomer.run(`node bin/silvus-mock.js config check --config ${file}`);
    expect(exitCode).toBe(exitCodes.ok);
    expect(stdout).toContain(file);
  },
);

test('every npm script that the README names exists', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
  const named = [...readme.matchAll(/npm (?:run (\w+)|(start|test))/g)].map(
    ({ 1: run, 2: own }) => run ?? own,
  );
  expect(named).not.toEqual([]);
  expect(named.filter((name) => name === undefined || !(name in scripts))).toEqual([]);
});

test.each(['start', 'call', 'wait', 'methods', 'models', 'config print'])(
  'the reference of commands names every flag of %s',
  async (command) => {
    const newcomer = new ReadmeShell();
    onTestFinished(() => newcomer.leave());
    const { stdout } = await newcomer.run(`node bin/silvus-mock.js ${command} --help`);
    const flags = [...stdout.matchAll(/--[a-z][a-z-]*/g)]
      .map(([flag]) => flag)
      .filter((flag) => flag !== '--help');
    expect(flags).not.toEqual([]);
    expect(flags.filter((flag) => !reference.includes(flag))).toEqual([]);
  },
);

test.each([
  ['the README', readme],
  ['the reference of commands', reference],
])('%s names every command', async (_, text) => {
  const newcomer = new ReadmeShell();
  onTestFinished(() => newcomer.leave());
  const { stdout } = await newcomer.run('node bin/silvus-mock.js --help');
  const commands = [...stdout.slice(stdout.indexOf('Commands:')).matchAll(/^ {2}([a-z]+) /gm)].map(
    ({ 1: name = '' }) => name,
  );
  expect(commands).toContain('start');
  const isNamed = (name: string) => new RegExp(`(\`|silvus-mock\\.js )${name}\\b`).test(text);
  expect(commands.filter((name) => name !== 'help' && !isNamed(name))).toEqual([]);
});

test('the reference of commands names every exit code', () => {
  for (const code of Object.values(exitCodes))
    expect(reference).toMatch(new RegExp(`^\\| ${code} +\\|`, 'm'));
});
