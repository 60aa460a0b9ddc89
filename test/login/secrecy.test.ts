import { expect, test } from 'vitest';
import { inspect } from 'node:util';
import { startSilvusMock } from '../../src/index.js';
import { eventNames } from '../../src/simulator/events.js';
import { cookieOf, logIn, outcomeWith, postApi, send } from '../support/login-client.js';
import { call, rpc } from '../support/json-rpc-client.js';

const passwords = ['correct-horse', 'HelloWorld', 'wrong-battery', 'staple-as-user'];

test('no password gets into logs, events, journal, errors, metrics, state or the configuration', async () => {
  const seen: string[] = [];
  const note = (...what: unknown[]) => seen.push(inspect(what, { depth: 5 }));
  const write = (fields: object, message?: string) => note(fields, message);
  const logger = { debug: write, info: write, warn: write, error: write };
  const mock = await startSilvusMock({
    login: { enabled: true, adminPassword: 'correct-horse', maxTries: 2 },
    control: { port: 0 },
    logger,
  });
  for (const name of eventNames) mock.on(name, (event) => note(name, event));
  const admin = await logIn(mock, 'admin', 'correct-horse');
  const replies = [
    await send(mock, 'POST /login.sh', { body: 'username=admin&password=wrong-battery' }),
    await logIn(mock, 'admin', 'wrong-battery'),
    await logIn(mock, 'admin', 'correct-horse'),
    await logIn(mock, 'staple-as-user', 'HelloWorld'),
    await send(mock, 'PUT /login.sh?username=admin&password=correct-horse'),
    await send(mock, 'GET /nowhere?password=correct-horse'),
    await postApi(mock, '{"password":"correct-horse"', admin.cookie),
    await postApi(mock, rpc('log_in', 1, ['admin', 'correct-horse']), admin.cookie),
    await send(mock, 'POST /bcast_enc.pyc', { body: 'apis=[]&password=correct-horse' }),
  ];
  await outcomeWith(mock, await cookieOf(mock, 'basic'), 'nw_name', ['HelloWorld']);
  await call(mock, 'nw_name', ['correct-horse']);
  note(replies.map(({ head, body }) => [head, body]));
  for (const { requestText, replyText, commands } of mock.journal.entries)
    note(requestText, replyText, commands);
  note(mock, mock.stats(), mock.health(), mock.configuration(), mock.state.readAll(), mock.state.saved());
  note(JSON.stringify(mock.configuration()), JSON.stringify(mock.config));
  for (const path of ['status', 'metrics', 'config', 'state', 'journal', 'nodes'])
    note(await (await fetch(`${mock.control?.url}/${path}`)).text());
  const request = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{"method":"freq"}',
  };
  note(await (await fetch(`${mock.control?.url}/call`, request)).text());
  await mock.close();
  for (const password of passwords) expect(seen.filter((text) => text.includes(password))).toEqual([]);
  expect(seen.join()).toContain('a user is locked out');
});

test('who logs in, and who fails to, is in the log', async () => {
  const lines: object[] = [];
  const peer = expect.stringMatching(/^127\.0\.0\.1:\d+$/) as string;
  const note = (fields: object, message = '') => {
    if (message.includes('log') || message.includes('locked')) lines.push({ ...fields, message });
  };
  const logger = { debug: note, info: note, warn: note, error: note };
  const mock = await startSilvusMock({ login: { enabled: true, maxTries: 1, lockout: '1m' }, logger });
  await logIn(mock, 'basic');
  await logIn(mock, 'root');
  await logIn(mock, 'admin', 'hush');
  expect(lines).toMatchObject([
    { message: 'login', node: '1', user: 'basic', result: 'accepted', peer },
    { message: 'login refused', user: 'unknown', result: 'refused', peer },
    { message: 'login refused', user: 'admin', result: 'refused', peer },
    { message: 'a user is locked out', user: 'admin', ms: 60_000 },
  ]);
  await mock.close();
});
