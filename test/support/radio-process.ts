import { appendFileSync } from 'node:fs';
import { expect } from 'vitest';
import { type Started, startedIn } from './cli.js';
import { outcome } from './json-rpc-client.js';

/** Connections of one port, as the control plane counts them. */
export interface Counted {
  readonly open: number;
  readonly accepted: number;
  readonly refusedFor: Readonly<Record<string, number>>;
  readonly endedFor: Readonly<Record<string, number>>;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** A case at full size, on a machine that has other work too, ms; `test/long/chaos/report.js` sets the tests' own. */
const longest = 120_000;

type PortName = 'http' | 'maintenance';

/** A radio in a process of its own, with its counts. */
export interface RadioProcess extends Started {
  readonly control: { readonly url: string };
  /** Calls a route of the control plane. */
  drive(method: string, path: string, body?: object): Promise<unknown>;
}

/** Starts one by the command line; it is killed when the test has finished. */
export async function radioProcess(...flags: string[]): Promise<RadioProcess> {
  const common = ['--control-port', '0', '--log-level', 'warn', '--log-format', 'json'];
  const run = await startedIn({ longest }, ...common, ...flags);
  const { control } = JSON.parse(run.stdout().split('\n', 1)[0] ?? '') as { control: { url: string } };
  const drive = async (method: string, path: string, body?: object): Promise<unknown> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: json };
    const reply = await fetch(`${control.url}${path}`, { method, ...sent });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${method} ${path}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  return { ...run, control, drive };
}

const json = { 'Content-Type': 'application/json' };

/** The counts of a port so far. */
export async function counted(radio: RadioProcess, port: PortName): Promise<Counted> {
  const status = (await radio.drive('GET', '/status')) as {
    stats: { connections: Record<PortName, Counted> };
  };
  return status.stats.connections[port];
}

/** Asks until the counts are as expected; the test's own deadline ends it. */
export async function untilCounted(
  radio: RadioProcess,
  port: PortName,
  isSo: (figures: Counted) => boolean,
): Promise<Counted> {
  for (;;) {
    const figures = await counted(radio, port);
    if (isSo(figures)) return figures;
  }
}

/** Connections that the port has seen, taken or refused: a client may be connected before. */
export const seen = ({ accepted, refusedFor }: Counted): number => accepted + sum(refusedFor);

/** The counts that a case of misbehaving clients must end with. */
export interface ExpectedCounts {
  readonly name: string;
  readonly port: PortName;
  /** In words. */
  readonly saw: string;
  /** Exactly these ends, the others 0. */
  readonly ended?: Readonly<Record<string, number>>;
  /** Exactly these refusals, the others 0. */
  readonly refused?: Readonly<Record<string, number>>;
}

/** Compares the counts of a port once no connection is left, and lets a good client have its reply. */
export async function expectCounts(radio: RadioProcess, { name, port, saw, ended, refused }: ExpectedCounts) {
  const all = sum(ended ?? {}) + sum(refused ?? {});
  const figures = await untilCounted(radio, port, (now) => now.open === 0 && seen(now) >= all);
  expect(figures.accepted).toBe(sum(figures.endedFor));
  const [ends, refusals] = [above0(figures.endedFor), above0(figures.refusedFor)];
  if (ended !== undefined) expect(ends).toEqual(ended);
  expect(refusals).toEqual(refused ?? {});
  expect(await outcome(radio, 'freq')).toEqual(['4700']);
  record(name, saw, { ended: ends, refused: refusals });
}

const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((a, b) => a + b, 0);
const above0 = (counts: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));

/** A size for everyday runs, or the full one where `CHAOS_FULL` asks for it. */
export function size(everyday: number, full: number): number {
  return process.env['CHAOS_FULL'] === '1' ? full : everyday;
}

/** Adds a row to the table of `test/long/chaos/report.js`. */
function record(name: string, saw: string, counts: Readonly<Record<string, Record<string, number>>>): void {
  const file = process.env['CHAOS_REPORT'];
  if (file === undefined) return;
  const words = Object.entries(counts).flatMap(([kind, byReason]) =>
    Object.entries(byReason).map(([reason, count]) => `${kind} ${reason}: ${count}`),
  );
  appendFileSync(file, `| ${name} | ${saw} | ${words.join(', ')} |\n`);
}
