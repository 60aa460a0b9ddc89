import { availableParallelism } from 'node:os';
import { CaseRadio } from '../../fuzz-client/case-radio.js';
import type { CaseChaos, CaseResult, CaseRunner, ClientFailure } from '../../fuzz-client/finding.js';
import { lateText, overrunText } from '../../fuzz-client/in-process.js';
import type { SilvusMock } from '../../library/silvus-mock.js';
import { type ChildEnd, runChild } from './child.js';

/** The exit codes and the output that are right for a command. */
export interface CommandTerms {
  readonly command: readonly string[];
  /** Right exit codes, first that of success. */
  readonly exitCodes: readonly number[];
  /** Longest time of a run, real ms. */
  readonly timeout: number;
  readonly maxRequests: number;
  /** Line of the output in which the command says what it has read: method and value are its groups. */
  readonly report: RegExp;
  /** stdout must match it. */
  readonly expected: RegExp | undefined;
  /** Neither stdout nor stderr may match it. */
  readonly rejected: RegExp | undefined;
}

/** Lines of output that a finding shows. */
const maxLines = 20;

/** Longest line that a finding shows. */
const maxLine = 200;

/** Cases that run at the same time by default. */
export const defaultConcurrency = availableParallelism();

/** Starts the command once for each case, with a radio of its own. */
export class CommandRunner implements CaseRunner {
  readonly #terms: CommandTerms;
  readonly #radioOf: (chaos: CaseChaos | undefined) => SilvusMock;
  readonly #stop: AbortSignal;

  /** @param stop ends the commands that run */
  constructor(terms: CommandTerms, radioOf: (chaos: CaseChaos | undefined) => SilvusMock, stop: AbortSignal) {
    this.#terms = terms;
    this.#radioOf = radioOf;
    this.#stop = stop;
  }

  async run(chaos: CaseChaos | undefined): Promise<CaseResult> {
    const { command, timeout, maxRequests } = this.#terms;
    const radio = await CaseRadio.start(this.#radioOf(chaos), maxRequests);
    try {
      const addresses = variablesOf(radio.mock);
      const words = command.map((word) => word.replaceAll('{url}', radio.mock.http.url));
      const { overrun } = radio;
      const end = await runChild(
        words,
        { ...process.env, ...addresses },
        { timeout, overrun, stop: this.#stop },
      );
      const failure = this.#failureOf(end, radio, chaos === undefined);
      return { ...radio.notes, failure, output: outputOf(end) };
    } finally {
      await radio.close();
    }
  }

  #failureOf(end: ChildEnd, radio: CaseRadio, isCalm: boolean): ClientFailure | undefined {
    const { timeout, maxRequests, exitCodes, expected, rejected } = this.#terms;
    const right = isCalm ? exitCodes.slice(0, 1) : exitCodes;
    if (end.by === 'stop') return undefined;
    const falseReport = this.#falseReport(end.stdout, radio);
    if (falseReport !== undefined) return { kind: 'value', detail: falseReport };
    if (end.by === 'time') return { kind: 'hang', detail: lateText(timeout) };
    if (end.by === 'requests') return { kind: 'hang', detail: overrunText(maxRequests) };
    const { code, signal, stdout, stderr } = end;
    if (code === null) return { kind: 'error', detail: `it was ended by ${signal ?? 'a signal'}` };
    if (!right.includes(code))
      return { kind: 'error', detail: `its exit code is ${code}; right are ${right.join(', ')}` };
    if (expected?.test(stdout) === false)
      return { kind: 'output', detail: `its output does not match ${expected.source}` };
    if (rejected !== undefined && (rejected.test(stdout) || rejected.test(stderr)))
      return { kind: 'output', detail: `its output matches ${rejected.source}` };
    return undefined;
  }

  /** A pipe may bring lines later than they were written: reports are judged at the end, in their order. */
  #falseReport(stdout: string, radio: CaseRadio): string | undefined {
    for (const line of stdout.split('\n')) {
      const [, method, text] = this.#terms.report.exec(line.trimEnd()) ?? [];
      if (method === undefined || text === undefined) continue;
      const wrong = radio.said.judge(method, valueOf(text));
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  }
}

/** Variables that tell a command where its radio is: `SILVUS_MOCK_URL`, `SILVUS_MOCK_MAINTENANCE_PORT`. */
function variablesOf({ http, addresses }: SilvusMock): Readonly<Record<string, string>> {
  const ports = Object.entries(addresses).map(([name, { port }]): [string, string] => [
    `SILVUS_MOCK_${name.toUpperCase()}_PORT`,
    String(port),
  ]);
  return { SILVUS_MOCK_URL: http.url, SILVUS_MOCK_HOST: http.host, ...Object.fromEntries(ports) };
}

/** A value as JSON, or else as text. */
function valueOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}

function outputOf({ by, code, signal, stdout, stderr }: ChildEnd): readonly string[] {
  const lines = [...`${stdout}\n${stderr}`.split('\n')].filter((line) => line.trim() !== '');
  const ended = by === 'itself' ? `ended with ${code ?? signal ?? 'a signal'}` : `killed (${by})`;
  return [
    ...lines
      .slice(-maxLines)
      .map((line) => (line.length > maxLine ? `${line.slice(0, maxLine)}…` : line.trimEnd())),
    `[${ended}]`,
  ];
}
