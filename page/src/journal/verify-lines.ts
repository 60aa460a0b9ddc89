import type { Exchange, ExchangeCommand } from './exchange.js';
import { shellWord } from './shell-words.js';
import { visibleLine } from './visible-text.js';

/** Maximum number of parameters that a query can have. */
const maxParams = 65;

/** The simulator that a line is for. */
interface Target {
  /** Methods of the radio; undefined if they are not known. */
  readonly methods: ReadonlySet<string> | undefined;
  /** Address of the control plane, unless the command finds it by itself. */
  readonly control?: string | undefined;
  /** ID of the radio, where it is not the only one. */
  readonly node?: string | undefined;
}

/** Lines of a test in JavaScript that fail unless the radio has seen the calls of an exchange, one for each call. */
export function verifyStatements(exchange: Exchange, { methods }: Target): string {
  return different(exchange)
    .map((command) => statementOf(exchange, command, methods))
    .join('\n');
}

/** The same as commands of a shell. A call that no command line can name is left out. */
export function verifyCommands(exchange: Exchange, target: Target): string {
  return different(exchange)
    .flatMap((command) => commandOf(exchange, command, target) ?? [])
    .join('\n');
}

/** The calls of an exchange, each once: `verify` counts exchanges. */
function different({ commands }: Exchange): readonly ExchangeCommand[] {
  const byText = new Map(
    commands.map((command) => [JSON.stringify([command.method, command.params, command.outcome]), command]),
  );
  return [...byText.values()];
}

function statementOf(
  { port, page }: Exchange,
  { method, params, outcome }: ExchangeCommand,
  methods: ReadonlySet<string> | undefined,
): string {
  const isUnknown = methods !== undefined && !methods.has(method);
  const members = [
    `method: ${isUnknown ? `{ unknown: ${literal(method)} }` : literal(method)}`,
    ...(params.length === 0 || params.length > maxParams
      ? []
      : [`params: [${params.map(paramText).join(', ')}]`]),
    `outcome: ${literal(outcome)}`,
    ...(port === 'http' ? [] : [`port: ${literal(port)}`]),
    ...(page === undefined ? [] : [`page: ${literal(page)}`]),
  ];
  return `mock.journal.verify({ ${members.join(', ')} });`;
}

/** Parameters that were sent as no text are written `{ json: 2220 }`. */
function paramText(param: unknown): string {
  return typeof param === 'string' ? literal(param) : `{ json: ${visibleLine(JSON.stringify(param))} }`;
}

/** A text in single quotes, as JavaScript reads it. */
function literal(text: string): string {
  const inner = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`);
  return `'${visibleLine(inner)}'`;
}

function commandOf(
  { port, page }: Exchange,
  { method, params, outcome }: ExchangeCommand,
  { methods, control, node }: Target,
): string | undefined {
  const isUnknown = methods !== undefined && !methods.has(method);
  // The command takes parameters as texts alone.
  const texts = params.filter((param) => typeof param === 'string');
  const canNameParams = texts.length === params.length && params.length <= maxParams;
  const options: readonly (readonly [string, string | undefined])[] = [
    [isUnknown ? '--unknown-method' : '--method', method],
    ...(canNameParams ? texts.map((text) => ['--param', text] as const) : []),
    ['--outcome', outcome],
    ['--port', port === 'http' ? undefined : port],
    ['--page', page],
    ['--node', node],
    ['--control', control],
  ];
  const words = options.flatMap(([option, value]) =>
    value === undefined ? [] : [optionWord(option, value)],
  );
  if (words.includes(undefined)) return undefined;
  return `silvus-mock journal verify ${words.join(' ')}`;
}

/** An option with its value. A value that begins with a minus would be the next option. */
function optionWord(option: string, value: string): string | undefined {
  const word = shellWord(value);
  if (word === undefined) return undefined;
  return value.startsWith('-') || value === '' ? `${option}=${word}` : `${option} ${word}`;
}
