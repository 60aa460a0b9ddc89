import fc from 'fast-check';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { running } from '../support/radio.js';
import { cookieOf, outcomeWith, send } from '../support/login-client.js';
import { deadline, holds } from '../support/property.js';
import { LoopHold } from '../support/loop-hold.js';
import { inputOf } from '../support/hostile-input.js';

const login = { enabled: true, maxTries: 0 };

/** Text as a header or a request line may have it. */
const visible = fc.string({
  unit: fc.constantFrom(...Array.from('abcusername=password&%+;:,"\'<>{}[]()?/\\|~^`@!$*._-0123456789')),
  maxLength: 200,
});
const body = fc.oneof(
  visible,
  fc.string({ unit: 'grapheme', maxLength: 100 }),
  fc.json(),
  fc.tuple(visible, visible).map(([user, password]) => `username=${user}&password=${password}`),
);

test('whatever is sent to log in is refused, and the next client is served', deadline, async () => {
  const mock = await running({ login });
  const valid = await cookieOf(mock, 'basic');
  await holds(
    fc.asyncProperty(visible, visible, body, fc.boolean(), async (query, cookie, text, isGet) => {
      const line = `${isGet ? 'GET' : 'POST'} /login.sh${query === '' ? '' : `?${query}`}`;
      const { status, cookie: begun, body: page } = await send(mock, line, { body: text, cookie });
      expect({ status, begun }).toEqual({ status: 200, begun: undefined });
      expect(page).toContain('Invalid Login Authentication.');
      expect(await outcomeWith(mock, cookie, 'freq')).toBe('Authentication error');
    }),
    { share: 0.03 },
  );
  expect(await outcomeWith(mock, valid, 'freq')).toEqual(['4700']);
  expect(mock.stats().login.sessions).toBe(1);
});

const atPages = 131_072;

test.each([
  ['of a long password', 'POST /login.sh', `username=admin&password=${'a'.repeat(atPages - 30)}`],
  ['of ampersands', 'POST /login.sh', '&'.repeat(atPages)],
  ['of escapes', 'POST /login.sh', `username=admin&password=${'%41'.repeat(40_000)}`],
  ['with a query of escapes', `POST /login.sh?username=admin&password=${'%41'.repeat(4_000)}`, ''],
  ['with many cookies', `POST /streamscape_api HTTP/1.1\r\nCookie: ${';'.repeat(15_000)}\r\nX: `, '{}'],
  [
    'with a long cookie',
    `POST /streamscape_api HTTP/1.1\r\nCookie: session=${'"'.repeat(15_000)}\r\nX: `,
    '{}',
  ],
])('a request does not hold the event loop: one %s', async (_, line, text) => {
  const mock = await running({ login });
  const bare = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200, { 'Content-Length': 2 }).end('{}'));
  });
  bare.listen(0, '127.0.0.1');
  await once(bare, 'listening');
  onTestFinished(() => void bare.close());
  const { http, maintenance } = mock;
  const ports = {
    http: http.port,
    maintenance: maintenance.port,
    control: http.port,
    bare: (bare.address() as AddressInfo).port,
  };
  const loop = new LoopHold(ports, () => mock.reset());
  const { ms, allowed } = await loop.measure(inputOf('http', line, text));
  expect(ms).toBeLessThanOrEqual(allowed);
});
