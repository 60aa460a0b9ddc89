import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openLog } from '../../../src/cli/log/logger.js';
import { cli } from '../../support/cli.js';
import { folderWith } from '../../support/folder.js';
import { listening } from '../../support/listening-port.js';

/** ESC, BEL, DEL, CSI as one character, an override and an isolate of the direction, no width, a tag. */
const evil = '\u001b[2J\u0007\u007f\u009b2J\u202e\u2066\u200b\ufeff\udb40\udc41';
const raw = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\udb40/;

/** A server on HTTP that answers every request with this. */
async function peer(status: number, type: string, text: string): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(status, { 'Content-Type': type }).end(text);
  });
  return `http://127.0.0.1:${await listening(server)}`;
}

/** JSON as a peer may write it: only what JSON forbids is escaped. */
const reply = (text: string) => `{"result" : [${JSON.stringify(text)}],\t"id" : 1, "jsonrpc" : "2.0"}`;

test('call keeps the value of a reply in JSON, and no control character of it: HTTP and TCP, in a pipe', async () => {
  const http = await peer(200, 'application/json', reply(evil));
  const server = createTcpServer((socket) => void socket.on('data', () => socket.end(`${reply(evil)}\n`)));
  const tcp = `tcp://127.0.0.1:${await listening(server)}`;
  for (const to of [http, tcp]) {
    const { code, stdout } = await cli('call', 'freq', '--to', to).ended;
    expect(code).toBe(0);
    expect(stdout).not.toMatch(raw);
    expect(JSON.parse(stdout)).toEqual({ result: [evil], id: 1, jsonrpc: '2.0' });
  }
});

test('call shows a reply that is no JSON without its control characters', async () => {
  const { code, stdout } = await cli(
    'call',
    'freq',
    '--to',
    await peer(200, 'text/plain', `one${evil}\r\ntwo`),
  ).ended;
  expect(code).toBe(1);
  expect(stdout).not.toMatch(raw);
  expect(stdout).toMatch(/^one\\u001b\[2J\\u0007\\u007f.*\\u000d\ntwo\n$/);
});

/** Commands that print in each of the ways that there are. */
const commands = [
  'call freq',
  'clock',
  'fault list',
  'fault kinds',
  'journal',
  'journal verify --method freq',
  'journal --follow',
  'metrics',
  'mode offline',
  'received 1',
  'scenario',
  'state',
  'status',
  'stop',
  'wait --timeout 1s',
];

const error = JSON.stringify({ error: { code: 'X', message: `no${evil}` } });

test.each([
  ['an error', 500, 'application/json', error],
  ['a page', 404, 'text/plain', evil],
  ['an answer of no known form', 200, 'application/json', JSON.stringify({ [evil]: evil })],
  ['a text', 200, 'text/plain; version=0.0.4', `${evil} 1\n`],
] as const)('no command prints the control characters of a peer: %s', async (_, status, type, text) => {
  const url = await peer(status, type, text);
  const runs = commands.flatMap((line) => {
    const words = line.split(' ');
    const target = words[0] === 'call' || words[0] === 'wait' ? '--to' : '--control';
    const all = [...words, target, url];
    return words[0] === 'status' || words[0] === 'journal' ? [all, [...all, '--json']] : [all];
  });
  for (let from = 0; from < runs.length; from += 4) {
    const ended = await Promise.all(runs.slice(from, from + 4).map((each) => cli(...each).ended));
    for (const [index, { stdout, stderr }] of ended.entries()) {
      const name = runs[from + index]?.join(' ') ?? '';
      expect(`${name}: ${stdout}${stderr}`).not.toMatch(raw);
    }
  }
});

test.each(['json', 'pretty'] as const)(
  'an error with control characters does not reach the log: %s',
  async (format) => {
    const file = join(folderWith(), 'radio.log');
    const log = await openLog({ level: 'info', format, file });
    log.logger.error({ err: new Error(`bad${evil}`), [`field${evil}`]: `value${evil}` }, `said${evil}`);
    expect(await log.end(1_000)).toBe(true);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('said\\u001b[2J');
    expect(text.replace(/field[^"]*?: /, '')).not.toMatch(raw);
  },
);

test('every command prints through one file: src/cli/output/print.ts', () => {
  const root = fileURLToPath(new URL('../../../src/cli', import.meta.url));
  const writers = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .filter((name) => /std(?:out|err)\.write\(|console\./.test(readFileSync(join(root, name), 'utf8')));
  // The scripts of a shell and the line of the addresses are texts of our own.
  expect(writers.sort()).toEqual(['commands/completion.ts', 'output/print.ts', 'start/announce.ts']);
});
