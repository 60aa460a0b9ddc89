import { describe, expect, test } from 'vitest';
import { running, runningInVirtualTime } from '../support/radio.js';
import { cookieOf, logIn, outcomeWith, postApi, send } from '../support/login-client.js';
import { outcome, rpc } from '../support/json-rpc-client.js';

const login = { enabled: true };
const denied = 'Authentication error';
const wrong = 'Invalid Login Authentication.';

test('without a session a call is an authentication error, as an object under HTTP 200', async () => {
  const mock = await running({ login });
  const { status, cookie, body } = await postApi(mock, rpc('freq'));
  expect({ status, cookie }).toEqual({ status: 200, cookie: undefined });
  expect(JSON.parse(body)).toEqual({
    error: { code: -32002, message: denied, data: { detail: { reason: 'no session; log in at /login.sh' } } },
    id: 1,
    jsonrpc: '2.0',
  });
});

const form = 'username=admin&password=HelloWorld&Submit=1';

test.each([
  ['GET', `GET /login.sh?${form}`, ''],
  ['GET, the target as a whole URL', `GET http://radio/login.sh?${form}`, ''],
  ['POST', 'POST /login.sh', form],
  ['POST with the query alone', `POST /login.sh?${form}`, ''],
  ['POST of JSON', 'POST /login.sh', '{"username":"admin","password":"HelloWorld"}'],
])('%s with user and password begins a session', async (_, line, body) => {
  const mock = await running({ login });
  const { status, cookie, head } = await send(mock, line, { body });
  expect(status).toBe(200);
  expect(head).toMatch(/^set-cookie: session=[\da-f]{32}; Path=\/; Max-Age=600; HttpOnly\r?$/im);
  expect(await outcomeWith(mock, cookie, 'freq')).toEqual(['4700']);
});

test.each([
  ['a wrong password', 'GET /login.sh?username=admin&password=hush'],
  ['an unknown user', 'GET /login.sh?username=root&password=HelloWorld'],
  ['no password', 'GET /login.sh?username=admin'],
  ['nothing', 'GET /login.sh'],
  ['no body', 'POST /login.sh'],
  ['a name in other letters', 'GET /login.sh?username=Admin&password=HelloWorld'],
])('%s gets the page of a refusal, and no cookie', async (_, line) => {
  const mock = await running({ login });
  const { status, cookie, head, body } = await send(mock, line);
  expect({ status, cookie }).toEqual({ status: 200, cookie: undefined });
  expect(head).toMatch(/^content-type: text\/html\r?$/im);
  expect(body).toContain(wrong);
});

test.each([
  ['GET /login.sh?username=admin', '', 'password: is missing.'],
  ['GET /login.sh?password=hush', '', 'username: is missing.'],
  ['GET /login.sh', '', 'username: is missing. password: is missing.'],
  ['POST /login.sh', '{"username":["admin"],"password":1}', 'username: is missing. password: is missing.'],
  ['POST /login.sh', '{', 'the body is not JSON.'],
  ['POST /login.sh', 'a'.repeat(131_073), 'the body has 131073 bytes; allowed: at most 131072.'],
  ['POST /login.sh', 'a=1&'.repeat(17), 'the body is neither a JSON object nor a form of 1 to 16 fields.'],
])('%s: what is wrong with the form is said, and the next client is served', async (line, body, issue) => {
  const mock = await running({ login });
  expect((await send(mock, line, { body })).body).toContain(`<p>${wrong} ${issue}</p>`);
  expect(await outcomeWith(mock, await cookieOf(mock, 'basic'), 'freq')).toEqual(['4700']);
});

test('another verb than GET and POST is refused', async () => {
  const mock = await running({ login });
  const { status, head } = await send(mock, 'PUT /login.sh');
  expect(status).toBe(405);
  expect(head).toMatch(/^allow: GET, POST\r?$/im);
});

test('while login is off there is no such page, and calls need no session', async () => {
  const mock = await running();
  expect((await logIn(mock, 'admin')).status).toBe(404);
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
});

test('in a blackout the page says that the radio is unavailable, and a session lasts through it', async () => {
  const { mock, clock } = await runningInVirtualTime({ login });
  const cookie = await cookieOf(mock, 'admin');
  mock.blackout.begin('30s');
  expect((await logIn(mock, 'admin')).body).toBe('Error. UNAVAILABLE\n');
  expect(await outcomeWith(mock, cookie, 'freq')).toBe('UNAVAILABLE');
  expect(await outcomeWith(mock, undefined, 'freq')).toBe('UNAVAILABLE');
  await clock.advance('30s');
  expect(await outcomeWith(mock, cookie, 'freq')).toEqual(['4700']);
});

describe('passwords of the configuration', () => {
  const own = { ...login, adminPassword: 'a b&c=d', basicPassword: 'Grüße' };

  test('take the place of the known one, user by user', async () => {
    const mock = await running({ login: own });
    expect((await logIn(mock, 'admin')).body).toContain(wrong);
    expect((await logIn(mock, 'admin', 'a b&c=d')).cookie).toBeDefined();
    expect((await logIn(mock, 'basic', 'Grüße')).cookie).toBeDefined();
    expect((await logIn(mock, 'advanced')).cookie).toBeDefined();
  });

  test.each(['', 'a'.repeat(129), 'a\nb'])('%j is refused without being shown', async (adminPassword) => {
    await expect(running({ login: { ...login, adminPassword } })).rejects.toThrow(
      /^login\.adminPassword: is not allowed; allowed: a text of 1 to 128 characters/,
    );
  });
});

test('the same seed gives the same cookies, in their order', async () => {
  const cookies = async () => {
    const mock = await running({ login, seed: 7 });
    return [await cookieOf(mock, 'admin'), await cookieOf(mock, 'basic')];
  };
  const [first, second] = [await cookies(), await cookies()];
  expect(first).toEqual(second);
  expect(new Set(first).size).toBe(2);
});
