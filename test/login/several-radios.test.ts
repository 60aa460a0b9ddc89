import { expect, test } from 'vitest';
import { broadcast, broadcastNetwork, broadcastOutcome, postPage } from '../support/broadcast-network.js';
import { answerOf, cookieOf, outcomeWith } from '../support/login-client.js';
import { httpsPort, tlsClient } from '../support/tls-client.js';
import { rpc } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';

const settings = { login: { enabled: true } };
const page = '/bcast_enc.pyc';
const read = { apis: [{ method: 'nodeid', params: {} }], nodeids: [1001, 1002] };

test('each radio has sessions of its own', async () => {
  const { radio } = await broadcastNetwork([1001, 1002], settings);
  const cookie = await cookieOf(radio(1001), 'admin');
  expect(await outcomeWith(radio(1001), cookie, 'nodeid')).toEqual(['1001']);
  expect(await outcomeWith(radio(1002), cookie, 'nodeid')).toBe('Authentication error');
});

test.each([undefined, 'basic', 'advanced'])('a broadcast asks for the admin, not for %s', async (user) => {
  const { radio } = await broadcastNetwork([1001, 1002], settings);
  const headers = user === undefined ? [] : [`Cookie: ${await cookieOf(radio(1001), user)}`];
  expect(await postPage(radio(1001), page, JSON.stringify(read), headers)).toEqual({
    status: 200,
    type: 'text/plain',
    text: 'Error. Must be admin user.\n',
  });
  expect(await postPage(radio(1001), page, 'no broadcast', headers)).toMatchObject({
    text: 'Error. Must be admin user.\n',
  });
});

test('a broadcast of the admin reaches every node, for what an admin may do; it renews the session', async () => {
  const { radio, clock } = await broadcastNetwork([1001, 1002, 1003], settings, [1003]);
  const cookie = await cookieOf(radio(1001), 'admin');
  await clock.advance('9m');
  const body = JSON.stringify({
    apis: [{ method: 'enc_profile', params: ['field'] }],
    nodeids: [1001, 1002, 1003],
  });
  const { text } = await postPage(radio(1001), page, body, [`Cookie: ${cookie}`]);
  expect(JSON.parse(text)).toMatchObject([[{ result: [''] }], [{ result: [''] }], [{ result: [''] }]]);
  await clock.advance('9m');
  expect(await outcomeWith(radio(1001), cookie, 'enc_profile')).toEqual(['field']);
  expect(radio(1002).state.read('enc_profile')).toEqual(['field']);
});

test('during an outage a broadcast says so, whoever sends it', async () => {
  const { radio } = await broadcastNetwork([1001, 1002], settings);
  radio(1001).blackout.begin('1m');
  expect(await broadcastOutcome(radio(1001), [1001], { method: 'freq' })).toEqual([['UNAVAILABLE']]);
});

test('without login nobody is asked', async () => {
  const { radio } = await broadcastNetwork([1001, 1002]);
  expect(await broadcast(radio(1001), [1001], { method: 'nodeid' })).toMatchObject([[{ result: ['1001'] }]]);
});

test('a session holds on HTTP and HTTPS alike', async () => {
  const mock = await running({ ...settings, https: { port: 0 } });
  const sendSecurely = async (line: string, cookie = '', body = '') => {
    const client = await tlsClient(httpsPort(mock));
    client.socket.write(
      `${line} HTTP/1.1\r\nConnection: close\r\nCookie: ${cookie}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    const { text } = await client.ended;
    client.socket.destroy();
    return answerOf(text);
  };
  const api = 'POST /streamscape_api';
  expect((await sendSecurely(api, '', rpc('freq'))).body).toContain('Authentication error');
  const { cookie } = await sendSecurely('GET /login.sh?username=basic&password=HelloWorld');
  expect(await outcomeWith(mock, cookie, 'freq')).toEqual(['4700']);
  const own = await cookieOf(mock, 'admin');
  const reply = await sendSecurely(api, own, rpc('freq'));
  expect([reply.cookie, reply.body.includes('4700')]).toEqual([own, true]);
});
