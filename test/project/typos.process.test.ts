import { expect, test } from 'vitest';
import ts from 'typescript';
import type { SilvusMock } from '../../src/index.js';
import { httpCall } from '../support/control-plane-client.js';
import { cliIn } from '../support/cli.js';
import { noControlVariables } from '../support/cli-on-control-plane.js';
import { running } from '../support/radio.js';

/** One typo, made in every place where it can be made, and what must be in the answer of each. */
interface Row {
  readonly typo: string;
  /** In a program: the compiler refuses the text, and the library what it does. */
  readonly program: string;
  readonly call: (mock: SilvusMock) => unknown;
  readonly http?: readonly [method: string, path: string, body?: unknown];
  readonly command?: readonly string[];
  /** The nearest name, or what is allowed. */
  readonly says: string;
}

/** Calls what TypeScript refuses. */
const untyped = (of: object, name: string, ...given: readonly unknown[]): unknown =>
  Reflect.apply(Reflect.get(of, name) as () => unknown, of, given);

const frq = { method: 'frq' };

const rows: readonly Row[] = [
  {
    typo: 'method of a fault',
    program: `mock.faults.add({ kind: 'busy', match: { method: 'frq' } });`,
    call: ({ faults }) => untyped(faults, 'add', { kind: 'busy', match: frq }),
    http: ['POST', '/faults', { kind: 'busy', match: frq }],
    command: ['fault', 'add', 'busy', '--method', 'frq'],
    says: 'the nearest is "freq"',
  },
  {
    typo: 'kind of a fault',
    program: `mock.faults.add({ kind: 'bussy' });`,
    call: ({ faults }) => untyped(faults, 'add', { kind: 'bussy' }),
    http: ['POST', '/faults', { kind: 'bussy' }],
    command: ['fault', 'add', 'bussy'],
    says: 'the nearest is "busy"',
  },
  {
    typo: 'member of a fault',
    program: `mock.faults.add({ kind: 'busy', tims: 2 });`,
    call: ({ faults }) => untyped(faults, 'add', { kind: 'busy', tims: 2 }),
    http: ['POST', '/faults', { kind: 'busy', tims: 2 }],
    says: 'the nearest is "times"',
  },
  {
    typo: 'method of a query',
    program: `mock.journal.verify({ method: 'frq', times: 0 });`,
    call: ({ journal }) => untyped(journal, 'verify', { ...frq, times: 0 }),
    http: ['POST', '/journal/verify', { ...frq, times: 0 }],
    command: ['journal', '--method', 'frq'],
    says: 'the nearest is "freq"',
  },
  {
    typo: 'outcome of a query',
    program: '',
    call: ({ journal }) => untyped(journal, 'verify', { outcome: 'busy' }),
    http: ['POST', '/journal/verify', { outcome: 'busy' }],
    command: ['journal', '--outcome', 'busy'],
    says: 'the nearest is "BUSY"',
  },
  {
    typo: 'a number as parameter',
    program: `mock.journal.verify({ params: [2220] });`,
    call: ({ journal }) => untyped(journal, 'verify', { params: [2220] }),
    http: ['POST', '/journal/verify', { params: [2220] }],
    says: 'allowed: "2220", or { json: 2220 }',
  },
  {
    typo: 'member of a query',
    program: `mock.journal.verify({ parms: ['2220'] });`,
    call: ({ journal }) => untyped(journal, 'verify', { parms: ['2220'] }),
    http: ['POST', '/journal/verify', { parms: ['2220'] }],
    says: 'the nearest is "params"',
  },
  {
    typo: 'event',
    program: `mock.on('onlin', () => undefined);`,
    call: (mock) => untyped(mock, 'on', 'onlin', () => undefined),
    http: ['GET', '/events?types=onlin'],
    says: 'the nearest is "online"',
  },
  {
    typo: 'option of waitFor',
    program: `void mock.journal.waitFor({}, { timeout: 50 });`,
    call: ({ journal }) => untyped(journal, 'waitFor', {}, { timeout: 50 }),
    says: 'the nearest is "timeoutMs"',
  },
  {
    typo: 'option of close',
    program: `void mock.close({ grace: 50 });`,
    call: (mock) => untyped(mock, 'close', { grace: 50 }),
    says: 'the nearest is "graceMs"',
  },
  {
    typo: 'a text as count',
    program: `void mock.received('x');`,
    call: (mock) => untyped(mock, 'received', 'x'),
    says: 'allowed: a whole number',
  },
  {
    typo: 'method of a read',
    program: `mock.state.read('frq');`,
    call: ({ state }) => untyped(state, 'read', 'frq'),
    http: ['GET', '/state/frq'],
    command: ['state', 'get', 'frq'],
    says: 'the nearest is "freq"',
  },
  {
    typo: 'setting of a patch',
    program: `mock.state.patch({ frq: '2220' });`,
    call: ({ state }) => untyped(state, 'patch', { frq: '2220' }),
    http: ['PATCH', '/state', { frq: '2220' }],
    command: ['state', 'set', 'frq', '2220'],
    says: 'the nearest is "freq"',
  },
  {
    typo: 'unit of a duration',
    program: `mock.blackout.begin('50mss');`,
    call: ({ blackout }) => untyped(blackout, 'begin', '50mss'),
    http: ['POST', '/blackout', { duration: '50mss' }],
    command: ['blackout', '50mss'],
    says: 'a text such as 250ms',
  },
  {
    typo: 'mode',
    program: `void mock.setMode('offlin');`,
    call: (mock) => untyped(mock, 'setMode', 'offlin'),
    http: ['PUT', '/mode', { mode: 'offlin' }],
    command: ['mode', 'offlin'],
    says: 'offline',
  },
  {
    typo: 'method of a fault in a scenario',
    program: `mock.scenario.run({ steps: [{ fault: { kind: 'busy', match: { method: 'frq' } } }] });`,
    call: ({ scenario }) => untyped(scenario, 'run', { steps: [{ fault: { kind: 'busy', match: frq } }] }),
    http: ['PUT', '/scenario', { steps: [{ fault: { kind: 'busy', match: frq } }] }],
    says: 'the nearest is "freq"',
  },
  {
    typo: 'kind of step of a scenario',
    program: `mock.scenario.run({ steps: [{ removeFaults: 'busy' }] });`,
    call: ({ scenario }) => untyped(scenario, 'run', { steps: [{ removeFaults: 'busy' }] }),
    http: ['PUT', '/scenario', { steps: [{ removeFaults: 'busy' }] }],
    says: 'the nearest is "removeFault"',
  },
];

/** What the compiler says about each program. */
const said = compile(rows.map(({ program }) => program));

test.each(rows.map((row, index) => [row.typo, row, index] as const))('%s', async (typo, row, index) => {
  const mock = await running({ control: { enabled: true } });
  const { port = 0, url = '' } = mock.control ?? {};
  const answers: Record<string, string> = {};
  try {
    await row.call(mock);
    answers['library'] = 'taken';
  } catch (error) {
    answers['library'] =
      error instanceof Error && 'code' in error ? `${String(error.code)} ${error.message}` : 'bare';
  }
  if (row.http !== undefined) {
    const [method, path, body] = row.http;
    const { status, text } = await httpCall(port, method, path, { body });
    answers['control plane'] = `${status} ${text.replaceAll('\\"', '"')}`;
  }
  if (row.command !== undefined) {
    const { code, stderr } = await cliIn(noControlVariables, ...row.command, '--control', url).ended;
    answers['command'] = `exit code ${code} ${stderr.trim()}`;
    expect(code).not.toBe(0);
  }
  for (const answer of Object.values(answers)) expect(answer).toContain(row.says);
  expect(answers['library']).toMatch(/^OPTION_INVALID /);
  if (row.program !== '') answers['compiler'] = said[index] ?? 'compiles';
  expect(answers['compiler']).not.toBe('compiles');
  console.log(
    `${typo}\n${Object.entries(answers)
      .map(([who, what]) => `  ${who}: ${what}`)
      .join('\n')}`,
  );
});

/** Compiles each line in the place of a test; gives the first error of each. */
function compile(lines: readonly string[]): readonly (string | undefined)[] {
  const name = 'test/project/typos.sample.ts';
  const head = `import type { SilvusMock } from '../../src/index.js';\ndeclare const mock: SilvusMock;\n`;
  const { config } = ts.readConfigFile('tsconfig.json', (file) => ts.sys.readFile(file)) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
  const host = ts.createCompilerHost(options);
  const getSourceFile = host.getSourceFile.bind(host);
  const fileExists = host.fileExists.bind(host);
  host.fileExists = (file) => file.endsWith(name) || fileExists(file);
  host.getSourceFile = (file, ...more) =>
    file.endsWith(name)
      ? ts.createSourceFile(file, `${head}${lines.join('\n')}\nexport {};`, ts.ScriptTarget.ES2023)
      : getSourceFile(file, ...more);
  const program = ts.createProgram([name], options, host);
  const found = new Map<number, string>();
  const source = program.getSourceFile(name);
  for (const { start = 0, messageText } of program.getSemanticDiagnostics(source)) {
    const line = (source?.getLineAndCharacterOfPosition(start).line ?? 0) - 2;
    if (!found.has(line)) found.set(line, ts.flattenDiagnosticMessageText(messageText, ' ').slice(0, 200));
  }
  return lines.map((_, index) => found.get(index));
}
