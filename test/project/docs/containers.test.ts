import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { settings, variableOf } from '../../../src/config/settings/settings.js';
import { textOf } from '../../support/markdown.js';
import { startedIn } from '../../support/cli.js';

/** No container engine is needed: a process is started with the variables that the documents give to a container. */
const testing = textOf('docs/testing.md');
const operations = textOf('docs/operations.md');

/** The variables of a block of a document, after its heading. */
function variablesAfter(text: string, heading: string): Readonly<Record<string, string>> {
  const from = text.indexOf(heading);
  expect(from, heading).toBeGreaterThan(0);
  const block = /^```(?:text|sh)\n([^]*?)^```$/m.exec(text.slice(from))?.[1] ?? '';
  const pairs = [...block.matchAll(/(SILVUS_MOCK_[A-Z_]+)(?:: |=)'?([^\s']+?)'?,?(?:\s|$)/g)];
  expect(pairs).not.toEqual([]);
  return Object.fromEntries(pairs.map(({ 1: name = '', 2: value = '' }) => [name, value]));
}

const forClients = ['SILVUS_MOCK_CONTROL_URL', 'SILVUS_MOCK_URL'];
const recipes = [
  { name: 'Testcontainers', text: testing, heading: '### Testcontainers', host: 'localhost' },
  { name: 'GitHub Actions', text: testing, heading: '### GitHub Actions', host: 'radio' },
  { name: 'GitLab CI', text: testing, heading: '### GitLab CI', host: 'radio' },
  { name: 'docker run', text: operations, heading: 'To use the control plane from outside', host: 'radio' },
];

test('every variable that the documents name for containers is one that is read', () => {
  const known = new Set([...settings.map(variableOf), ...forClients]);
  const named = [...testing.matchAll(/SILVUS_MOCK_[A-Z_]+/g)].map(([name]) => name);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

test.each(recipes)(
  'with the variables of $name the radio and its control plane answer $host',
  async ({ text, heading, host }) => {
    const env: Readonly<Record<string, string>> = {
      SILVUS_MOCK_HOST: '0.0.0.0',
      ...variablesAfter(text, heading),
    };
    const radio = await startedIn({ env }, '--control-port', '0', '--log-level', 'warn');
    const { control } = JSON.parse(radio.stdout()) as { control: { port: number } };
    const token = { authorization: `Bearer ${env['SILVUS_MOCK_CONTROL_TOKEN'] ?? ''}` };
    expect(await statusOf(control.port, { host: `${host}:8081`, ...token })).toBe(200);
    expect(await statusOf(control.port, { host: `${host}:8081` })).toBe(401);
    expect(await statusOf(control.port, { host: 'elsewhere:8081', ...token })).toBe(403);
    const socket = connect(radio.maintenance.port, '127.0.0.1');
    socket.write('{"jsonrpc":"2.0","method":"zeroize","id":1}\n');
    const [reply] = (await once(socket, 'data')) as [Buffer];
    expect(reply.toString()).toContain('"result"');
    socket.destroy();
  },
);

/** Asks the control plane by a name. `fetch` would not send another `Host`. */
function statusOf(port: number, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path: '/status', headers, agent: false }, (reply) => {
      reply.resume();
      resolve(reply.statusCode);
    });
    sent.once('error', reject).end();
  });
}
