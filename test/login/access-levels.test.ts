import { describe, expect, test } from 'vitest';
import { methodDeclarations } from '../../src/radio/catalogue.js';
import { levelsOf } from '../../src/radio/method-levels.js';
import type { CustomMethod, SilvusMock } from '../../src/index.js';
import { running, runningInVirtualTime } from '../support/radio.js';
import { cookieOf, outcomeWith, postApi } from '../support/login-client.js';
import { type Reply, maintain, rpc } from '../support/json-rpc-client.js';

const login = { enabled: true };
const denied = 'Authentication error';

/** Which of the three users may call each of these: the call is no authentication error. */
async function allowedTo(mock: SilvusMock, calls: readonly (readonly [string, unknown?])[]) {
  const users = ['basic', 'advanced', 'admin'];
  const cookies = await Promise.all(users.map((user) => cookieOf(mock, user)));
  const allowed: string[][] = [];
  for (const [method, params] of calls) {
    const outcomes: unknown[] = [];
    for (const cookie of cookies) outcomes.push(await outcomeWith(mock, cookie, method, params));
    allowed.push(users.filter((_, index) => outcomes[index] !== denied));
  }
  return allowed;
}

const [all, upper, only] = [['basic', 'advanced', 'admin'], ['advanced', 'admin'], ['admin']];

const table: readonly (readonly [string, unknown, readonly string[]])[] = [
  ['freq', undefined, all],
  ['enc_key', undefined, all],
  ['no_such_method', undefined, all],
  ['no_such_method', ['1'], all],
  ['noise_level', ['310062'], all],
  ['power_dBm', ['20'], upper],
  ['power_dBm', ['no power'], upper],
  ['setenvlinsingle', ['freq'], upper],
  ['enc_key', ['0123456789abcdef'], only],
  ['enc_disable', ['0'], only],
  ['enc_key_len', ['256'], only],
  ['enc_profile', ['field'], only],
  ['tls_cert', ['x'], only],
  ['generate_tls_cert', undefined, only],
  ['factory_reset', undefined, only],
  ['radio_reset', undefined, only],
];

test('reads are for all users, writes for the two upper, security and resets for the admin', async () => {
  const { mock } = await runningInVirtualTime({ login });
  const calls = table.map(([method, params]) => [method, params] as const);
  expect(await allowedTo(mock, calls)).toEqual(table.map(([, , expected]) => expected));
});

test('zeroize is for the admin', async () => {
  const mock = await running({ login });
  for (const user of ['basic', 'advanced'])
    expect(await outcomeWith(mock, await cookieOf(mock, user), 'zeroize')).toBe(denied);
  expect(await outcomeWith(mock, await cookieOf(mock, 'admin'), 'zeroize')).toEqual(['']);
});

test('every method has a level for what it does: security and the maintenance methods that of the admin', () => {
  for (const declaration of methodDeclarations) {
    const { access, family } = declaration;
    const isGuarded = family === 'security' || family === 'maintenance';
    expect([declaration.name, levelsOf(declaration)]).toEqual([
      declaration.name,
      {
        read: access.startsWith('read') ? 'basic' : undefined,
        write: access === 'read' ? undefined : isGuarded ? 'admin' : 'advanced',
      },
    ]);
  }
});

test('a refusal names the user and who may; nothing is changed, and it is counted', async () => {
  const mock = await running({ login });
  const { body } = await postApi(mock, rpc('power_dBm', 1, ['20']), await cookieOf(mock, 'basic'));
  expect(JSON.parse(body)).toMatchObject({
    error: {
      code: -32002,
      message: denied,
      data: { detail: { field: 'user', value: 'basic', allowed: 'advanced, admin' } },
    },
  });
  expect(mock.state.read('power_dBm')).toEqual(['30']);
  expect(mock.stats().commands).toEqual({ [denied]: 1 });
  expect(mock.journal.entries).toMatchObject([{ commands: [{ method: 'power_dBm', outcome: denied }] }]);
});

describe('a batch', () => {
  const batch = `[${rpc('freq')}, ${rpc('power_dBm', 2, ['20'])}, ${rpc('enc_disable', 3, ['1'])}]`;

  test.each([
    [undefined, [denied, denied, denied]],
    ['basic', [['4700'], denied, denied]],
    ['advanced', [['4700'], [''], denied]],
    ['admin', [['4700'], [''], ['']]],
  ])('is judged element by element: %s', async (user, expected) => {
    const mock = await running({ login });
    const cookie = user === undefined ? undefined : await cookieOf(mock, user);
    const replies = JSON.parse((await postApi(mock, batch, cookie)).body) as Reply[];
    expect(replies.map(({ result, error }) => error?.message ?? result)).toEqual(expected);
  });
});

test('a deferred order needs what its calls need', async () => {
  const { mock, clock } = await runningInVirtualTime({ login });
  const order = (method: string, params: readonly string[]) => ({
    version: '1',
    sleep: '1',
    api_list: [{ method: 'freq' }, { method, params }],
  });
  const [basic, advanced, admin] = [
    await cookieOf(mock, 'basic'),
    await cookieOf(mock, 'advanced'),
    await cookieOf(mock, 'admin'),
  ];
  const deferred = (cookie: string, ...call: Parameters<typeof order>) =>
    outcomeWith(mock, cookie, 'deferred_execution_api', [order(...call)]);
  expect(await deferred(basic, 'power_dBm', ['20'])).toBe(denied);
  expect(await deferred(advanced, 'enc_disable', ['1'])).toBe(denied);
  expect(await deferred(advanced, 'power_dBm', ['20'])).toEqual(['']);
  expect(await deferred(admin, 'enc_disable', ['1'])).toEqual(['']);
  await clock.advance('1s');
  expect([mock.state.read('power_dBm'), mock.state.read('enc_disable')]).toEqual([['20'], ['1']]);
});

test('the maintenance port and a program ask for no login', async () => {
  const mock = await running({ login });
  mock.state.patch({ power_dBm: '20' });
  expect(await maintain(mock, 'zeroize')).toMatchObject({ result: [''] });
});

test('the configuration gives methods other levels, for all calls or for reads and writes', async () => {
  const levels = { freq: 'admin', power_dBm: { write: 'basic' }, bw: { read: 'advanced' } } as const;
  const mock = await running({ login: { ...login, levels } });
  const calls = [['freq'], ['power_dBm', ['20']], ['bw'], ['bw', ['no width']]] as const;
  expect(await allowedTo(mock, calls)).toEqual([only, all, upper, upper]);
});

test('a level for a method that there is not is refused, and so is a level that is none', async () => {
  await expect(running({ login: { ...login, levels: { frq: 'admin' } } })).rejects.toThrow(
    'login.levels: there is no method "frq"; allowed: names of methods; the nearest is "freq"',
  );
  await expect(running({ login: { ...login, levels: JSON.parse('{"freq":"root"}') } })).rejects.toThrow(
    /login\.levels\.freq: "root": is no level; allowed: basic, advanced, admin/,
  );
});

test('a custom method declares its level, or has that of the method that it replaces', async () => {
  const methods: readonly CustomMethod[] = [
    { name: 'shelf', result: ['1'], level: 'admin' },
    { name: 'bell', execute: () => ['rung'], access: 'action', level: 'basic' },
    { name: 'lamp', result: ['on'] },
    { name: 'door', execute: () => ['open'], access: 'action' },
    {
      name: 'rack',
      setting: { factory: '1' },
      params: [{ name: 'rack', kind: 'integer', min: 0, max: 9 }],
      level: 'admin',
    },
    { name: 'generate_tls_cert', result: ['mine'], access: 'action', replaces: true },
    { name: 'enc_profile', result: ['mine'], access: 'read', replaces: true },
  ];
  const mock = await running({ login, methods });
  const calls = methods.map(({ name }) => [name] as const);
  expect(await allowedTo(mock, calls)).toEqual([only, all, all, upper, only, only, all]);
});

test('401 is a setting: where every reply is an authentication error', async () => {
  const mock = await running({ login: { ...login, errorStatus: 401 } });
  const basic = await cookieOf(mock, 'basic');
  const status = async (body: string, cookie?: string) => (await postApi(mock, body, cookie)).status;
  expect(await status(rpc('freq'))).toBe(401);
  expect(await status(`[${rpc('freq')}, ${rpc('bw')}]`)).toBe(401);
  expect(await status('no JSON')).toBe(200);
  expect(await status(rpc('power_dBm', 1, ['20']), basic)).toBe(401);
  expect(await status(`[${rpc('freq')}, ${rpc('power_dBm', 1, ['20'])}]`, basic)).toBe(200);
  expect(await status(rpc('freq'), basic)).toBe(200);
  const { body } = await postApi(mock, rpc('freq'));
  expect(JSON.parse(body)).toMatchObject({ error: { message: denied } });
});

test('as strings, authentication errors are their message alone', async () => {
  const mock = await running({ login, reply: { errors: 'string' } });
  expect(JSON.parse((await postApi(mock, rpc('freq'))).body)).toMatchObject({ error: denied });
});
