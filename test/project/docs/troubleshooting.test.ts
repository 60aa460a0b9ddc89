import { connect } from 'node:net';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { exitCodes } from '../../../src/cli/exit-codes.js';
import { SilvusMockError } from '../../../src/index.js';
import { cliIn, started } from '../../support/cli.js';
import { httpCall, radioWithControlPlane } from '../../support/control-plane-client.js';
import { post, rpc } from '../../support/json-rpc-client.js';
import { textOf } from '../../support/markdown.js';
import { running } from '../../support/radio.js';

const document = textOf('docs/troubleshooting.md');

/** The words are quoted in the document, and in what the simulator says. */
function expectQuoted(words: string, said: string | undefined): void {
  expect(document).toContain(words);
  expect(said).toContain(words);
}

/** The message of what a function throws. */
function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof SilvusMockError) return `${error.code}: ${error.message}`;
  }
  return 'none';
}

test('403 has the two reasons that it explains', async () => {
  const { port } = await radioWithControlPlane();
  const byName = await httpCall(port, 'GET', '/status', { headers: { Host: 'radio:8081' } });
  expect(byName.status).toBe(403);
  expectQuoted('the Host header names another host', byName.text);
  const bySite = await httpCall(port, 'GET', '/status', { headers: { Origin: 'http://elsewhere' } });
  expect(bySite.status).toBe(403);
  expectQuoted('a page of another site asks', bySite.text);
});

test('a wrong name is refused in the words that it shows', async () => {
  const { port } = await radioWithControlPlane();
  const body = { kind: 'busy', match: { method: 'frq' } };
  const { status, text } = await httpCall(port, 'POST', '/faults', { body });
  expect(status).toBe(400);
  const said = text.replaceAll('\\"', '"');
  expectQuoted('match.method: "frq": is not allowed;', said);
  expectQuoted('the nearest is "freq"', said);
});

test('a verification that depends on a reply on its way is undecided in the words that it shows', async () => {
  const mock = await running();
  mock.worker.pause();
  const reply = post(mock, rpc('freq'));
  await mock.received(1);
  const said = refusalOf(() => mock.journal.verify({ method: 'freq', times: 0 }));
  expectQuoted('its reply still on its way', said);
  expectQuoted('UNDECIDED', said);
  mock.worker.resume();
  await reply;
});

test('a port that is taken ends a start with the exit code that it names', async () => {
  const radio = await started('--log-level', 'error');
  const { port } = radio.http;
  const second = cliIn({}, 'start', '--port', '0', '--http-port', String(port));
  const { code, stderr } = await second.ended;
  expect(code).toBe(exitCodes.unavailable);
  expectQuoted(`exit code ${exitCodes.unavailable}`, `exit code ${code ?? ''}`);
  expect(stderr).toContain(String(port));
});

test('JSON over several lines is a Parse error on the maintenance port', async () => {
  const mock = await running();
  const socket = connect(mock.maintenance.port, '127.0.0.1');
  socket.write(`${JSON.stringify({ jsonrpc: '2.0', method: 'zeroize', id: 1 }, undefined, 2)}\n`);
  const [reply] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  expectQuoted('Parse error', reply.toString());
});
