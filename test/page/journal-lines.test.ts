import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../page/src/journal/exchange.js';
import { replayLine } from '../../page/src/journal/replay-line.js';
import { type RadioPorts, sendAgainLine } from '../../page/src/journal/send-again-line.js';
import { verifyCommands, verifyStatements } from '../../page/src/journal/verify-lines.js';

const ports: RadioPorts = {
  http: { url: 'http://127.0.0.1:8080/streamscape_api' },
  https: { url: 'https://127.0.0.1:8443/streamscape_api' },
  maintenance: { host: '127.0.0.1', port: 50_000 },
};

function exchange(members: Partial<Exchange> = {}): Exchange {
  return {
    ...{ node: '1', n: 1, at: 0, port: 'http', peer: '127.0.0.1:40000', reply: null, ending: 'reply' },
    ...{ request: '{"method":"freq"}', commands: [], faults: [] },
    ...members,
  };
}

function command(method: string, params: unknown[] = [], outcome = 'ok'): Exchange['commands'][number] {
  return { id: 1, method, params, outcome, waitMs: 0, runMs: 0 };
}

const lineOf = (members: Partial<Exchange>, of = ports) =>
  sendAgainLine(exchange(members), of, 'radio')?.line;

describe('a request is sent again', () => {
  test('over HTTP, by curl', () => {
    expect(lineOf({})).toBe(
      `curl -sS -H 'Content-Type: application/json' --data-raw '{"method":"freq"}' 'http://127.0.0.1:8080/streamscape_api'`,
    );
  });

  test('with an apostrophe in it', () => {
    expect(lineOf({ request: `{"a":"it's"}` })).toContain(String.raw`--data-raw '{"a":"it'\''s"}' `);
  });

  test('with an @ in front, which names no file', () => {
    expect(lineOf({ request: '@/etc/passwd' })).toContain(`--data-raw '@/etc/passwd'`);
  });

  test('with control characters, which no terminal gets', () => {
    expect(lineOf({ request: '-1%\\\u001b[31m\n' })).toBe(
      String.raw`printf '\0551%%\\\033[31m\012' | curl -sS -H 'Content-Type: application/json' --data-binary @- 'http://127.0.0.1:8080/streamscape_api'`,
    );
  });

  test('with characters that turn the direction of text', () => {
    expect(lineOf({ request: '\u202e' })).toMatch(/^printf '\\342\\200\\256' \| curl/);
  });

  test('with bytes that are no text', () => {
    expect(lineOf({ request: '\ufffd', requestBase64: 'gAA=' })).toMatch(/^printf '\\200\\000' \| curl/);
  });

  test('with letters of any language as they are', () => {
    expect(lineOf({ request: 'Grüße' })).toContain(`--data-raw 'Grüße'`);
  });

  test('over HTTPS, where the certificate is signed by the radio itself', () => {
    expect(lineOf({ port: 'https' })).toMatch(
      /^curl -sS -k .*'https:\/\/127\.0\.0\.1:8443\/streamscape_api'$/,
    );
  });

  test('to the page of broadcasts', () => {
    expect(lineOf({ page: 'broadcast' })).toMatch(/'http:\/\/127\.0\.0\.1:8080\/bcast_enc\.pyc'$/);
  });

  test('to a radio that listens on all addresses: to the host of the page', () => {
    const all = {
      http: { url: 'http://0.0.0.0:8080/streamscape_api' },
      maintenance: { host: '::', port: 5 },
    };
    expect(lineOf({}, all)).toMatch(/'http:\/\/radio:8080\/streamscape_api'$/);
    expect(lineOf({ port: 'maintenance' }, all)).toMatch(/\| nc radio 5$/);
  });

  test('on the maintenance port, by netcat', () => {
    expect(lineOf({ port: 'maintenance', request: `{"a":"%s'"}` })).toBe(
      String.raw`printf '%s\n' '{"a":"%s'\''"}' | nc 127.0.0.1 50000`,
    );
    expect(lineOf({ port: 'maintenance', request: 'a\u0007' })).toBe(
      String.raw`printf 'a\007\012' | nc 127.0.0.1 50000`,
    );
  });

  test('not to a port that the radio does not have any more', () => {
    expect(sendAgainLine(exchange(), {}, 'radio')).toBeUndefined();
  });
});

describe('an exchange is verified', () => {
  const target = { methods: new Set(['freq', 'power_dBm']) };
  const call = (...commands: Exchange['commands']) => exchange({ commands });

  test.each([
    [command('freq'), `mock.journal.verify({ method: 'freq', outcome: 'ok' });`],
    [
      command('freq', ['2490'], 'BUSY'),
      `mock.journal.verify({ method: 'freq', params: ['2490'], outcome: 'BUSY' });`,
    ],
    [
      command('freq', [2490, { a: null }]),
      `mock.journal.verify({ method: 'freq', params: [{ json: 2490 }, { json: {"a":null} }], outcome: 'ok' });`,
    ],
    [
      command('frq', [], 'Method not found'),
      `mock.journal.verify({ method: { unknown: 'frq' }, outcome: 'Method not found' });`,
    ],
    [
      command('freq', [`it's "2"\n\\\u202e`]),
      String.raw`mock.journal.verify({ method: 'freq', params: ['it\'s "2"\n\\\u202e'], outcome: 'ok' });`,
    ],
  ])('by the library: %j', (each, line) => {
    expect(verifyStatements(call(each), target)).toBe(line);
  });

  test('by the command', () => {
    const where = { ...target, control: 'http://127.0.0.1:9000', node: '310061' };
    expect(verifyCommands(call(command('freq', ['-1', ''], 'Parse error')), where)).toBe(
      `silvus-mock journal verify --method freq --param=-1 --param='' --outcome 'Parse error' --node 310061 --control http://127.0.0.1:9000`,
    );
  });

  test('by the command, which can name no parameter that was sent as no text', () => {
    expect(verifyCommands(call(command('freq', [2490])), target)).toBe(
      'silvus-mock journal verify --method freq --outcome ok',
    );
  });

  test('by the command, with a method whose name a shell or a terminal would act on', () => {
    expect(verifyCommands(call(command('$(x)\u001b]\nb')), target)).toBe(
      String.raw`silvus-mock journal verify --unknown-method '$(x)'"$(printf '\033')"']` +
        `\nb' --outcome ok`,
    );
    expect(verifyCommands(call(command('a\0')), target)).toBe('');
  });

  test('by port and page, where they are not those of a plain call', () => {
    const each = exchange({ port: 'https', page: 'broadcast', commands: [command('freq')] });
    expect(verifyStatements(each, target)).toBe(
      `mock.journal.verify({ method: 'freq', outcome: 'ok', port: 'https', page: 'broadcast' });`,
    );
    expect(verifyCommands(each, target)).toMatch(/ --port https --page broadcast$/);
  });

  test('of a batch: each call once', () => {
    const each = call(command('freq'), command('freq'), command('power_dBm', ['20']));
    expect(verifyStatements(each, target).split('\n')).toHaveLength(2);
  });
});

test('a case of chaos is replayed by the seed of its radio; in a network that is not all of it', () => {
  expect(replayLine('http.freq.2.truncated', 7)).toBe(
    'silvus-mock start --seed 7 --only http.freq.2.truncated',
  );
  expect(replayLine('310062/http.freq.2.truncated', 7)).toBeUndefined();
  expect(replayLine('http.freq.2.truncated', undefined)).toBeUndefined();
});
