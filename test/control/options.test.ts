import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/schema.js';
import { type SilvusMockOptions, createSilvusMock } from '../../src/index.js';
import { running } from '../support/radio.js';

test('a library has no control plane unless it asks for one', async () => {
  const mock = await running();
  expect(mock.control).toBeUndefined();
});

test('one that is asked for says where it is once it is there', async () => {
  const mock = createSilvusMock({ control: { enabled: true } });
  expect(mock.control).toBeUndefined();
  await mock.start();
  const { host, port, url } = mock.control ?? {};
  expect([host, url]).toEqual(['127.0.0.1', `http://127.0.0.1:${port}`]);
  expect([mock.http.port, mock.maintenance.port, 0]).not.toContain(port);
  await mock.close();
});

test('an address of IPv6 stands in brackets in its URL', async () => {
  const mock = await running({ control: { enabled: true, host: '::1' } });
  expect(mock.control?.url).toBe(`http://[::1]:${mock.control?.port}`);
  expect((await fetch(`${mock.control?.url}/version`)).status).toBe(200);
});

test.each<[SilvusMockOptions['control'], RegExp]>([
  [{ port: 65_536 }, /^control\.port: 65536: is not allowed; allowed: at most 65535/],
  [{ host: '' }, /^control\.host: /],
  [
    { allowedHosts: ['http://a'] },
    /^control\.allowedHosts\.0: "http:\/\/a": is no host name; allowed: a name or/,
  ],
  [{ allowedHosts: ['a:8081'] }, /^control\.allowedHosts\.0: "a:8081": is no host name/],
  [{ token: '' }, /^control\.token: is not allowed; allowed: a text of visible ASCII/],
  [{ token: 'hush hush' }, /^control\.token: is not allowed; allowed: a text of visible ASCII/],
])('%j is refused', (control, message) => {
  const create = () => createSilvusMock(control === undefined ? {} : { control });
  expect(create).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }) as Error);
  expect(create).toThrow(message);
  expect(create).not.toThrow(/hush/);
});

test('a checked configuration shows no token, however it is printed', () => {
  const parsed = parseConfig({ control: { token: 'hush' } });
  if (!('config' in parsed)) throw new Error('is right');
  const { token } = parsed.config.control;
  expect(token?.reveal()).toBe('hush');
  const printed = [JSON.stringify(parsed), inspect(parsed, { depth: 9, showHidden: true }), String(token)];
  expect(printed.join('\n')).not.toContain('hush');
});
