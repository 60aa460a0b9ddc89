import { expect, onTestFinished, test } from 'vitest';
import {
  type SilvusMock,
  type SilvusMockOptions,
  type VirtualClock,
  startSilvusMock,
  virtualClock,
} from '../../src/index.js';
import { effectOf } from '../support/fault-effect.js';
import { inputIsRead, keepAliveWith, rpc } from '../support/json-rpc-client.js';
import { cookieOf, outcomeWith } from '../support/login-client.js';
import { portFaults, silentKinds } from '../support/port-faults.js';
import { type RawClient, rawClient } from '../support/raw-client.js';
import { httpsPort, tlsClient } from '../support/tls-client.js';

const ports = ['http', 'https'] as const;
type SecurePort = (typeof ports)[number];

/** A radio with HTTPS that asks for a login, and the cookie of a session. */
async function inSession(options: SilvusMockOptions = {}) {
  const clock = virtualClock();
  const mock: SilvusMock<VirtualClock> = await startSilvusMock({
    login: { enabled: true },
    https: { port: 0 },
    seed: 1,
    ...options,
    clock,
  });
  onTestFinished(async () => {
    await mock.close({ graceMs: 1_000 });
  });
  return { mock, clock, cookie: await cookieOf(mock, 'advanced') };
}

function clientOf(mock: SilvusMock, port: SecurePort): Promise<RawClient> {
  return port === 'http' ? rawClient(mock.http.port) : tlsClient(httpsPort(mock));
}

/** What a request with this cookie gets by HTTPS. */
async function byHttps(mock: SilvusMock, cookie: string): Promise<string> {
  const client = await tlsClient(httpsPort(mock));
  client.socket.write(keepAliveWith({ Cookie: cookie }, rpc('freq')));
  const text = await client.until(reply);
  client.socket.destroy();
  return text;
}

/** The session is valid on both ports, and each reply sets its cookie again. */
async function holds(mock: SilvusMock, cookie: string, freq = '4700'): Promise<void> {
  expect(await outcomeWith(mock, cookie, 'freq')).toEqual([freq]);
  const reply = await byHttps(mock, cookie);
  expect(reply).toContain(`Set-Cookie: ${cookie};`);
  expect(reply).toContain(`"${freq}"`);
  expect(mock.stats().login).toMatchObject({ sessions: 1, tries: { accepted: 1 } });
}

test.each(portFaults.map((fault) => ({ name: fault?.kind ?? 'no fault', fault })))(
  'in a session, $name looks the same over HTTPS as over HTTP, and the session holds',
  async ({ name, fault }) => {
    const seen = async (port: SecurePort) => {
      const { mock, cookie } = await inSession();
      const silent = silentKinds.includes(name);
      const effect = await effectOf(mock, port, fault, silent, { Cookie: cookie });
      mock.faults.clear();
      await holds(mock, cookie, fault?.kind === 'stale' ? '2220' : undefined);
      return { cookie, effect };
    };
    const [plain, secure] = [await seen('http'), await seen('https')];
    expect(secure).toEqual(plain);
    const { effect, cookie } = plain;
    // A reply with a head sets the cookie again, whatever the fault did to its body.
    if (effect.head !== '') expect(effect.head).toContain(`Set-Cookie: ${cookie};`);
  },
);

test.each(portFaults.map((fault) => ({ name: fault?.kind ?? 'no fault', fault })))(
  'without a session, $name looks the same over HTTPS as over HTTP, and the session of another client holds',
  async ({ name, fault }) => {
    const seen = async (port: SecurePort) => {
      const { mock, cookie } = await inSession();
      const effect = await effectOf(mock, port, fault, silentKinds.includes(name));
      expect(effect.head).not.toContain('Set-Cookie');
      mock.faults.clear();
      await holds(mock, cookie, fault?.kind === 'stale' ? '2220' : undefined);
      return effect;
    };
    expect(await seen('https')).toEqual(await seen('http'));
  },
);

/** A radio in blackout for 30 s, with a client that had a reply in its session before. */
async function inBlackout(port: SecurePort, blackout: NonNullable<SilvusMockOptions['blackout']>) {
  const { mock, clock, cookie } = await inSession({ blackout });
  const request = keepAliveWith({ Cookie: cookie }, rpc('freq'));
  const before = await clientOf(mock, port);
  before.socket.write(request);
  await before.until(reply);
  await inputIsRead(mock);
  mock.blackout.begin('30s');
  return { mock, clock, cookie, request, before };
}

const reply = /"jsonrpc" : "2\.0"}/;

test.each([
  ['error', /200 OK\r\nSet-Cookie: session=.*UNAVAILABLE.*"2\.0"}$/s],
  ['http-503', /503 Service Unavailable\r\n.*\r\n\r\n$/s],
] as const)(
  'a blackout with the look %s is the same reply in a session on both ports',
  async (look, text) => {
    const seen = async (port: SecurePort) => {
      const { mock, clock, cookie, request, before } = await inBlackout(port, look);
      const during = await clientOf(mock, port);
      const replies = [before, during].map(async (client) => {
        client.socket.write(request);
        return client.until(text);
      });
      const texts = await Promise.all(replies);
      await clock.advance('30s');
      await holds(mock, cookie);
      return texts;
    };
    expect(await seen('https')).toEqual(await seen('http'));
  },
);

test.each([
  ['refuse', undefined, 'ECONNREFUSED'],
  ['rst', 'ECONNRESET', 'ECONNRESET'],
  ['hang', undefined, 'ECONNRESET'],
] as const)(
  'a blackout with the look %s ends connections in the same way on both ports, and the session holds',
  async (look, open, later) => {
    for (const port of ports) {
      const { mock, clock, cookie, request, before } = await inBlackout(port, look);
      expect((await before.ended).error).toBe(open);
      const accepted = () => mock.stats().connections[port]?.accepted ?? 0;
      const acceptedBefore = accepted();
      const during = clientOf(mock, port).then(
        async (client) => {
          client.socket.write(request);
          return client.ended;
        },
        (error: unknown) => ({ text: '', error: (error as NodeJS.ErrnoException).code }),
      );
      if (look === 'hang') await expect.poll(accepted).toBe(acceptedBefore + 1);
      else await during;
      await clock.advance('30s');
      expect(await during).toEqual({ text: '', error: later });
      await holds(mock, cookie);
    }
  },
);
