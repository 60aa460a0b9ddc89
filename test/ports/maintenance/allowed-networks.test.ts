import { expect, test } from 'vitest';
import { collected } from '../../support/events.js';
import { maintain, outcome, rpc } from '../../support/json-rpc-client.js';
import { running } from '../../support/radio.js';
import { rawClient } from '../../support/raw-client.js';

test('a peer outside the allowed networks is closed without a byte, and only on the maintenance port', async () => {
  const mock = await running({ maintenance: { allowedNetworks: ['10.0.0.0/8'] } });
  const refused = collected(mock, 'connection-refused');
  const client = await rawClient(mock.maintenance.port);
  expect((await client.ended).text).toBe('');
  expect(refused).toEqual([
    { node: '1', port: 'maintenance', reason: 'not-allowed', peer: `127.0.0.1:${client.socket.localPort}` },
  ]);
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
});

test.each(['127.0.0.1', '127.0.0.0/8', '0.0.0.0/0', '126.0.0.0/7'])(
  '%s lets the loopback in',
  async (network) => {
    const mock = await running({ maintenance: { allowedNetworks: ['10.0.0.0/8', network] } });
    expect((await maintain(mock, 'zeroize')).result).toEqual(['']);
  },
);

test.each(['127.0.0.2', '127.0.0.2/31', '128.0.0.0/1', '::1'])('%s does not', async (network) => {
  const mock = await running({ maintenance: { allowedNetworks: [network] } });
  const client = await rawClient(mock.maintenance.port);
  expect((await client.ended).text).toBe('');
});

test.each([
  [['127.0.0.0/8'], true],
  [['127.0.0.1'], true],
  [['::/0'], true],
  [['126.0.0.0/8', '::1'], false],
  [['127.0.0.2', '2001:db8::/32'], false],
] as const)(
  'on a port of both families %j judges the IPv4 peer by its IPv4 address: %s',
  async (networks, isAllowed) => {
    const mock = await running({ host: '::', maintenance: { allowedNetworks: [...networks] } });
    const refused = collected(mock, 'connection-refused');
    const client = await rawClient(mock.maintenance.port);
    client.socket.write(`${rpc('zeroize')}\n`);
    expect((await client.ended).text.includes('"result" : [""]')).toBe(isAllowed);
    const peer = `::ffff:127.0.0.1:${client.socket.localPort}`;
    expect(refused).toMatchObject(isAllowed ? [] : [{ port: 'maintenance', reason: 'not-allowed', peer }]);
  },
);
